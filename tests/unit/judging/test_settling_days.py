"""Which days may settle a target, so that not every one has to be judged."""

from __future__ import annotations

from datetime import date, timedelta

from support.record_factory import GDP, RecordFactory
from targetcli.judging.context import NO_CONTEXT
from targetcli.judging.known_figures import gather_place
from targetcli.judging.settling_days import list_settling_days
from targetcli.model.period import Span
from targetcli.model.records import Figure, Metric, Target, When

START = date(2023, 1, 1)
DAY = timedelta(days=1)


def list_days(target: Target, figures: list[Figure]) -> list[date]:
    return list_settling_days(target, gather_place(target, figures, NO_CONTEXT))


def report_daily(factory: RecordFactory, metric: str, count: int) -> list[Figure]:
    """Return a value a day: 1, 2, 3 and so on."""
    return [
        factory.figure(metric, f"{number + 1}万个", (START + number * DAY).isoformat())
        for number in range(count)
    ]


def test_of_many_days_only_those_that_reach_a_level_are_judged(
    factory: RecordFactory,
) -> None:
    target = factory.target("人才公寓", "98万个", "2023")._replace(when=When.BY)
    figures = report_daily(factory, "人才公寓", 100)

    assert list_days(target, figures) == [
        START + number * DAY for number in (98, 99, 100)
    ]


def test_before_its_last_day_nothing_settles_a_level_at_its_deadline(
    factory: RecordFactory,
) -> None:
    target = factory.target("人才公寓", "2万个", "2023-04-05")
    figures = report_daily(factory, "人才公寓", 100)

    assert list_days(target, figures)[0] == date(2023, 4, 6)


def test_a_sum_is_judged_from_the_day_its_parts_may_reach_it(
    factory: RecordFactory,
) -> None:
    target = factory.target("新增岗位", "15万个", "2023..2024", basis="total")
    figures = report_daily(factory, "新增岗位", 50)

    # 1 + 2 + 3 + 4 + 5 are 15; a figure is known the day after its own.
    assert list_days(target, figures)[0] == START + 5 * DAY


def test_parts_of_one_period_are_not_added_twice(factory: RecordFactory) -> None:
    target = factory.target("新增岗位", "15万个", "2023..2024", basis="total")
    figures = [
        factory.figure("新增岗位", "8万个", period, basis="total")
        for period in ("2023Q1", "2023H1")
    ]

    assert list_days(target, figures) == []


def test_what_has_no_number_is_never_settled(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元", "2024")._replace(bound=None)

    assert list_days(target, [factory.figure(GDP, "99亿元", "2024")]) == []


def test_an_event_is_not_judged_on_days_before_its_reports_were_known(
    factory: RecordFactory,
) -> None:
    target = factory.target("铁路通车", "", "2024")
    figures = [
        factory.figure(
            "铁路通车", "yes", (START + n * DAY).isoformat(), published="2025"
        )
        for n in range(50)
    ]

    assert list_days(target, figures) == [date(2025, 12, 31)]


def test_what_is_unsaid_is_not_judged_before_one_of_its_meanings_may_be_settled(
    factory: RecordFactory,
) -> None:
    target = factory.target("人才公寓", "2万个", "2023-02-05")
    target = target._replace(metric=Metric("人才公寓"))  # neither kind nor side
    figures = [
        figure._replace(metric=target.metric, published=None)
        for figure in report_daily(factory, "人才公寓", 100)
    ]
    [for_the_day] = [f for f in figures if f.end == target.deadline]
    late = date(2023, 3, 20)
    figures[figures.index(for_the_day)] = for_the_day._replace(
        published=Span(late, late)
    )

    # A count on the day after may stand for the deadline, but for no other meaning.
    assert list_days(target, figures)[0] == date(2023, 2, 7)
    without_it = [f for f in figures if f.end != date(2023, 2, 6)]
    assert list_days(target, without_it)[0] == late
