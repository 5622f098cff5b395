"""One record under more names, and what of two records can be said of one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from targetcli.errors import Contradiction, Unreadable
from targetcli.model.counted_nouns import create_noun_unit
from targetcli.model.period import Span
from targetcli.model.records import (
    Better,
    Metric,
    MetricKind,
    Origin,
    Region,
    Source,
)
from targetcli.model.unit_table import UnitTable
from targetcli.reading.merging import (
    add_names,
    check_not_nested,
    check_same_amount,
    list_lost_values,
    merge_records,
)
from targetcli.render.error_messages.message import explain

YUNXI = Region("云溪区", "Yunxi", parent="安澜市", aliases=("云溪",))


def test_names_it_bears_already_are_left_out() -> None:
    more = add_names(YUNXI, ["yunxi", "云溪", "云溪区", " 云溪县 ", "云溪县"])
    assert more.aliases == ("云溪", "云溪县")


@pytest.mark.parametrize("text", ["", "a|b", "a\u202eb", "\u200b", "x" * 201])
def test_what_is_no_name_is_no_alias(text: str) -> None:
    with pytest.raises(Unreadable):
        add_names(YUNXI, [text])


def test_the_union_says_what_only_one_said() -> None:
    one = Region("云西区", "Yunxi Qu", code="990102", aliases=("云西",))
    union = merge_records(one, YUNXI)
    assert union == Region(
        "云溪区", "Yunxi", "安澜市", "990102", ("云溪", "云西区", "Yunxi Qu", "云西")
    )
    assert not list_lost_values(one, union)


def test_what_the_union_does_not_say_is_told() -> None:
    one = Region("云西区", parent="海平市")
    assert list_lost_values(one, merge_records(one, YUNXI)) == (
        ("parent", "海平市", "安澜市"),
    )
    metric = Metric("产值", non_negative=True, unit="万元")
    union = merge_records(metric, Metric("总产值", unit="亿元"))
    assert list_lost_values(metric, union) == (
        ("non_negative", "yes", "unsaid"),
        ("unit", "万元", "亿元"),
    )


@pytest.mark.parametrize(
    ("one", "into"),
    [
        (Region("甲", code="1"), Region("乙", code="2")),
        (Metric("甲", kind=MetricKind.STOCK), Metric("乙", kind=MetricKind.FLOW)),
        (Metric("甲", better=Better.LESS), Metric("乙", better=Better.MORE)),
        (Source("甲", sha256="1"), Source("乙", sha256="2")),
        (
            Source("甲", published=Span(date(2024, 1, 1), date(2024, 1, 1))),
            Source("乙", published=Span(date(2024, 1, 2), date(2024, 1, 2))),
        ),
    ],
    ids=["code", "kind", "better", "sha256", "published"],
)
def test_what_cannot_be_one_is_refused_either_way(
    one: Any,  # noqa: ANN401 - any two of one sort
    into: Any,  # noqa: ANN401
) -> None:
    for old, kept in ((one, into), (into, one)):
        with pytest.raises(Contradiction) as refused:
            merge_records(old, kept)
        assert f"{old[0]} is to be {kept[0]}" in explain(refused.value.reason)


def test_what_is_said_counts_where_the_other_is_merely_known() -> None:
    known = Metric(
        "甲",
        kind=MetricKind.FLOW,
        better=Better.MORE,
        kind_from=Origin.KNOWN,
        better_from=Origin.KNOWN,
    )
    said = Metric("乙", better=Better.LESS, better_from=Origin.SAID)
    for merged in (merge_records(known, said), merge_records(said, known)):
        assert (merged.kind, merged.kind_from) == (MetricKind.FLOW, Origin.KNOWN)
        assert (merged.better, merged.better_from) == (Better.LESS, Origin.SAID)


def test_what_was_known_is_told_as_lost_where_the_other_said_otherwise() -> None:
    known = Metric("失业率", better=Better.LESS, better_from=Origin.KNOWN)
    said = Metric("待业率", better=Better.MORE, better_from=Origin.SAID)
    assert list_lost_values(known, merge_records(known, said)) == (
        ("better", "less", "more"),
    )
    merged = merge_records(said, known)
    assert (merged.better, merged.better_from) == (Better.MORE, Origin.SAID)
    assert list_lost_values(known, merged) == (("better", "less", "more"),)


def test_two_nouns_are_one_unit_once_that_is_said() -> None:
    nouns = UnitTable((create_noun_unit("wards"), create_noun_unit("hospitals")))
    wards, hospitals = nouns.read("wards"), nouns.read("hospitals")
    assert not wards.is_convertible_to(hospitals)
    check_same_amount(wards, hospitals)
    check_same_amount(wards, nouns.read("家"))
    with pytest.raises(Contradiction):
        check_same_amount(nouns.read("家"), wards)


def test_a_region_is_not_what_it_lies_in() -> None:
    town = Region("石桥镇", parent="云溪区")
    city, other = Region("安澜市"), Region("海平市")
    regions = (town, YUNXI, city, other)
    for one, into in ((town, city), (city, town), (YUNXI, city)):
        with pytest.raises(Contradiction) as refused:
            check_not_nested(one, into, regions)
        assert "lies in 安澜市" in explain(refused.value.reason)
    check_not_nested(town, other, regions)


def test_parents_that_go_in_a_ring_are_walked_once() -> None:
    ring = (Region("甲", parent="乙"), Region("乙", parent="甲"), Region("丙"))
    check_not_nested(ring[0], ring[2], ring)


def test_units_are_one_where_they_are_as_much() -> None:
    table = UnitTable()
    check_same_amount(table.read("公里"), table.read("千米"))
    for one, into in (("亩", "公顷"), ("人", "家"), ("元", "元")):
        with pytest.raises(Contradiction):
            check_same_amount(table.read(one), table.read(into))
