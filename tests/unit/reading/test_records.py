"""One row to one record: every column, and every contradiction between them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from targetcli.errors import Contradiction, TargetsError, UnknownName, Unreadable
from targetcli.model.bound import Bound, Relation
from targetcli.model.period import NO_REFERENCE_DAYS, ReferenceDays, Span, year_span
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    Commitment,
    EventAnswer,
    Figure,
    FigureStatus,
    Metric,
    MetricKind,
    Origin,
    Region,
    Source,
    Target,
    When,
)
from targetcli.model.units import NO_UNIT, UserUnit
from targetcli.problems.reading import ReadingProblem
from targetcli.reading.records import read_figure, read_target
from targetcli.reading.vocabulary import Vocabulary

SAID, KNOWN = Origin.SAID, Origin.KNOWN


GDP = Metric("gdp", unit="亿元")


HOUSING = Metric("housing", kind=MetricKind.STOCK, unit="套", kind_from=SAID)


PM25 = Metric("pm2.5", better=Better.LESS, better_from=SAID)


BALANCE = Metric("balance", better=Better.NONE, better_from=SAID)


OPENING = Metric("railway opens", kind=MetricKind.EVENT, kind_from=SAID)


TODAY = ReferenceDays(date(2026, 3, 31))


def create_vocabulary(*, strict: bool = False) -> Vocabulary:
    vocabulary = Vocabulary(str, strict=strict)
    vocabulary.add_known([Region("武进区"), GDP, HOUSING, PM25, BALANCE, OPENING])
    return vocabulary


def read_target_cells(
    reference_days: ReferenceDays = NO_REFERENCE_DAYS, /, **cells: str
) -> Target:
    row = {"region": "武进区", "metric": "gdp", **cells}
    return read_target(row, create_vocabulary(), reference_days)


def read_figure_cells(
    reference_days: ReferenceDays = NO_REFERENCE_DAYS, /, **cells: str
) -> Figure:
    row = {"region": "武进区", "metric": "gdp", **cells}
    return read_figure(row, create_vocabulary(), reference_days)


def create_bound(relation: Relation, value: str, high: str | None, unit: str) -> Bound:
    upper = None if high is None else Decimal(high)
    return Bound(
        relation, Decimal(value), upper, create_vocabulary().find_or_add_unit(unit)
    )


def test_target_with_every_column() -> None:
    read = read_target_cells(
        id="T7",
        scope="规模以上；不变价",
        basis="level",
        relation=">",
        value="3600",
        unit="亿元",
        window_start="2021-01-01",
        deadline="2025-12-31",
        base_period="2020",
        commitment="aim",
        baseline_value="2607",
        baseline_unit="亿元",
        baseline_period="2020",
        plan="十四五",
        announced="2021-10-03",
        source="报告",
        locator="第17段",
        as_written="突破3600亿元",
        note="a note",
        revises="T3",
        withdrawn="2023-05",
        withdrawn_source="通知",
        side="more",
        deadline_period="2025",
        when="by",
        owner="发改局；统计局",
    )
    assert read == Target(
        id=7,
        region="武进区",
        scope="不变价;规模以上",
        metric=GDP,
        basis=Basis.LEVEL,
        bound=create_bound(Relation.OVER, "3600", None, "亿元"),
        window_start=date(2021, 1, 1),
        deadline=date(2025, 12, 31),
        base_period=year_span(2020),
        commitment=Commitment.AIM,
        baseline=Baseline(
            Decimal(2607), create_vocabulary().find_or_add_unit("亿元"), year_span(2020)
        ),
        plan="十四五",
        announced=Span(date(2021, 10, 3), date(2021, 10, 3)),
        source="S1",
        locator="第17段",
        as_written="突破3600亿元",
        note="a note",
        revises=3,
        withdrawn=Span(date(2023, 5, 1), date(2023, 5, 31)),
        withdrawn_source="S2",
        side=Better.MORE,
        deadline_period=year_span(2025),
        when=When.BY,
        owner="发改局;统计局",
        basis_from=SAID,
    )


def test_figure_with_every_column() -> None:
    read = read_figure_cells(
        id="F2",
        scope="含常州经开区",
        basis="total",
        relation="range",
        value="3222.84",
        value_high="3230",
        unit="亿元",
        start="2023-01-01",
        end="2023-12-31",
        base_period="2022",
        status="preliminary",
        published="2024-02-20",
        source="公报",
        locator="表1",
        as_written="3222.84亿元",
        note="a note",
    )
    assert read == Figure(
        id=2,
        region="武进区",
        scope="含常州经开区",
        metric=GDP,
        basis=Basis.TOTAL,
        bound=create_bound(Relation.RANGE, "3222.84", "3230", "亿元"),
        start=date(2023, 1, 1),
        end=date(2023, 12, 31),
        base_period=year_span(2022),
        status=FigureStatus.PRELIMINARY,
        published=Span(date(2024, 2, 20), date(2024, 2, 20)),
        source="S1",
        locator="表1",
        as_written="3222.84亿元",
        note="a note",
    )


@pytest.mark.parametrize(
    ("metric", "value"),
    [("gdp", "3600亿元"), ("pm2.5", "35微克/立方米"), ("balance", "5亿元")],
)
def test_a_bare_number_of_a_target_gives_no_relation(metric: str, value: str) -> None:
    row = {"metric": metric, "value": value}
    wanted = read_target_cells(**row).bound
    reported = read_figure_cells(**row, period="2023").bound
    assert wanted is not None
    assert reported is not None
    assert (wanted.relation, reported.relation) == (Relation.UNSAID, Relation.EQUAL)


@pytest.mark.parametrize(
    ("value", "side"),
    [
        ("下降3%–5%", Better.LESS),
        ("降低2.5%左右", Better.LESS),
        ("提高到80%左右", Better.MORE),
        ("控制在40%左右", Better.LESS),
        ("2%–3%之间", Better.NONE),
        ("between 2% and 3%", Better.NONE),
        ("控制在2%–3%", Better.LESS),
        ("2%–3%", None),
        ("5%左右", None),
        ("下降5%", None),
    ],
)
def test_words_give_the_side_where_the_relation_gives_none(
    value: str, side: Better | None
) -> None:
    assert read_target_cells(metric="new", value=value).side is side


@pytest.mark.parametrize("metric", ["居民消费价格", "CPI inflation", "House prices"])
@pytest.mark.parametrize("value", ["上涨3%左右", "增长3%", "up 3%"])
def test_a_rise_of_prices_gives_no_side(metric: str, value: str) -> None:
    target = read_target_cells(metric=metric, value=value)
    assert target.bound is not None
    assert target.side is None
    assert target.bound.relation in (Relation.UNSAID, Relation.ABOUT)
    limited = read_target_cells(metric=metric, value="增长不超过3%").bound
    assert limited is not None
    assert limited.relation is Relation.AT_MOST


@pytest.mark.parametrize(
    ("better", "origin", "relation"),
    [
        (None, Origin.UNSAID, Relation.AT_LEAST),
        (Better.MORE, SAID, Relation.AT_LEAST),
        (Better.LESS, KNOWN, Relation.UNSAID),
        (Better.LESS, SAID, Relation.UNSAID),
    ],
)
def test_reaching_gives_way_where_less_is_better(
    better: Better | None, origin: Origin, relation: Relation
) -> None:
    vocabulary = create_vocabulary()
    vocabulary.add_known([Metric("氮氧化物", better=better, better_from=origin)])
    row = {"region": "甲", "metric": "氮氧化物", "value": "达到35吨"}
    bound = read_target(row, vocabulary).bound
    assert bound is not None
    assert bound.relation is relation


@pytest.mark.parametrize(
    "value", ["0", "零", "无", "零发生", "清零", "动态清零", "none", "zero", "零事故"]
)
def test_nothing_needs_no_unit(value: str) -> None:
    unsaid = Bound(Relation.UNSAID, Decimal(0), None, NO_UNIT)
    assert read_target_cells(metric="accidents", value=value).bound == unsaid
    reported = read_figure_cells(metric="accidents", value=value, period="2024").bound
    assert reported == unsaid._replace(relation=Relation.EQUAL)
    assert read_target_cells(value=value).bound == unsaid._replace(
        unit=create_vocabulary().find_or_add_unit("亿元")
    )


@pytest.mark.parametrize(
    ("value", "unit", "dimension"),
    [
        ("500名", "人", "people"),
        ("3万名", "万人", "people"),
        ("达到500名", "人", "people"),
        ("600名学生", "名学生", "people"),
        ("5000位", "个", "count"),
        ("50家企业", "家企业", "count"),
        ("第5名", "名", "rank"),
        ("前20位", "位", "rank"),
        ("位居第五", "位", "rank"),
        ("进入50强", "强", "rank"),
        ("ranked 5", "位", "rank"),
    ],
)
def test_only_what_is_ranked_is_a_rank(value: str, unit: str, dimension: str) -> None:
    bound = read_target_cells(metric="new", value=value).bound
    assert bound is not None
    assert (bound.unit.text, bound.unit.dimension) == (unit, dimension)


def test_a_number_of_a_rank_is_a_place() -> None:
    for metric, kind in (("new", "rank"), ("大学排名", "")):
        bound = read_target_cells(metric=metric, value="5位", kind=kind).bound
        assert bound is not None
        assert (bound.unit.text, bound.unit.dimension) == ("位", "rank")


def test_the_noun_of_the_metric_counts_it() -> None:
    homes = read_target_cells(metric="new homes", value="5,000 homes").bound
    wards = read_target_cells(metric="hospitals", value="45 wards").bound
    assert homes is not None
    assert wards is not None
    assert homes.unit.dimension == "count"
    assert wards.unit.dimension == "count of ward"


def test_the_noun_of_the_metric_may_be_its_usual_unit() -> None:
    vocabulary = create_vocabulary()
    nurses = Metric("nurses", kind=MetricKind.STOCK, unit="nurses")
    vocabulary.add_known([nurses])
    row = {"region": "武进区", "metric": "nurses", "deadline": "2025"}

    target = read_target({**row, "value": "50,000 nurses"}, vocabulary)

    assert target.bound is not None
    assert target.bound.unit.dimension == "count"


def test_the_amount_of_a_year_is_that_of_a_flow() -> None:
    target = read_target_cells(
        metric="homes", value="at least 1,000 homes a year", deadline="2021..2025"
    )
    assert target.bound is not None
    assert (target.bound.unit.text, target.metric.kind) == ("homes", MetricKind.FLOW)
    assert (target.basis, target.basis_from) == (Basis.LEVEL, SAID)
    bare = read_figure_cells(metric="visits", value="2.0 million a year", period="2024")
    assert bare.bound is not None
    assert bare.bound.unit.text == "million units"
    weekly = read_target_cells(metric="visits", value="at least 40,000 a week").bound
    assert weekly is not None
    assert weekly.unit.dimension == "count/time"


@pytest.mark.parametrize(
    ("cells", "basis"),
    [
        ({"value": "1.6 times", "base_period": "2009"}, Basis.GROWTH),
        ({"value": "1.6", "unit": "倍", "base_period": "2009"}, Basis.GROWTH),
        ({"value": "1.6倍"}, Basis.LEVEL),
        ({"value": "1.6倍", "base_period": "2009", "basis": "growth"}, Basis.GROWTH),
    ],
)
def test_a_multiple_of_a_named_base_is_growth(
    cells: dict[str, str], basis: Basis
) -> None:
    row = {"region": "武进区", "metric": "exports", "period": "2014", **cells}

    assert read_figure(row, create_vocabulary()).basis is basis


def test_value_in_words_with_its_unit_in_a_column() -> None:
    grown = read_target_cells(value="增长5", unit="%")
    assert grown.basis is Basis.GROWTH
    assert grown.bound == create_bound(Relation.AT_LEAST, "5", None, "%")
    assert read_target_cells(value="突破3600亿", unit="元").bound == create_bound(
        Relation.OVER, "3600", None, "亿元"
    )


@pytest.mark.parametrize(
    ("cells", "written"),
    [
        ({"value": "突破3600亿元"}, "突破3600亿元"),
        ({"value": "３６００亿元"}, "３６００亿元"),
        ({"value": "3600亿元", "as_written": "三千六百亿"}, "三千六百亿"),
        ({"value": "3600", "unit": "亿元", "relation": ">"}, ""),
        ({"value": "", "as_written": "位居前列"}, "位居前列"),
    ],
)
def test_the_words_are_kept(cells: dict[str, str], written: str) -> None:
    assert read_target_cells(**cells).as_written == written


@pytest.mark.parametrize("words", ["位居前列", "高于全市平均", "above average"])
@pytest.mark.parametrize("column", ["value", "as_written"])
def test_a_target_without_a_number_keeps_its_words(words: str, column: str) -> None:
    read = read_target_cells(**{"value": "", column: words})
    assert (read.bound, read.as_written) == (None, words)


@pytest.mark.parametrize(
    ("cells", "start", "deadline"),
    [
        ({"deadline": ""}, None, None),
        ({"deadline": "2025"}, None, date(2025, 12, 31)),
        ({"deadline": "before 2025"}, None, date(2024, 12, 31)),
        ({"deadline": "十四五"}, date(2021, 1, 1), date(2025, 12, 31)),
        (
            {"deadline": "十四五", "window_start": "2022"},
            date(2022, 1, 1),
            date(2025, 12, 31),
        ),
        ({"deadline": "", "window_start": "2022"}, date(2022, 1, 1), None),
        ({"deadline": "明年", "announced": "2021-10-03"}, None, date(2022, 12, 31)),
        ({"deadline": "年底前", "announced": "2021"}, None, date(2021, 12, 31)),
    ],
)
def test_window(
    cells: dict[str, str], start: date | None, deadline: date | None
) -> None:
    read = read_target_cells(TODAY, value="3600亿元", **cells)
    assert (read.window_start, read.deadline) == (start, deadline)


@pytest.mark.parametrize(
    ("metric", "cells", "start", "end"),
    [
        ("gdp", {"period": "2023"}, date(2023, 1, 1), date(2023, 12, 31)),
        ("gdp", {"end": "2023"}, date(2023, 1, 1), date(2023, 12, 31)),
        ("gdp", {"end": "2023-12-31"}, date(2023, 12, 31), date(2023, 12, 31)),
        ("gdp", {"start": "", "end": "2023-12-31"}, None, date(2023, 12, 31)),
        ("gdp", {"period": "2023-12-31"}, date(2023, 12, 31), date(2023, 12, 31)),
        ("gdp", {"period": "2023年底"}, None, date(2023, 12, 31)),
        ("gdp", {"period": "截至2023年6月"}, None, date(2023, 6, 30)),
        ("gdp", {"period": "as at 31 March 2024"}, None, date(2024, 3, 31)),
        ("gdp", {"period": "end of 2023"}, None, date(2023, 12, 31)),
        (
            "gdp",
            {"start": "2021", "end": "2023"},
            date(2021, 1, 1),
            date(2023, 12, 31),
        ),
        ("gdp", {"period": "last-month"}, date(2026, 2, 1), date(2026, 2, 28)),
        ("housing", {"period": "2023"}, date(2023, 1, 1), date(2023, 12, 31)),
        ("housing", {"period": "2023Q4"}, date(2023, 10, 1), date(2023, 12, 31)),
        ("housing", {"end": "2023"}, date(2023, 1, 1), date(2023, 12, 31)),
        ("housing", {"period": "2023-12-31"}, None, date(2023, 12, 31)),
        (
            "housing",
            {"period": "2023", "basis": "change"},
            date(2023, 1, 1),
            date(2023, 12, 31),
        ),
    ],
)
def test_period_of_a_figure(
    metric: str, cells: dict[str, str], start: date | None, end: date
) -> None:
    unit = {"gdp": "亿元", "housing": "套"}[metric]
    read = read_figure_cells(
        TODAY, metric=metric, value="5", unit=unit, relation="=", **cells
    )
    assert (read.start, read.end) == (start, end)


@pytest.mark.parametrize("answer", list(EventAnswer))
def test_events_of_a_target(answer: EventAnswer) -> None:
    read = read_target_cells(
        metric="railway opens", value=answer.upper(), deadline="2022"
    )
    assert (read.bound, read.answer, read.as_written) == (None, answer, "")


RATIO = Metric("new", kind=MetricKind.RATIO, kind_from=KNOWN)


EVENT = Metric("new", kind=MetricKind.EVENT, kind_from=KNOWN)


RANKED = Metric(
    "new",
    kind=MetricKind.RANK,
    better=Better.LESS,
    kind_from=KNOWN,
    better_from=KNOWN,
)


@pytest.mark.parametrize(
    ("row", "metric"),
    [
        ({"value": "5亿元"}, Metric("new")),
        ({"value": "50家"}, Metric("new")),
        ({"value": "5%"}, RATIO),
        ({"value": "12元/人"}, RATIO),
        ({"value": "12吨/天"}, Metric("new")),
        ({"value": "前20强"}, RANKED),
        ({"value": "控制在3%以内"}, RATIO),
        ({"value": "净增50家"}, Metric("new")),
        ({"value": "新增50家"}, Metric("new")),
        ({"value": "增长5%"}, Metric("new")),
        ({"value": "yes"}, EVENT),
        ({"value": "是"}, EVENT),
        ({"value": "建成通车"}, EVENT),
        ({"value": "", "as_written": "通车"}, EVENT),
        ({"value": "位居全国前列"}, RANKED),
        ({"value": "高于全市平均"}, Metric("new")),
        ({"value": "", "as_written": "大幅", "unit": "家"}, Metric("new")),
        (
            {"value": "5家", "kind": "stock", "better": "none"},
            Metric(
                "new",
                kind=MetricKind.STOCK,
                better=Better.NONE,
                kind_from=SAID,
                better_from=SAID,
            ),
        ),
    ],
)
def test_a_new_metric_is_described_by_its_first_value(
    row: dict[str, str], metric: Metric
) -> None:
    assert read_target_cells(metric="new", **row).metric == metric


def test_an_empty_value_makes_no_event() -> None:
    vocabulary = create_vocabulary()
    row = {"region": "武进区", "metric": "new", "period": "2021", "unit": "万吨"}
    for read in (read_target, read_figure):
        with pytest.raises(Unreadable):
            read({**row, "value": ""}, vocabulary)
    assert vocabulary.metrics.find("new") is None
    assert read_figure({**row, "value": "5"}, vocabulary).metric == Metric("new")


def test_a_new_metric_without_a_unit_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read_target_cells(metric="new", value="5")
    assert refused.value.reason.problem is ReadingProblem.NO_UNIT


def test_what_is_new_is_coined_and_what_is_strict_refused() -> None:
    row = {"region": "新北区", "metric": "cars", "value": "5 cars", "source": "x"}
    vocabulary = create_vocabulary()
    read_target(row, vocabulary)
    kinds = [type(record) for record in vocabulary.new_records]
    assert kinds == [Region, UserUnit, Source, Metric]
    with pytest.raises(UnknownName):
        read_target(row, create_vocabulary(strict=True))


REFUSED: list[tuple[dict[str, str], str]] = [
    ({"region": " "}, "region"),
    ({"region": "武\u200b进"}, "region"),
    ({"metric": ""}, "metric"),
    ({"value": ""}, "value"),
    ({"value": "abc"}, "value"),
    ({"value": "5"}, "value"),
    ({"value": "yes"}, "value"),
    ({"value": "5兆元"}, "unit"),
    ({"value": "5", "unit": "兆元"}, "unit"),
    ({"relation": "~~"}, "relation"),
    ({"relation": "at least"}, "relation"),
    ({"relation": ">", "value": "突破5亿元"}, "number"),
    ({"relation": ">", "value": "5", "unit": ""}, "value"),
    ({"relation": ">", "value": "1e500", "unit": "元"}, "number"),
    ({"relation": ">", "value": "", "as_written": "x"}, "value"),
    ({"relation": "range", "value": "5", "unit": "%"}, "value_high"),
    ({"relation": "range", "value": "6", "value_high": "5", "unit": "%"}, "value"),
    ({"relation": ">", "value": "5", "value_high": "5", "unit": "%"}, "value"),
    ({"relation": "range", "value": "5", "value_high": "x", "unit": "%"}, "number"),
    ({"value": "5%", "value_high": "6"}, "value_high"),
    ({"value": "", "value_high": "6", "as_written": "x"}, "value"),
    ({"basis": "sum"}, "basis"),
    ({"base_period": "31"}, "period"),
    ({"id": "X1"}, "id"),
    ({"metric": "railway opens", "value": "5亿元"}, "value"),
    ({"metric": "railway opens", "value": "位居前列"}, "value"),
    ({"value": "前5名以上平均"}, "value"),
]


@pytest.mark.parametrize(("cells", "thing"), REFUSED)
def test_refused_of_target_and_figure(cells: dict[str, str], thing: str) -> None:
    row = {"value": "5亿元", **cells}
    for refused in (
        catch_refusal(read_target_cells, row),
        catch_refusal(read_figure_cells, {**row, "period": "2023"}),
    ):
        assert isinstance(refused, Unreadable)
        assert refused.thing == thing


def catch_refusal(read: object, row: dict[str, str]) -> TargetsError:
    assert callable(read)
    with pytest.raises(TargetsError) as refused:
        read(**row)
    return refused.value


@pytest.mark.parametrize(
    ("cells", "thing"),
    [
        ({"deadline": "31"}, "deadline"),
        ({"deadline": "明年"}, "deadline"),
        ({"announced": "2021Q3"}, "date"),
        ({"announced": "01/02/2024"}, "date"),
        ({"commitment": "确保吧"}, "commitment"),
        ({"revises": "F1"}, "revises"),
        ({"withdrawn": "soon"}, "date"),
        ({"baseline_value": "2607亿元"}, "baseline_period"),
        ({"baseline_value": "超2600亿元", "baseline_period": "2020"}, "baseline"),
        ({"baseline_value": "增长5%", "baseline_period": "2020"}, "baseline"),
        ({"baseline_value": "5–6%", "baseline_period": "2020"}, "baseline"),
        ({"baseline_value": "2607", "baseline_period": "2020"}, "unit"),
        ({"baseline_period": "2020"}, "baseline_value"),
        ({"baseline_unit": "亿元"}, "baseline_value"),
        ({"value": "近5亿元"}, "value"),
    ],
)
def test_refused_of_a_target(cells: dict[str, str], thing: str) -> None:
    refused = catch_refusal(read_target_cells, {"value": "5亿元", **cells})
    assert isinstance(refused, Unreadable)
    assert refused.thing == thing


@pytest.mark.parametrize(
    ("cells", "thing"),
    [
        ({}, "end"),
        ({"period": ""}, "period"),
        ({"period": "31"}, "period"),
        ({"period": "明年"}, "period"),
        ({"start": "2023"}, "end"),
        ({"period": "2023", "status": "rough"}, "status"),
        ({"period": "2023", "published": "2024H1"}, "date"),
        ({"period": "2023", "value": "", "as_written": "x"}, "value"),
        ({"period": "2023", "value": "位居前列"}, "value"),
        ({"period": "2023", "value": "", "metric": "railway opens"}, "value"),
    ],
)
def test_refused_of_a_figure(cells: dict[str, str], thing: str) -> None:
    refused = catch_refusal(read_figure_cells, {"value": "5亿元", **cells})
    assert isinstance(refused, Unreadable)
    assert refused.thing == thing


@pytest.mark.parametrize(
    "cells",
    [
        {"value": "5%", "unit": "百分点"},
        {"value": "5人", "unit": "人次"},
        {"value": "增长5%", "basis": "level"},
        {"value": "新增5家", "basis": "change"},
        {"value": "5家", "basis": "growth"},
        {"value": "5", "relation": "<", "value_high": "6", "unit": "%"},
        {"value": "5", "relation": "=", "value_high": "6", "unit": "%"},
        {"value": "5", "relation": "~", "value_high": "600", "unit": "%"},
        {"value": "5个百分点", "basis": "growth"},
        {"value": "-60%", "metric": "new", "base_period": "1990"},
    ],
)
def test_contradictions(cells: dict[str, str]) -> None:
    assert isinstance(catch_refusal(read_target_cells, cells), Contradiction)
    row = {**cells, "period": "2023"}
    assert isinstance(catch_refusal(read_figure_cells, row), Contradiction)


def test_windows_and_periods_run_forward() -> None:
    row = {"value": "5亿元"}
    wrong = {**row, "window_start": "2026", "deadline": "2025"}
    assert isinstance(catch_refusal(read_target_cells, wrong), Contradiction)
    for period in (
        {"start": "2024", "end": "2023"},
        {"period": "2023", "end": "2023"},
        {"period": "2023", "start": "2023"},
    ):
        assert isinstance(
            catch_refusal(read_figure_cells, {**row, **period}), Contradiction
        )


@pytest.mark.parametrize(
    ("cells", "start"),
    [
        ({"value": "新增5万人", "deadline": "2025", "announced": "2025-01-15"}, 2025),
        ({"value": "新增5万人", "deadline": "今年", "announced": "2025-01-15"}, 2025),
        ({"value": "新增5万人", "deadline": "2025", "announced": "2021-01-15"}, None),
        ({"value": "新增5万人", "deadline": "2025", "announced": ""}, None),
        ({"value": "新增5万人", "deadline": "2025Q2", "announced": "2025-01-15"}, None),
        ({"value": "净增5万人", "deadline": "2025", "announced": "2025-01-15"}, None),
        ({"value": "5万人", "deadline": "2025", "announced": "2025-01-15"}, None),
    ],
)
def test_additions_of_the_year_they_were_announced_in_have_its_window(
    cells: dict[str, str], start: int | None
) -> None:
    target = read_target_cells(metric="jobs", **cells)
    assert (target.window_start and target.window_start.year) == start


@pytest.mark.parametrize(
    ("metric", "value", "scope"),
    [
        ("地区生产总值", "实际增长5%", ""),
        ("规上工业增加值", "按可比价格计算，增长5%", ""),
        ("real GDP", "real growth of 5%", ""),
        ("居民收入", "实际增长5%", "不变价"),
        ("居民收入", "名义增长5%", "现价"),
        ("household income", "increase by 5% in real terms", "constant prices"),
    ],
)
def test_growth_in_real_terms_is_a_scope_where_growth_is_nominal(
    metric: str, value: str, scope: str
) -> None:
    assert read_target_cells(metric=metric, value=value).scope == scope


@pytest.mark.parametrize(
    ("value", "yes"), [("正在推进", "是"), ("on track", "yes"), ("五成", "是")]
)
def test_words_about_an_event_that_answer_nothing(value: str, yes: str) -> None:
    refused = catch_refusal(
        read_figure_cells,
        {"metric": "line", "kind": "event", "value": value, "period": "2025"},
    )
    assert isinstance(refused, Unreadable)
    assert refused.reason.problem is ReadingProblem.EVENT
    assert refused.reason.facts["yes"] == yes


@pytest.mark.parametrize(
    ("value", "problem", "form"),
    [
        ("3千亿", ReadingProblem.MAGNITUDE_ALONE, "3千亿元"),
        ("7 tons", ReadingProblem.THREE_TONS, "7%"),
        ("7%吧", ReadingProblem.PARTLY_READ, "7%以上"),
        ("增长7%左右，力争更好", ReadingProblem.PARTLY_READ, "增长7%"),
    ],
)
def test_words_behind_a_number_are_named(
    value: str, problem: ReadingProblem, form: str
) -> None:
    refused = catch_refusal(read_target_cells, {"value": value})
    assert isinstance(refused, Unreadable)
    assert (refused.thing, refused.reason.problem) == ("value", problem)
    assert refused.accepted[:1] == (form,) or form in str(refused.reason.facts)
