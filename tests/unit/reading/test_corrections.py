"""What a metric, region or unit is said to be can be corrected, within its words."""

from __future__ import annotations

import pytest

from support.judged_records import build_figures, build_metric, build_target
from targetcli.errors import Contradiction, TargetsError, UnknownColumn, Unreadable
from targetcli.model.lexicon import Entry, Lexicon, LexiconContent
from targetcli.model.records import (
    Better,
    Figure,
    Metric,
    MetricKind,
    Origin,
    Region,
    Source,
    Target,
)
from targetcli.model.units import UserUnit
from targetcli.problems.corrections import Objection
from targetcli.problems.records import Conflict
from targetcli.reading.corrections import (
    METRIC_COLUMNS,
    MetricRecords,
    check_metric,
    correct_metric,
    correct_region,
    correct_source,
    correct_unit,
    read_changes,
    refresh_metric,
)
from targetcli.reading.vocabulary import Vocabulary

UNSAID = build_metric()


def names() -> Vocabulary:
    return Vocabulary(str)


def lexicon(*entries: Entry) -> Vocabulary:
    positions = {entry.name: number for number, entry in enumerate(entries)}
    content = LexiconContent("2", entries, positions, {"余额": "stock"}, {}, {})
    return Vocabulary(str, load_lexicon=lambda: Lexicon([content], str))


def test_changes_are_pairs_of_known_columns() -> None:
    read = read_changes(["better=less", "unit=a=b"], METRIC_COLUMNS, ("better=less",))
    assert read == {"better": "less", "unit": "a=b"}
    with pytest.raises(Unreadable):
        read_changes(["less"], METRIC_COLUMNS, ("better=less",))
    with pytest.raises(UnknownColumn):
        read_changes(["kid=flow"], METRIC_COLUMNS, ())


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("better", "less", Better.LESS),
        ("better", "less is better", Better.LESS),
        ("better", " More is better ", Better.MORE),
        ("better", "both ends", Better.NONE),
        ("better", "越低越好", Better.LESS),
        ("better", "逆向", Better.LESS),
        ("better", "正向", Better.MORE),
        ("better", "双向", Better.NONE),
        ("kind", "flow", MetricKind.FLOW),
        ("kind", "时点数", MetricKind.STOCK),
        ("non_negative", "yes", True),
        ("non_negative", "no", False),
        ("non_negative", "是", True),
        ("unit", "亿元", "亿元"),
    ],
)
def test_what_is_corrected_is_said(column: str, text: str, value: object) -> None:
    corrected = correct_metric(UNSAID, {column: text}, names())
    assert getattr(corrected, column) == value
    assert getattr(corrected, f"{column}_from") is Origin.SAID


@pytest.mark.parametrize("column", ["kind", "better", "non_negative", "unit"])
def test_an_empty_text_is_unsaid_again(column: str) -> None:
    said = build_metric("flow", "less", non_negative=True)._replace(unit="家")
    corrected = correct_metric(said, {column: ""}, names())
    assert not getattr(corrected, column)
    assert getattr(corrected, f"{column}_from") is Origin.UNSAID


def test_names_are_no_meaning() -> None:
    corrected = correct_metric(UNSAID, {"name_en": " jobs ", "aliases": "a|b"}, names())
    assert (corrected.name_en, corrected.aliases) == ("jobs", ("a", "b"))
    assert corrected.kind_from is Origin.UNSAID


def test_an_unreadable_kind_is_refused() -> None:
    with pytest.raises(Unreadable):
        correct_metric(UNSAID, {"kind": "flows"}, names())


def check(
    changes: dict[str, str],
    targets: tuple[Target, ...] = (),
    figures: tuple[Figure, ...] = (),
    old: Metric = UNSAID,
) -> None:
    known = names()
    new = correct_metric(old, changes, known)
    check_metric(old, new, MetricRecords(targets, figures), known)


CONTRADICTED = {
    "a floor": ({"better": "less"}, ">= 5 %", "", Objection.TARGET_SIDE),
    "a ceiling": ({"better": "more"}, "<= 5 %", "", Objection.TARGET_SIDE),
    "a total": ({"kind": "stock"}, "5 家", "total", Objection.TARGET_SUM),
    "a place": ({"kind": "flow"}, "5 位", "", Objection.TARGET_PLACE),
    "a share": ({"kind": "flow"}, "5 %", "", Objection.TARGET_SHARE),
    "another unit": ({"unit": "公里"}, "5 家", "", Objection.TARGET_UNIT),
}


@pytest.mark.parametrize("name", CONTRADICTED)
def test_the_words_of_a_target_refuse_a_correction(name: str) -> None:
    changes, bound, basis, objection = CONTRADICTED[name]
    target = build_target(UNSAID, bound, "2025", basis=basis)
    with pytest.raises(Contradiction) as failure:
        check(changes, (target,))
    assert failure.value.reason.problem is objection
    assert failure.value.reason.facts["record"] == "T1"


def test_the_side_that_a_target_was_given_refuses_the_other() -> None:
    target = build_target(UNSAID, "~ 5 %", "2025", side="less")
    with pytest.raises(Contradiction):
        check({"better": "more"}, (target,))


