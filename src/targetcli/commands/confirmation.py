"""Ask the user before a command changes many records."""

from __future__ import annotations

import sys

from targetcli import environment
from targetcli.errors import WrongUsage
from targetcli.problems.usage import UsageProblem
from targetcli.render.i18n import gettext

MANY_RECORDS = 3


def confirm(change: str, refusal: WrongUsage) -> None:
    """Ask the user to agree to a change.

    Raises `WrongUsage` for any answer but yes, the refusal where stdin is no terminal.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise refusal
    environment.say(gettext("{change}. Go on? [y/N]").format(change=change))
    if not agrees(sys.stdin.readline()):
        raise WrongUsage(UsageProblem.NOT_CONFIRMED)


def agrees(answer: str) -> bool:
    """Return True if an answer to a question says yes."""
    return answer.strip().casefold() in ("y", "yes", "是")
