"""Count targets by outcome in one line below a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from targetcli.judging.outcome import Outcome
from targetcli.render.grade_labels import list_grade_labels
from targetcli.render.i18n import gettext, join_clauses, join_phrases, label
from targetcli.render.totals_text import targets_total_text

if TYPE_CHECKING:
    from targetcli.reports.comparison import ComparisonRow
    from targetcli.reports.due import DueTarget
    from targetcli.reports.ranking import RankedRow


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


def progress_total_text(rows: Sequence[RankedRow]) -> str:
    """Return the number of targets by outcome, then by light where there are any."""
    compared = [ranked.row for ranked in rows]
    lights = Counter(
        row.verdict.pace.grade.key
        for row in compared
        if row.verdict.pace and row.verdict.pace.grade
    )
    counts = [
        gettext("{light} {count}").format(light=label.text, count=lights[key])
        for key, label in list_grade_labels().items()
        if lights
    ]
    unlit = len(compared) - lights.total()
    if counts and unlit:
        counts.append(gettext("{count} without a light").format(count=unlit))
    outcomes = outcomes_total_text(compared)
    return join_clauses((outcomes, join_phrases(counts))) if counts else outcomes


def due_total_text(rows: Sequence[DueTarget]) -> str:
    """Return the number of due targets by outcome."""
    return outcomes_total_text([row.comparison_row for row in rows])


def _outcome_text(outcome: Outcome, count: int, provisional: int) -> str:
    if not provisional:
        sentence = gettext("{count} {outcome}")
    elif provisional == count:
        sentence = gettext("{count} {outcome} (provisional)")
    else:
        sentence = gettext("{count} {outcome} ({provisional} provisional)")
    return sentence.format(count=count, outcome=label(outcome), provisional=provisional)
