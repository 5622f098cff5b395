"""Compare every target with its figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.figures_by_place import FiguresByPlace
from targetcli.judging.first_verdict import (
    FirstVerdict,
    find_first_verdict,
    is_easier,
)
from targetcli.judging.judge import judge, judge_by_known
from targetcli.judging.known_figures import KnownByDay, PlaceFigures, get_place
from targetcli.judging.lazy_sequence import list_items
from targetcli.judging.outcome import (
    SETTLED_OUTCOMES,
    Outcome,
    ReportSection,
    Verdict,
    select_outcomes,
)
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.model.records import Figure, ScopedRegion, Target
from targetcli.reports.figure_index import TargetEvidence
from targetcli.reports.listings import is_announced, select_known_targets

MISSES = select_outcomes(ReportSection.MISSES)
# The metrics of a region may come in turn, scope after scope: some places with their
# figures are kept, of many figures a few.
_MOST_FIGURES, _FEW_PLACES = 10_000, 4


class TargetRevision(NamedTuple):
    """A target compared with the earlier version it revises.

    `is_after_outcome` marks a revision announced when the earlier one was settled.
    """

    earlier: Target
    earlier_verdict: Verdict
    is_easier: bool
    is_after_outcome: bool


class ComparisonRow(NamedTuple):
    """A target with its verdict, its first verdict if different, and its versions.

    `figures` are those it was judged by, and `context` holds the records around the
    target that the verdict depends on.
    """

    target: Target
    verdict: Verdict
    superseded_by: tuple[int, ...] = ()
    first_verdict: FirstVerdict | None = None
    revision: TargetRevision | None = None
    context: TargetContext = NO_CONTEXT
    figures: tuple[Figure, ...] = ()


class Comparison(NamedTuple):
    """Targets judged as of one day.

    `peers` are the rows that its own were selected from, where targets are to be ranked
    among them: a filter by verdict or light shows fewer targets, but changes no rank.
    """

    as_of: date
    profile: Profile
    rows: Iterable[ComparisonRow]
    peers: Sequence[ComparisonRow] | None = None


class TargetVersions(NamedTuple):
    """The means to find the versions of a target."""

    revised_by: Mapping[int, tuple[int, ...]]
    find: Callable[[int], Target]


def compare_targets(
    targets: Iterable[Target],
    find_evidence: Callable[[Target], TargetEvidence],
    as_of: date,
    versions: TargetVersions,
    profile: Profile = PLAIN,
) -> Comparison:
    """Judge each target announced by the day."""
    comparer = _Comparer(find_evidence, as_of, versions, profile)
    known_targets = select_known_targets(targets, as_of)
    return Comparison(as_of, profile, map(comparer.compare_target, known_targets))


def keep_peers(comparison: Comparison) -> Comparison:
    """Return a comparison that remembers all its rows, however it is filtered."""
    rows = tuple(map(list_figures, comparison.rows))
    return comparison._replace(rows=rows, peers=rows)


def list_figures(row: ComparisonRow) -> ComparisonRow:
    """Return a row that has listed its figures, to be kept with many others.

    Until a verdict is asked for them it holds all that it was judged by.
    """
    verdict = row.verdict
    listed = verdict._replace(
        cautions=tuple(verdict.cautions),
        evidence=tuple(verdict.evidence),
        refusals=list_items(verdict.refusals),
        latest=tuple(verdict.latest),
    )
    return row._replace(verdict=listed)


def filter_by_outcome(
    comparison: Comparison, outcomes: Iterable[Outcome]
) -> Comparison:
    """Return the rows with one of the outcomes."""
    selected = frozenset(outcomes)
    rows = (row for row in comparison.rows if row.verdict.outcome in selected)
    return comparison._replace(rows=rows)


def count_outcomes(comparison: Comparison, counts: Counter[Outcome]) -> Comparison:
    """Return a comparison that counts the outcomes of its rows as they are read."""

    def count_rows() -> Iterator[ComparisonRow]:
        for row in comparison.rows:
            counts[row.verdict.outcome] += 1
            yield row

    return comparison._replace(rows=count_rows())


class _Comparer:
    """Judges targets with one profile as of one day.

    What figures were read for the last targets is kept: others of the same place, of
    its other scopes and of some metrics in turn often follow.
    """

    def __init__(
        self,
        find_evidence: Callable[[Target], TargetEvidence],
        as_of: date,
        versions: TargetVersions,
        profile: Profile,
    ) -> None:
        self.find_evidence, self.as_of = find_evidence, as_of
        self.versions, self.profile = versions, profile
        self._places: dict[int, FiguresByPlace] = {}
        self._held = 0
        nowhere = ScopedRegion("", "")
        self._known = KnownByDay(PlaceFigures(FiguresByPlace(()), nowhere, NO_CONTEXT))

    def _find_known(self, target: Target, evidence: TargetEvidence) -> KnownByDay:
        """Return the figures of the place of a target, as its others read them."""
        figures, context = evidence
        place, last = get_place(target), self._known.place
        if last.place == place and last.all_places.reported is figures:
            return self._known
        shared = self._share_places(figures)
        self._known = KnownByDay(PlaceFigures(shared, place, context))
        return self._known

    def _share_places(self, figures: tuple[Figure, ...]) -> FiguresByPlace:
        """Return the figures by place, the same for the same tuple while it is kept.

        Each holds its tuple, so that no other has the same id.
        """
        shared = self._places.get(id(figures))
        if shared is None:
            self._held += len(figures) + 1
            if self._held > _MOST_FIGURES and len(self._places) >= _FEW_PLACES:
                self._places.clear()
                self._held = len(figures) + 1
            shared = self._places[id(figures)] = FiguresByPlace(figures)
        return shared

    def _judge(self, target: Target, evidence: TargetEvidence) -> Verdict:
        known = self._find_known(target, evidence).select(self.as_of)
        return judge_by_known(target, known, self.profile, evidence.context)

    def compare_target(self, target: Target) -> ComparisonRow:
        evidence = self.find_evidence(target)
        figures, context = evidence
        verdict = self._judge(target, evidence)
        first = find_first_verdict(
            target, self._known, verdict, self.as_of, self.profile, context
        )
        return ComparisonRow(
            target,
            verdict,
            self._list_later_versions(target),
            first,
            self._compare_revision(target),
            context,
            figures,
        )

    def _list_later_versions(self, target: Target) -> tuple[int, ...]:
        """Return the ids of later versions announced by the day."""
        numbers = self.versions.revised_by.get(target.id or 0, ())
        return tuple(
            number
            for number in numbers
            if is_announced(self.versions.find(number), self.as_of)
        )

    def _compare_revision(self, target: Target) -> TargetRevision | None:
        if target.revises is None:
            return None
        earlier = self.versions.find(target.revises)
        evidence = self.find_evidence(earlier)
        figures, context = evidence
        verdict = self._judge(earlier, evidence)
        is_after_outcome = False
        if target.announced is not None:
            verdict_when_announced = judge(
                earlier, figures, target.announced.end, self.profile, context
            )
            is_after_outcome = verdict_when_announced.outcome in SETTLED_OUTCOMES
        return TargetRevision(
            earlier, verdict, is_easier(target, earlier), is_after_outcome
        )


CountsByOutcome = Mapping[Outcome, int]


class GroupCounts(NamedTuple):
    """The number of targets by outcome in one group; None is all of them."""

    group: str | None
    counts: CountsByOutcome

    @property
    def total(self) -> int:
        """The number of targets in the group."""
        return sum(self.counts.values())


def count_by_group(
    comparison: Comparison, group_of: Callable[[Target], str]
) -> Iterator[GroupCounts]:
    """Count outcomes by group in the order met, and last of all targets.

    Outcomes are counted, never averaged (docs/design.md §5).
    """
    groups: dict[str, dict[Outcome, int]] = {}
    total_counts: dict[Outcome, int] = {}
    for row in comparison.rows:
        group_counts = groups.setdefault(group_of(row.target), {})
        for counts in (group_counts, total_counts):
            outcome = row.verdict.outcome
            counts[outcome] = counts.get(outcome, 0) + 1
    for group, counts in groups.items():
        yield GroupCounts(group, counts)
    yield GroupCounts(None, total_counts)
