"""The sentence of a problem and what to do about it."""

from __future__ import annotations

from typing import NamedTuple


class Sentence(NamedTuple):
    """Two templates in which facts stand by name: ``longer than {longest} characters``.

    Where the frame of a failure says enough, the message is empty.
    """

    message: str
    hint: str = ""
