"""Count targets by outcome in one line below a table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from targetcli.judging.outcome import Outcome, Verdict
from targetcli.render.grade_labels import list_grade_labels
from targetcli.render.i18n import gettext, join_clauses, join_phrases, label
from targetcli.render.totals_text import Row, TargetTotals

if TYPE_CHECKING:
    from targetcli.reports.comparison import ComparisonRow
    from targetcli.reports.due import DueTarget
    from targetcli.reports.ranking import RankedRow


class _VerdictTotals(TargetTotals[Row]):
    """Counts targets by outcome."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Counter[Outcome] = Counter()
        self._provisional: Counter[Outcome] = Counter()

    def add(self, row: Row) -> None:
        """Count one more target."""
        super().add(row)
        verdict = self.find_verdict(row)
        self._counts[verdict.outcome] += 1
        self._provisional[verdict.outcome] += verdict.provisional_status is not None

    def find_verdict(self, row: Row) -> Verdict:
        """Return the verdict of a row."""
        raise NotImplementedError

    def text(self) -> str:
        """Return the number of targets by outcome: ``24 targets: 20 met, 4 missed``."""
        return gettext("{targets}: {outcomes}").format(
            targets=super().text(),
            outcomes=join_phrases(
                _outcome_text(
                    outcome, self._counts[outcome], self._provisional[outcome]
                )
                for outcome in Outcome
                if self._counts[outcome]
            ),
        )


class OutcomeTotals(_VerdictTotals["ComparisonRow"]):
    """Counts compared targets by outcome."""

    def find_verdict(self, row: ComparisonRow) -> Verdict:
        """Return the verdict of a row."""
        return row.verdict


class DueTotals(_VerdictTotals["DueTarget"]):
    """Counts due targets by outcome."""

    def find_verdict(self, row: DueTarget) -> Verdict:
        """Return the verdict of a due target."""
        return row.comparison_row.verdict


class ProgressTotals(_VerdictTotals["RankedRow"]):
    """Counts ranked targets by outcome, then by light where there are any."""

    def __init__(self) -> None:
        super().__init__()
        self._lights: Counter[str] = Counter()

    def add(self, row: RankedRow) -> None:
        """Count one more target."""
        super().add(row)
        pace = row.row.verdict.pace
        if pace and pace.grade:
            self._lights[pace.grade.key] += 1

    def find_verdict(self, row: RankedRow) -> Verdict:
        """Return the verdict of a ranked target."""
        return row.row.verdict

    def text(self) -> str:
        """Return the number of targets by outcome and by light."""
        lights = self._lights
        counts = [
            gettext("{light} {count}").format(light=label.text, count=lights[key])
            for key, label in list_grade_labels().items()
            if lights
        ]
        unlit = self.count - lights.total()
        if counts and unlit:
            counts.append(gettext("{count} without a light").format(count=unlit))
        outcomes = super().text()
        return join_clauses((outcomes, join_phrases(counts))) if counts else outcomes


def _outcome_text(outcome: Outcome, count: int, provisional: int) -> str:
    if not provisional:
        sentence = gettext("{count} {outcome}")
    elif provisional == count:
        sentence = gettext("{count} {outcome} (provisional)")
    else:
        sentence = gettext("{count} {outcome} ({provisional} provisional)")
    return sentence.format(count=count, outcome=label(outcome), provisional=provisional)
