"""Define how each outcome looks and how its comparison is worded, in one table."""

from collections.abc import Mapping
from typing import NamedTuple

from targetcli.judging.outcome import Outcome
from targetcli.render.i18n import N_

_SATISFIES = N_("{value} ({period}) satisfies {bound}.")
_SATISFIES_LATE = N_("{value} ({period}) satisfies, after the deadline, {bound}.")
_DOES_NOT_SATISFY = N_("{value} ({period}) does not satisfy {bound}.")
_MAY_SATISFY = N_("{value} ({period}) may or may not satisfy {bound}.")
_ALREADY_SATISFIES = N_("{value} ({period}) already satisfies {bound}.")
_SO_FAR = N_("{value} ({period}) so far, against {bound}.")


class OutcomeStyle(NamedTuple):
    """The colours and the sign of an outcome, and the sentence of its comparison.

    `terminal_color` is a rich style, `page_color` a CSS variable of report.css, which
    has a background of the same name with ``-bg``. The word of the outcome always
    stands beside colour and sign.
    """

    terminal_color: str
    page_color: str
    sign: str
    comparison: str


# Each outcome has its row here and one in judging/outcome.py: a test holds that.
OUTCOME_STYLES: Mapping[Outcome, OutcomeStyle] = {
    Outcome.MISSED: OutcomeStyle("bold red", "missed", "✕", _DOES_NOT_SATISFY),
    Outcome.LATE: OutcomeStyle("red", "late", "↷", _SATISFIES_LATE),
    Outcome.OVERDUE: OutcomeStyle("yellow", "overdue", "!", _SO_FAR),
    Outcome.BEHIND: OutcomeStyle("yellow", "behind", "↓", _SO_FAR),
    Outcome.MET: OutcomeStyle("bold green", "met", "✓", _SATISFIES),
    Outcome.REACHED: OutcomeStyle("green", "met", "✓", _ALREADY_SATISFIES),
    Outcome.ON_TRACK: OutcomeStyle("green", "track", "→", _SO_FAR),
    Outcome.UNDETERMINED: OutcomeStyle("magenta", "unsure", "?", _MAY_SATISFY),
    Outcome.NOT_COMPARABLE: OutcomeStyle("magenta", "apart", "≠", _SO_FAR),
    Outcome.OPEN: OutcomeStyle("", "open", "○", _SO_FAR),
    Outcome.WITHDRAWN: OutcomeStyle("dim", "gone", "–", _SO_FAR),
}
