"""Asking before much is changed; never where nobody can answer."""

from __future__ import annotations

import sys

from targetcli import environment
from targetcli.errors import WrongUsage

MANY_RECORDS = 3


def confirm(change: str, *, yes: bool) -> None:
    """Go on only where the user says yes, in words or with --yes.

    Raises `WrongUsage` where there is no terminal to answer at, and for another answer.
    """
    if yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUsage(f"{change}: needs --yes", "see first what it does: --dry-run")
    environment.say(f"{change}. Go on? [y/N]")
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        raise WrongUsage("it was not agreed to, and nothing was changed")
