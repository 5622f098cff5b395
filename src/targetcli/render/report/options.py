"""Choose the title of a page of the status report, and who publishes it."""

from __future__ import annotations

from typing import NamedTuple


class PageOptions(NamedTuple):
    """The title and publisher of a page."""

    title: str = ""
    publisher: str = ""
