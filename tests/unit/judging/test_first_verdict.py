"""When a verdict was first given, and whether a later version asks less."""

from __future__ import annotations

import gc
from datetime import date
from typing import Any

import pytest

from support.judged_records import build_metric, build_target
from support.record_factory import GDP, RecordFactory, judge_on
from targetcli.judging import first_verdict
from targetcli.judging.context import NO_CONTEXT
from targetcli.judging.first_verdict import FirstVerdict, find_first_verdict, is_easier
from targetcli.judging.judge import judge_by_known
from targetcli.judging.known_figures import KnownByDay, gather_place
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.model.records import Basis, Figure, FigureStatus, Target


def first(target: Target, figures: list[Figure], as_of: str) -> FirstVerdict | None:
    now = judge_on(target, figures, as_of)
    place = KnownByDay(gather_place(target, figures, NO_CONTEXT))
    return find_first_verdict(target, place, now, date.fromisoformat(as_of))


def test_the_first_verdict_on_preliminary_data_is_remembered(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figures = [
        factory.figure(
            GDP, "99亿元", "2024", status="preliminary", published="2025-01-20"
        ),
        factory.figure(GDP, "101亿元", "2024", status="final", published="2026-01-20"),
    ]

    then = first(target, figures, "2026-02-01")

    assert then is not None
    assert then.day == date(2025, 1, 20)
    assert then.verdict.outcome is Outcome.MISSED
    assert then.verdict.provisional_status is FigureStatus.PRELIMINARY
    assert first(target, figures, "2025-02-01") is None
    assert first(target, figures[1:], "2026-02-01") is None
    assert first(target, figures, "2024-12-31") is None


def test_a_restated_figure_that_says_the_same_is_no_change(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    figures = [
        factory.figure(GDP, "99亿元", "2024", published=day)
        for day in ("2025-01-20", "2026-01-20")
    ]

    assert first(target, figures, "2026-02-01") is None


def test_what_is_no_longer_settled_has_no_first_verdict(factory: RecordFactory) -> None:
    target = factory.target("新增岗位", "5万个", "2021..2025", basis="total")
    figures = [
        factory.figure("新增岗位", value, "2021..2023", basis="total", published=day)
        for value, day in (("6万个", "2024-01-20"), ("4万个", "2024-06-20"))
    ]

    assert judge_on(target, figures, "2024-02-01").outcome is Outcome.MET
    assert first(target, figures, "2024-07-01") is None


def test_without_a_deadline_it_was_met_first(factory: RecordFactory) -> None:
    target = factory.target(GDP, "100亿元")
    figures = [
        factory.figure(GDP, "101亿元", "2023", published="2024-01-20"),
        factory.figure(GDP, "102亿元", "2023", published="2025-01-20"),
    ]

    then = first(target, figures, "2025-02-01")

    assert then is not None
    assert then.day == date(2024, 1, 20)


def test_what_settles_on_the_very_day_has_no_earlier_verdict(
    factory: RecordFactory,
) -> None:
    target = factory.target("铁路通车", "", "2022")
    early = {"status": "expected"}
    figures = [
        factory.figure("铁路通车", "no", "2022-06-01", published="2022-04-01", **early),
        factory.figure(
            "铁路通车", "yes", "2022-06-01", published="2022-05-01", **early
        ),
    ]

    assert judge_on(target, figures, "2022-06-01").outcome is Outcome.MET
    assert first(target, figures, "2022-06-01") is None


def test_what_is_foreseen_for_a_span_counts_from_its_last_day(
    factory: RecordFactory,
) -> None:
    target = factory.target("铁路通车", "", "2022")
    early = {"status": "expected", "published": "2022-04-01"}
    figures = [
        factory.figure("铁路通车", "yes", "2022-06-01..2022-06-30", **early),
        factory.figure("铁路通车", "yes", "2022-06-20", published="2022-09-01"),
    ]

    then = first(target, figures, "2022-10-01")

    assert then is not None
    assert then.day == date(2022, 6, 30)
    assert then.verdict.outcome is Outcome.MET
    assert then.verdict.provisional_status is FigureStatus.EXPECTED


def test_a_figure_foreseen_counts_from_the_day_after_its_period(
    factory: RecordFactory,
) -> None:
    target = factory.target(GDP, "100亿元", "2024")
    early = {"status": "expected", "published": "2024-11-01"}
    figures = [
        factory.figure(GDP, "99亿元", "2024", **early),
        factory.figure(GDP, "101亿元", "2024", published="2025-01-20"),
    ]

    then = first(target, figures, "2025-02-01")

    assert then is not None
    assert (then.day, then.verdict.outcome) == (date(2025, 1, 1), Outcome.MISSED)


def test_a_miss_is_known_from_the_day_after_the_deadline(
    factory: RecordFactory,
) -> None:
    target = factory.target("铁路通车", "", "2022-06-30")
    figures = [
        factory.figure("铁路通车", "no", "2022-07-31", published="2022-06-01"),
        factory.figure("铁路通车", "yes", "2022-05-20", published="2022-09-01"),
    ]

    then = first(target, figures, "2022-10-01")

    assert then is not None
    assert (then.day, then.verdict.outcome) == (date(2022, 7, 31), Outcome.MISSED)


@pytest.mark.parametrize(
    ("new", "old", "easier"),
    [
        (("90亿元", "2024"), ("100亿元", "2024"), True),
        (("9000000万元", "2024"), ("100亿元", "2024"), False),
        (("110亿元", "2025"), ("100亿元", "2024"), True),
        (("110亿元", "2024"), ("100亿元", "2024"), False),
        (("不超过110亿元", "2024"), ("不超过100亿元", "2024"), True),
        (("不超过90亿元", "2024"), ("不超过100亿元", "2024"), False),
        (("不超过100亿元", "2024"), ("不超过100亿元", "2024"), False),
        (("100亿元", "2024"), ("100亿元", "2024"), False),
        (("90亿美元", "2024"), ("100亿元", "2024"), False),
        (("增长5%", "2024"), ("100亿元", "2024"), False),
        (("", "2024"), ("100亿元", "2024"), False),
        (("100亿元", "2024"), ("", "2024"), False),
        (("90亿元", ""), ("100亿元", "2024"), True),
        (("100亿元", "2024"), ("100亿元", ""), False),
    ],
)
def test_whether_a_later_version_asks_less(
    factory: RecordFactory, new: tuple[str, str], old: tuple[str, str], *, easier: bool
) -> None:
    text = {"as_written": "力争上游"}
    later, earlier = (factory.target(GDP, *version, **text) for version in (new, old))

    assert is_easier(later, earlier) is easier


def test_another_basis_is_not_compared(factory: RecordFactory) -> None:
    later = factory.target("贫困率", "5%", "2024")
    earlier = factory.target("贫困率", "3%", "2024")._replace(basis=Basis.GROWTH)

    assert is_easier(later, earlier) is False
    assert is_easier(later, earlier._replace(basis=Basis.LEVEL)) is True


def test_two_sided_targets_are_not_compared(factory: RecordFactory) -> None:
    later = factory.target("汇率", "6倍", "2024")
    earlier = factory.target("汇率", "7倍", "2024")

    assert is_easier(later, earlier) is False


@pytest.mark.parametrize(
    ("later", "earlier", "better", "is_known_easier"),
    [
        ("5 %", "6 %", "", False),
        ("6 %", "5 %", "", False),
        ("5 %", "6 %", "more", True),
        ("6 %", "5 %", "less", True),
        ("5 %", "6 %", "none", False),
        (">= 5 %", "> 6 %", "", True),
        (">= 5 %", "<= 6 %", "", False),
    ],
)
def test_a_version_is_easier_only_where_its_side_is_known(
    later: str, earlier: str, better: str, *, is_known_easier: bool
) -> None:
    metric = build_metric("ratio", better)
    new, old = (build_target(metric, bound, "2024") for bound in (later, earlier))

    assert is_easier(new, old) is is_known_easier


def test_thousands_of_figures_on_the_way_are_not_judged_day_by_day(
    factory: RecordFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = factory.target("城镇化率", "60%", "2024-12-31")
    on_the_way = [
        factory.figure("城镇化率", "50%", f"2024-{month:02}-{day:02}")
        for month in range(1, 12)
        for day in range(1, 29)
    ]
    settling = [
        factory.figure("城镇化率", value, "2024-12-31", published=published)
        for value, published in (("59%", "2025-01-20"), ("60%", "2025-06-20"))
    ]
    judged_days: list[date] = []

    def judge_and_count(*arguments: Any) -> Verdict:  # noqa: ANN401 - as judge takes them
        judged_days.append(arguments[1].as_of)
        return judge_by_known(*arguments)

    monkeypatch.setattr(first_verdict, "judge_by_known", judge_and_count)
    then = first(target, on_the_way + settling, "2025-12-31")

    assert then is not None
    assert (then.day, then.verdict.outcome) == (date(2025, 1, 20), Outcome.MISSED)
    assert len(judged_days) <= len(settling)


def test_what_a_verdict_was_made_of_is_freed_with_it(factory: RecordFactory) -> None:
    target = factory.target("地区生产总值", "100亿元", "2023")
    figures = [
        factory.figure("地区生产总值", f"{value}亿元", "2023", published=day)
        for value, day in ((90, "2024-02-01"), (110, "2025-02-01"))
    ]
    gc.collect()
    gc.disable()  # as every command does
    try:
        judged = first(target, figures, "2026-01-01")
        assert judged is not None
        assert (judged.verdict.margin, len(judged.verdict.evidence)) != (None, 0)
        del judged
        assert gc.collect() == 0
    finally:
        gc.enable()
