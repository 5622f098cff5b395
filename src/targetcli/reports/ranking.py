"""Rank comparable targets by how far they have come, and groups by their lights.

Only targets of one metric, scope, basis, window and deadline are ranked together, ties
share a rank, and what cannot be ranked says why. Nothing is averaged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple, TypeVar

from targetcli.judging.outcome import Verdict
from targetcli.model.records import Basis, Better, MetricKind
from targetcli.reports.comparison import Comparison, ComparisonRow

_Measure = TypeVar("_Measure", Decimal, tuple[Fraction, ...])


class RankRefusal(StrEnum):
    """The reason why a target has no rank."""

    NO_FIGURE = "no-figure"
    NOT_EXACT = "not-exact"
    NO_MEASURE = "no-measure"


class Ranking(NamedTuple):
    """The rank of a target among `compared` ones, or why it has none.

    `is_tied` marks a rank that others share; `change` is how many ranks it gained since
    the earlier day, None where it had none.
    """

    rank: int | None
    compared: int
    is_tied: bool = False
    change: int | None = None
    refusal: RankRefusal | None = None


class RankedRow(NamedTuple):
    """A compared target with its ranking."""

    row: ComparisonRow
    ranking: Ranking


def rank_targets(
    comparison: Comparison, earlier_rows: Iterable[ComparisonRow] = ()
) -> list[RankedRow]:
    """Return compared targets with their rank, and its change since earlier rows.

    They are ranked among the rows that those of the comparison were selected from.
    """
    ranked_rows = list(comparison.rows)
    earlier = {
        target_id: ranking.rank
        for target_id, ranking in _rank_all(earlier_rows).items()
    }
    peers = ranked_rows if comparison.peers is None else comparison.peers
    rankings = _rank_all(peers)
    return [
        RankedRow(row, _add_change(rankings[row.target.id], earlier.get(row.target.id)))
        for row in ranked_rows
    ]


def sort_by_rank(rows: Iterable[RankedRow]) -> list[RankedRow]:
    """Sort ranked targets: each comparison together, first ranks first."""
    places: dict[Hashable, int] = {}
    listed = list(rows)
    for ranked in listed:
        places.setdefault(_comparable_key(ranked.row), len(places))
    return sorted(
        listed,
        key=lambda ranked: (
            places[_comparable_key(ranked.row)],
            ranked.ranking.rank or ranked.ranking.compared + 1,
        ),
    )


def measure_progress(row: ComparisonRow) -> Decimal | RankRefusal:
    """Return the share of a target to rank it by, or the reason that it has none.

    An amount of which more is better is measured by the share of its target; a share
    or growth by its distance from the target, in points.
    """
    verdict, target = row.verdict, row.target
    if verdict.deciding_reading is None:
        return RankRefusal.NO_FIGURE
    if verdict.meaning is None or verdict.meanings or target.bound is None:
        return RankRefusal.NO_MEASURE
    if target.basis is Basis.GROWTH or verdict.meaning.kind is MetricKind.RATIO:
        return _exact_margin(verdict)
    if verdict.meaning.side is not Better.MORE:
        return RankRefusal.NO_MEASURE
    return RankRefusal.NOT_EXACT if verdict.share is None else verdict.share


def _exact_margin(verdict: Verdict) -> Decimal | RankRefusal:
    margin = verdict.margin
    if margin is None or margin.low is None or margin.low != margin.high:
        return RankRefusal.NOT_EXACT
    return margin.low


def _comparable_key(row: ComparisonRow) -> Hashable:
    target = row.target
    unit = target.bound.unit.dimension if target.bound else None
    window = (target.window_start, target.deadline, target.base_period)
    return (target.metric.name, target.scope, target.basis, unit, *window)


def _rank_all(rows: Iterable[ComparisonRow]) -> dict[int | None, Ranking]:
    groups: dict[Hashable, list[ComparisonRow]] = {}
    for row in rows:
        groups.setdefault(_comparable_key(row), []).append(row)
    return {
        row.target.id: ranking
        for group in groups.values()
        for row, ranking in zip(group, _rank_group(group), strict=True)
    }


def _rank_group(rows: Sequence[ComparisonRow]) -> list[Ranking]:
    measures = [measure_progress(row) for row in rows]
    values = Counter(value for value in measures if isinstance(value, Decimal))
    ranks, compared = assign_ranks(values), values.total()
    return [
        Ranking(None, compared, refusal=value)
        if isinstance(value, RankRefusal)
        else Ranking(ranks[value], compared, values[value] > 1)
        for value in measures
    ]


def assign_ranks(values: Counter[_Measure]) -> dict[_Measure, int]:
    """Return the rank of each value, the largest first; equal values share one."""
    ranks: dict[_Measure, int] = {}
    place = 1
    for value in sorted(values, reverse=True):
        ranks[value] = place
        place += values[value]
    return ranks


def _add_change(ranking: Ranking, earlier_rank: int | None) -> Ranking:
    if ranking.rank is None or earlier_rank is None:
        return ranking
    return ranking._replace(change=earlier_rank - ranking.rank)


class LightCounts(NamedTuple):
    """The targets of a group by the key of their light, and those without one.

    `group` is None for all of them; `rank` is None there and where nothing has a light.
    """

    group: str | None
    counts: Mapping[str, int]
    without: int
    rank: int | None = None
    is_tied: bool = False

    @property
    def with_light(self) -> int:
        """The number of targets that have a light."""
        return sum(self.counts.values())


def count_lights(
    rows: Iterable[ComparisonRow], group_of: Callable[[ComparisonRow], str]
) -> list[LightCounts]:
    """Count lights by group, the groups that have the best lights first.

    Groups are ordered by the share of their lights that are of the first class, then of
    the second, and so on; groups of other sizes are so comparable without any score.
    """
    keys: tuple[str, ...] = ()
    groups: dict[str, list[str | None]] = {}
    for row in rows:
        pace = row.verdict.pace
        grade = pace.grade.key if pace and pace.grade else None
        keys = keys or tuple(grade.key for grade in row.verdict.profile.grades)
        groups.setdefault(group_of(row), []).append(grade)
    counted = [_count_group(group, lights, keys) for group, lights in groups.items()]
    every = _count_group(None, [light for of in groups.values() for light in of], keys)
    return [*_rank_by_lights(counted, keys), every]


def _count_group(
    group: str | None, lights: Sequence[str | None], keys: Iterable[str]
) -> LightCounts:
    counts = {key: lights.count(key) for key in keys}
    return LightCounts(group, counts, lights.count(None))


def _rank_by_lights(
    groups: Sequence[LightCounts], keys: Sequence[str]
) -> list[LightCounts]:
    shares = [_shares(group, keys) for group in groups]
    values = Counter(share for share in shares if share is not None)
    ranks = assign_ranks(values)
    ranked = [
        group
        if share is None
        else group._replace(rank=ranks[share], is_tied=values[share] > 1)
        for group, share in zip(groups, shares, strict=True)
    ]
    return sorted(ranked, key=lambda group: group.rank or len(ranked) + 1)


def _shares(group: LightCounts, keys: Sequence[str]) -> tuple[Fraction, ...] | None:
    if not group.with_light:
        return None
    return tuple(Fraction(group.counts[key], group.with_light) for key in keys)
