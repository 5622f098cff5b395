"""Evidence of targets: places with their parts, identities and milestones."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from targetcli.model.records import (
    Basis,
    Figure,
    Identity,
    Metric,
    Milestone,
    Region,
    ScopedRegion,
    Target,
)
from targetcli.reports import figure_index
from targetcli.reports.figure_index import FigureIndex

_REGIONS = (
    Region("Ostmark"),
    Region("Hill", parent="Ostmark"),
    Region("Hamlet", parent="Hill"),
    Region("Dale", parent="Ostmark"),
)
_WHOLE, _ZONE = ScopedRegion("Ostmark", "all"), ScopedRegion("Ostmark", "zone")
_FIRST = Identity(_WHOLE, (_ZONE, ScopedRegion("Ostmark", "rest")))
_SECOND = Identity(ScopedRegion("Westmark", ""), (_ZONE, _ZONE))
_FOREIGN = Identity(ScopedRegion("Nordmark", ""), (ScopedRegion("Sudmark", ""),))
_MILESTONES = (
    Milestone(1, date(2023, 12, 31), Decimal(10)),
    Milestone(2, date(2023, 12, 31), Decimal(99)),
    Milestone(1, date(2024, 12, 31), Decimal(20)),
)


@pytest.fixture
def index() -> FigureIndex:
    return FigureIndex(
        _REGIONS, (_FIRST, _SECOND, _FOREIGN), _MILESTONES, _fetch_nothing
    )


def _fetch_nothing(_metric: str, _regions: Iterable[str]) -> tuple[Figure, ...]:
    return ()


def _target(number: int, scope: str) -> Target:
    return Target(number, "Ostmark", scope, Metric("bridges"), Basis.LEVEL, None)


def test_parts_follow_level_by_level(index: FigureIndex) -> None:
    parts = index.list_with_parts(("Ostmark",))
    assert parts == ("Ostmark", "Hill", "Dale", "Hamlet")


@pytest.mark.parametrize(
    ("scope", "identities"),
    [("all", (_FIRST,)), ("zone", (_FIRST, _SECOND)), ("", ())],
)
def test_identities_of_a_place_are_found_once_each(
    index: FigureIndex, scope: str, identities: tuple[Identity, ...]
) -> None:
    assert index.find_evidence(_target(1, scope)).context.identities == identities


def test_regions_of_identities_count_for_their_members(index: FigureIndex) -> None:
    regions = index.list_evidence_regions("Ostmark", "zone")
    assert regions == ("Ostmark", "Hill", "Dale", "Hamlet", "Westmark")


def test_milestones_are_those_of_the_target_in_order(index: FigureIndex) -> None:
    milestones = [
        index.find_evidence(_target(n, "")).context.milestones for n in (1, 3)
    ]
    assert milestones == [(_MILESTONES[0], _MILESTONES[2]), ()]


def test_the_figures_of_a_place_are_fetched_once_for_all_its_scopes() -> None:
    fetched: list[tuple[str, Iterable[str]]] = []

    def fetch(metric: str, regions: Iterable[str]) -> tuple[Figure, ...]:
        fetched.append((metric, regions))
        return ()

    index = FigureIndex(_REGIONS, (_FIRST, _SECOND), (), fetch)
    for number, scope in enumerate(("", "a", "b", "zone", "a")):
        index.find_evidence(_target(number, scope))
    own = ("Ostmark", "Hill", "Dale", "Hamlet")
    assert fetched == [("bridges", own), ("bridges", (*own, "Westmark"))]


def test_the_figures_of_a_region_are_fetched_together_before_they_are_asked_for() -> (
    None
):
    fetched: list[object] = []

    def fetch(metric: str, regions: Iterable[str]) -> tuple[Figure, ...]:
        fetched.append((metric, regions))
        return ()

    def fetch_together(
        metrics: Iterable[str], regions: tuple[str, ...]
    ) -> dict[str, tuple[Figure, ...]]:
        fetched.append((sorted(metrics), regions))
        return {metric: () for metric in metrics if metric != "canals"}

    bridges = [_target(number, "") for number in (1, 2)]
    others = [
        target._replace(metric=Metric(metric))
        for target, metric in zip(bridges, ("roads", "canals"), strict=True)
    ]
    index = FigureIndex(_REGIONS, (), (), fetch, fetch_together)

    targets = list(index.read_ahead([*bridges, *others]))
    assert targets == [*bridges, *others]
    for target in targets:
        index.find_evidence(target)

    own = ("Ostmark", "Hill", "Dale", "Hamlet")
    assert fetched == [(["bridges", "canals", "roads"], own), ("canals", own)]


def test_what_was_fetched_ahead_is_kept_until_it_is_asked_for() -> None:
    fetched: list[tuple[str, str]] = []

    def fetch_together(
        metrics: Iterable[str], regions: tuple[str, ...]
    ) -> dict[str, tuple[Figure, ...]]:
        fetched.extend((region, metric) for region in regions for metric in metrics)
        return dict.fromkeys(metrics, ())

    def fetch(metric: str, regions: Iterable[str]) -> tuple[Figure, ...]:
        fetched.extend((region, metric) for region in regions)
        return ()

    # More places than are remembered, of regions that begin amid those read together.
    targets = [
        Target(None, f"region {place}", "", Metric(f"m{metric}"), Basis.LEVEL, None)
        for place in range(45)
        for metric in range(47)
    ]
    index = FigureIndex((), (), (), fetch, fetch_together)
    for target in index.read_ahead(targets):
        index.find_evidence(target)
    asked = [(target.region, target.metric.name) for target in targets]
    assert sorted(fetched) == sorted(asked)


def test_what_is_remembered_is_not_fetched_again() -> None:
    fetched: list[str] = []

    def fetch_together(
        metrics: Iterable[str], _regions: tuple[str, ...]
    ) -> dict[str, tuple[Figure, ...]]:
        fetched.extend(sorted(metrics))
        return dict.fromkeys(metrics, ())

    # Scopes of one place, more than are read ahead together.
    targets = [
        _target(number, f"scope {number}")._replace(metric=Metric(metric))
        for number in range(150)
        for metric in ("bridges", "roads")
    ]
    index = FigureIndex(_REGIONS, (), (), _fetch_nothing, fetch_together)
    for target in index.read_ahead(targets):
        index.find_evidence(target)
    assert fetched == ["bridges", "roads"]


def test_a_large_place_is_fetched_once_for_the_scopes_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fetched: list[str] = []

    def fetch(metric: str, _regions: Iterable[str]) -> tuple[Figure, ...]:
        fetched.append(metric)
        return ()

    monkeypatch.setattr(figure_index, "_CACHE_WEIGHT", 1)
    targets = [_target(number, f"scope {number}") for number in range(250)]
    index = FigureIndex(_REGIONS, (), (), fetch, _refuse)
    for target in index.read_ahead(targets):
        index.find_evidence(target)
    assert fetched == ["bridges"]


def test_a_single_metric_is_fetched_when_it_is_asked_for() -> None:
    index = FigureIndex(_REGIONS, (), (), _fetch_nothing, _refuse)

    assert len(list(index.read_ahead([_target(1, ""), _target(2, "")]))) == 2


def _refuse(*_: object) -> dict[str, tuple[Figure, ...]]:
    raise AssertionError


def test_no_more_figures_are_remembered_than_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fetched: list[str] = []

    def fetch(metric: str, _regions: Iterable[str]) -> tuple[Figure, ...]:
        fetched.append(metric)
        return ()

    monkeypatch.setattr(figure_index, "_CACHE_WEIGHT", 8)  # two metrics of four regions
    index = FigureIndex(_REGIONS, (), (), fetch)
    for metric in ("a", "b", "a", "b", "c", "c", "a"):
        index.find_evidence(_target(1, "")._replace(metric=Metric(metric)))
    assert fetched == ["a", "b", "c", "a"]
