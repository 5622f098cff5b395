"""Ask the user before a command changes many records."""

from __future__ import annotations

import sys

from targetcli import environment
from targetcli.errors import WrongUsage

MANY_RECORDS = 3


def confirm(change: str) -> None:
    """Ask the user to agree to a change.

    Raises `WrongUsage` for any answer but yes, and where stdin is not a terminal.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUsage(f"{change}: needs --yes", "see first what it does: --dry-run")
    environment.say(f"{change}. Go on? [y/N]")
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        raise WrongUsage("it was not agreed to, and nothing was changed")
