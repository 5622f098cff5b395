"""Write the texts of a page that need whole verdicts, while rows are judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from targetcli.judging.meanings import find_open_questions
from targetcli.judging.outcome import (
    OUTCOME_TRAITS,
    Outcome,
    OutcomeGroup,
    ReportSection,
    Verdict,
)
from targetcli.model.records import Target
from targetcli.render.derivation import rate_steps
from targetcli.render.i18n import gettext, join_phrases, label
from targetcli.render.record_text import requirement_text, target_text
from targetcli.render.report.changes import figure_line
from targetcli.render.report.parts import Item, build_item
from targetcli.render.undecided.explanation import explain_undecided
from targetcli.render.verdict_sentence import pledge_text, verdict_sentence
from targetcli.render.verdict_text import evidence_text, margin_text, result_text
from targetcli.reports.changes import sum_up_target
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.report_gathering import ListedTargets
from targetcli.reports.row_gathering import JudgeWhole, RowGatherer

MOST_PLEDGES = 40
_PLEDGE_GROUPS = (OutcomeGroup.KEPT, OutcomeGroup.BROKEN)


class TargetTexts(NamedTuple):
    """The texts of a target that only its whole verdict gives.

    `item` is that of the list of its outcome, None where it is on none.
    """

    target_id: int
    outcome: Outcome
    figure: str
    result: str
    gap: str
    item: Item | None


class TextGatherer(RowGatherer[TargetTexts]):
    """Writes the texts of targets as they are judged, and keeps the rows of cards.

    Of targets that other processes judge it has the ids, and the rows in the end.
    """

    def __init__(self) -> None:
        self._texts: dict[int, TargetTexts] = {}
        self._pledges: Counter[OutcomeGroup] = Counter()
        self._listed_rows = ListedTargets[ComparisonRow]()
        self._listed_ids = ListedTargets[int]()

    @property
    def listed(self) -> tuple[ComparisonRow, ...]:
        """The rows of the targets to tell one by one."""
        return self._listed_rows.select()

    def add(self, row: ComparisonRow) -> None:
        """Take what is needed of a row that was judged in this process."""
        texts = self.pick(row)
        self._texts[texts.target_id] = texts
        self._listed_rows.add(texts.outcome, row)

    def pick(self, row: ComparisonRow) -> TargetTexts:
        """Write the texts of a target."""
        target, verdict = row.target, row.verdict
        return TargetTexts(
            target.id or 0,
            verdict.outcome,
            evidence_text(target, verdict),
            result_text(row),
            margin_text(verdict.margin, target.bound),
            self._build_item(row),
        )

    def take(self, part: TargetTexts) -> None:
        """Take the texts of a target that another process judged."""
        self._texts[part.target_id] = part
        self._listed_ids.add(part.outcome, part.target_id)

    def complete(self, judge: JudgeWhole) -> None:
        """Have the targets judged that are told one by one."""
        for row in judge(self._listed_ids.select()):
            self._listed_rows.add(row.verdict.outcome, row)

    def find(self, target: Target) -> TargetTexts:
        """Return the texts of a target that was added."""
        return self._texts[target.id or 0]

    def _build_item(self, row: ComparisonRow) -> Item | None:
        traits = OUTCOME_TRAITS[row.verdict.outcome]
        if traits.section is ReportSection.BEHIND:
            return _behind_item(row)
        if traits.section is ReportSection.UNJUDGED:
            return _unjudged_item(row)
        if traits.group not in _PLEDGE_GROUPS:
            return None
        # Each process builds the items of its own first ones: all of the first of all.
        self._pledges[traits.group] += 1
        is_listed = self._pledges[traits.group] <= MOST_PLEDGES
        return _pledge_item(row) if is_listed else None


def _pledge_item(row: ComparisonRow) -> Item:
    target = row.target
    deadline = gettext("by {deadline}").format(deadline=target.deadline)
    facts = (requirement_text(target) if target.as_written else "", deadline)
    details = (verdict_sentence(row), join_phrases(facts if target.deadline else ()))
    text = pledge_text(target)
    return build_item(sum_up_target(row), text, *filter(None, details))


def _behind_item(row: ComparisonRow) -> Item:
    details = (verdict_sentence(row), *rate_steps(row.target, row.verdict))
    return build_item(sum_up_target(row), target_text(row.target), *details)


def _unjudged_item(row: ComparisonRow) -> Item:
    details = (*_refusal_lines(row.verdict), *_deciding_lines(row))
    return build_item(sum_up_target(row), target_text(row.target), *details)


def _refusal_lines(verdict: Verdict) -> Iterator[str]:
    sentence = gettext("{figure}: refused, {reason}")
    for figure, reason in verdict.refusals:
        yield sentence.format(figure=figure_line(figure), reason=label(reason))


def _deciding_lines(row: ComparisonRow) -> Iterator[str]:
    """Yield the reasons that a target cannot be judged, with commands to decide it.

    What nobody said has a section of its own.
    """
    questions = find_open_questions(row.verdict.meanings)
    for undecided in explain_undecided(row.target, row.verdict, row.context):
        if undecided.reason not in questions:
            yield undecided.sentence
            yield from (option.text for option in undecided.options)
