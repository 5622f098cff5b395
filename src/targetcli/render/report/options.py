"""Choose the title of a page of the status report, and how much it tells."""

from __future__ import annotations

from typing import NamedTuple


class PageOptions(NamedTuple):
    """The title and publisher of a page, and how much of a report it tells.

    `tells_changes` leaves out all that stands as it stood.
    """

    title: str = ""
    publisher: str = ""
    tells_changes: bool = False
