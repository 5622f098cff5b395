"""The figures that targets wait for, by the round in which figures came so far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from support.record_factory import GDP, RecordFactory
from targetcli.model.period import format_period
from targetcli.model.records import Figure, Target
from targetcli.reports.awaited_figures import list_all_awaited, list_awaited

AS_OF = date(2026, 11, 27)


@pytest.fixture
def factory() -> RecordFactory:
    return RecordFactory()


def awaited(
    factory: RecordFactory, target: Target, metric: str, *periods: str, **more: str
) -> list[str]:
    value = "5%" if more.get("basis") else "1亿元"
    figures = [factory.figure(metric, value, period, **more) for period in periods]
    return [format_period(item.period) for item in list_awaited(target, figures, AS_OF)]


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        # years follow years
        (["2023"], ["2024", "2025"]),
        (["2023", "2021"], ["2024", "2025"]),
        # quarters that stand for themselves
        (["2025Q3", "2025Q4"], ["2026Q1", "2026Q2", "2026Q3"]),
        (["2025Q4"], ["2026Q1", "2026Q2", "2026Q3"]),
        (["2026-08"], ["2026-09", "2026-10"]),
        # figures added up since January
        (["2026Q1", "2026H1"], ["2026-01-01..2026-09-30"]),
        (["2025Q1", "2025H1", "2025-01..2025-09"], ["2025", "2026Q1"]),
        (["2025", "2026H1"], []),
        (["2024", "2025H1"], ["2025", "2026H1"]),
        (["2025-01..2025-09"], ["2025", "2026Q1"]),
        (["2026-01..2026-08"], ["2026-01-01..2026-09-30", "2026-01-01..2026-10-31"]),
        # financial years
        (["2024-04-01..2025-03-31"], ["2025-04-01..2026-03-31"]),
        # all there
        (["2025"], []),
    ],
)
def test_a_figure_follows_in_the_round_of_the_others(
    factory: RecordFactory, periods: list[str], expected: list[str]
) -> None:
    target = factory.target(GDP, "超过100亿元", "2027")
    found = awaited(factory, target, GDP, *periods)
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_a_state_is_awaited_a_year_later_or_as_the_last_two_are_apart(
    factory: RecordFactory,
) -> None:
    target = factory.target("高企", "70家", "2027")

    def days(*ends: str) -> list[str]:
        figures = [factory.figure("高企", "60家", end) for end in ends]
        return [str(item.period.end) for item in list_awaited(target, figures, AS_OF)]

    assert days("2024-12-31") == ["2025-12-31"]
    assert days("2025-12-31", "2026-03-31") == ["2026-06-30", "2026-09-30"]
    assert days("2026-09-30", "2025-12-31", "2026-08-31") == ["2026-10-31"]


def test_without_figures_the_last_whole_year_is_awaited_or_the_deadline(
    factory: RecordFactory,
) -> None:
    assert awaited(factory, factory.target(GDP, "100亿元", "2027"), GDP) == ["2025"]
    assert awaited(factory, factory.target(GDP, "100亿元", "2024"), GDP) == ["2024"]
    later = factory.target(GDP, "100亿元", "2027", announced="2026-03-01")
    assert awaited(factory, later, GDP) == []
    state = factory.target("高企", "70家", "2027")
    assert awaited(factory, state, "高企") == ["2025-12-31"]
    assert awaited(factory, factory.target("高企", "70家"), "高企") == []


def test_nothing_is_awaited_after_the_deadline_and_no_period_goes_beyond_it(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "100亿元", "2025")
    assert awaited(factory, target, GDP, "2025") == []
    assert awaited(factory, target, GDP, "2024") == ["2025"]
    state = factory.target("高企", "70家", "2026-06-30")
    figure = factory.figure("高企", "60家", "2025-12-31")
    (item,) = list_awaited(state, [figure], AS_OF)
    assert item.period.end == date(2026, 6, 30)


def test_growth_and_amounts_come_in_rounds_of_their_own(factory: RecordFactory) -> None:
    target = factory.target(GDP, "增长5%以上", "2027")
    assert awaited(factory, target, GDP, "2025", "2026H1", basis="growth") == []
    amounts = [factory.figure(GDP, "9亿元", "2020")]
    growth = [factory.figure(GDP, "5%", "2024", basis="growth")]
    (item,) = list_awaited(target, amounts + growth, AS_OF)
    assert format_period(item.period) == "2025"


def test_a_figure_of_another_place_or_scope_is_no_part_of_the_round(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "100亿元", "2027")
    others = [
        factory.figure(GDP, "9亿元", "2025", region="云溪区"),
        factory.figure(GDP, "9亿元", "2025", scope="含开发区"),
    ]
    own = factory.figure(GDP, "9亿元", "2024")
    assert len(list_awaited(target, [*others, own], AS_OF)) == 1


def test_two_targets_of_one_subject_wait_for_one_figure(factory: RecordFactory) -> None:
    first = factory.target(GDP, "100亿元", "2027")
    second = factory.target(GDP, "120亿元", "2030")
    pairs: list[tuple[Target, list[Figure]]] = [(first, []), (second, [])]
    assert [item.target for item in list_all_awaited(pairs, AS_OF)] == [first]


class CountedFigures(list[Figure]):
    """Figures that count how often they are gone through."""

    rounds = 0

    def __iter__(self) -> Iterator[Figure]:
        self.rounds += 1
        return super().__iter__()


def test_the_figures_of_a_place_are_gone_through_once(factory: RecordFactory) -> None:
    scopes = [f"第{number}段" for number in range(5)]
    figures = CountedFigures(
        factory.figure(GDP, "1亿元", "2024", scope=scope) for scope in scopes
    )
    targets = [
        factory.target(GDP, "100亿元", "2027", scope=scope) for scope in (*scopes, "")
    ]
    found = list(list_all_awaited([(target, figures) for target in targets], AS_OF))
    assert [(item.target, format_period(item.period)) for item in found] == [
        (target, "2025") for target in targets
    ]
    assert figures.rounds == 1