@pytest.mark.parametrize(
    ("changes", "bound", "basis"),
    [
        ({"better": "less"}, "<= 5 %", ""),
        ({"better": "less"}, "5 %", ""),
        ({"better": "none"}, ">= 5 %", ""),
        ({"better": ""}, ">= 5 %", ""),
        ({"kind": "flow"}, "5 家", "total"),
        ({"kind": "rank"}, "5 位", ""),
        ({"kind": "ratio"}, "5 %", ""),
        ({"kind": "flow"}, "5 %", "level"),
        ({"kind": "stock"}, "5 %", "growth"),
        ({"unit": "万家"}, "5 家", ""),
        ({"unit": "公里"}, "5 %", "growth"),
        ({"unit": "公里"}, "0 家", ""),
        ({"unit": "%"}, "5 百分点", "change"),
        ({"name_en": "jobs"}, ">= 5 %", ""),
    ],
)
def test_what_the_words_of_a_target_allow_is_corrected(
    changes: dict[str, str], bound: str, basis: str
) -> None:
    check(changes, (build_target(UNSAID, bound, "2025", basis=basis),))


def test_what_is_not_corrected_is_not_checked() -> None:
    old = build_metric("stock", "less")
    target = build_target(old, ">= 5 家", "2025")
    check({"unit": "家"}, (target,), old=old)


def test_a_state_at_a_day_refuses_a_flow() -> None:
    (figure,) = build_figures(UNSAID, "at 2024-12-31 = 5 家")
    with pytest.raises(Contradiction) as failure:
        check({"kind": "flow"}, (), (figure,))
    assert failure.value.reason.problem is Objection.STATE_OF_FLOW
    check({"kind": "flow"}, (), tuple(build_figures(UNSAID, "2024 = 5 家")))
    check({"kind": "stock"}, (), (figure,))


def test_a_region_says_its_financial_year_and_currency() -> None:
    changes = {"fiscal_year": "4:end", "currency": " GBP ", "code": "E92"}
    corrected = correct_region(Region("Anland"), changes, names())
    assert corrected == Region(
        "Anland", code="E92", currency="GBP", fiscal_year="04:end"
    )
    assert correct_region(corrected, {"currency": ""}, names()).currency == ""


@pytest.mark.parametrize(
    "changes",
    [{"fiscal_year": "13:end"}, {"currency": "pounds of tea"}, {"currency": "家"}],
)
def test_what_is_no_year_or_currency_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(Unreadable):
        correct_region(Region("Anland"), changes, names())


def test_a_region_does_not_lie_in_itself() -> None:
    known = names()
    known.add_known(
        [Region("甲"), Region("乙", parent="甲"), Region("丙", parent="乙")]
    )
    assert correct_region(Region("丁"), {"parent": "丙"}, known).parent == "丙"
    with pytest.raises(Contradiction) as failure:
        correct_region(Region("甲"), {"parent": "丙"}, known)
    assert failure.value.reason.problem is Conflict.NESTED_IN_CIRCLE


def test_regions_that_are_in_a_circle_already_end_the_search() -> None:
    known = names()
    known.add_known([Region("乙", parent="丙"), Region("丙", parent="乙")])
    assert correct_region(Region("甲"), {"parent": "乙"}, known).parent == "乙"


def test_a_source_is_corrected() -> None:
    corrected = correct_source(Source("S1", title="a"), {"publisher": "b"})
    assert (corrected.title, corrected.publisher) == ("a", "b")


def test_a_unit_is_another_amount() -> None:
    unit = UserUnit("箱", "mass", 1)
    assert correct_unit(unit, {"is": "50斤"}, names()).factor == 25_000_000_000
    assert correct_unit(unit, {"factor": "3"}, names()) == UserUnit("箱", "mass", 3)
    with pytest.raises(TargetsError):
        correct_unit(unit, {"is": "1.5公里/天"}, names())


def test_a_newer_lexicon_is_taken_in_where_nobody_said_anything() -> None:
    entry = Entry("指标", kind=MetricKind.STOCK, better=Better.LESS, non_negative=True)
    known = refresh_metric(UNSAID, lexicon(entry))
    assert refresh_metric(UNSAID, lexicon(entry), {"better"}).better is None
    assert (known.kind, known.better, known.non_negative) == (
        MetricKind.STOCK,
        Better.LESS,
        True,
    )
    assert {known.kind_from, known.better_from} == {Origin.KNOWN}
    assert known.lexicon == "2"
    said = build_metric("flow", "more")
    refreshed = refresh_metric(said, lexicon(entry))
    assert (refreshed.kind, refreshed.better) == (MetricKind.FLOW, Better.MORE)


def test_a_side_that_is_known_no_longer_is_unsaid_again() -> None:
    known = build_metric("ratio", "less", origin=Origin.KNOWN)
    refreshed = refresh_metric(known, lexicon(Entry("指标")))
    assert (refreshed.kind, refreshed.kind_from) == (MetricKind.RATIO, Origin.KNOWN)
    assert (refreshed.better, refreshed.better_from) == (None, Origin.UNSAID)


def test_without_an_entry_the_head_word_gives_the_kind() -> None:
    metric = Metric("贷款余额")
    refreshed = refresh_metric(metric, lexicon())
    assert (refreshed.kind, refreshed.kind_from) == (MetricKind.STOCK, Origin.KNOWN)
