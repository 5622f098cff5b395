"""Count the rows of a table in one line below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from targetcli.judging.outcome import Outcome
from targetcli.render.i18n import gettext, join_phrases, label, ngettext
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.due import DueTarget


def targets_total_text(rows: Sequence[object]) -> str:
    """Return the number of targets: ``95 targets``."""
    return ngettext("{count} target", "{count} targets", len(rows))


def figures_total_text(rows: Sequence[object]) -> str:
    """Return the number of figures: ``268 figures``."""
    return ngettext("{count} figure", "{count} figures", len(rows))


def outcomes_total_text(rows: Sequence[ComparisonRow]) -> str:
    """Return the number of targets by outcome: ``24 targets: 20 met, 4 missed``."""
    verdicts = [row.verdict for row in rows]
    counts = Counter(verdict.outcome for verdict in verdicts)
    provisional = Counter(
        verdict.outcome for verdict in verdicts if verdict.provisional_status
    )
    return gettext("{targets}: {outcomes}").format(
        targets=targets_total_text(rows),
        outcomes=join_phrases(
            _outcome_text(outcome, counts[outcome], provisional[outcome])
            for outcome in Outcome
            if counts[outcome]
        ),
    )


def due_total_text(rows: Sequence[DueTarget]) -> str:
    """Return the number of due targets by outcome."""
    return outcomes_total_text([row.comparison_row for row in rows])


def shown_text(shown: int) -> str:
    """Return how many rows of a table ``--limit`` left."""
    return gettext("only the first {count} are shown").format(count=shown)


def _outcome_text(outcome: Outcome, count: int, provisional: int) -> str:
    if not provisional:
        sentence = gettext("{count} {outcome}")
    elif provisional == count:
        sentence = gettext("{count} {outcome} (provisional)")
    else:
        sentence = gettext("{count} {outcome} ({provisional} provisional)")
    return sentence.format(count=count, outcome=label(outcome), provisional=provisional)
