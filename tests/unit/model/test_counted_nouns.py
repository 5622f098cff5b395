"""Nouns that are counted: of their own, or as the metric itself."""

from __future__ import annotations

import pytest

from targetcli.errors import Unreadable
from targetcli.model.counted_nouns import (
    count_own_noun,
    count_without_rank,
    create_noun_unit,
    fold_noun,
    split_counted_noun,
)
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import UserUnit, is_count, is_noun

TABLE = UnitTable()


def test_a_noun_is_a_unit_of_its_own() -> None:
    table = UnitTable((create_noun_unit("new hospitals"), create_noun_unit("buses")))
    hospitals = table.read("new hospitals")
    assert hospitals.is_convertible_to(table.read("new hospital"))
    assert not hospitals.is_convertible_to(table.read("buses"))
    assert not hospitals.is_convertible_to(table.read("家"))
    assert is_noun(hospitals.dimension)
    assert is_count(hospitals.dimension)
    assert not is_count("count/time")


@pytest.mark.parametrize(
    ("noun", "names", "dimension"),
    [
        ("homes", ("homes",), "count"),
        ("homes", ("New homes",), "count"),
        ("home", ("x", "affordable homes"), "count"),
        ("homes a week", ("new homes",), "count/time"),
        ("homes", ("homes for rent",), "count of home"),
        ("homes", ("phones",), "count of home"),
        ("家", ("企业",), "count"),
    ],
)
def test_the_noun_of_a_metric_counts_it(
    noun: str, names: tuple[str, ...], dimension: str
) -> None:
    assert count_own_noun(TABLE.read(noun), names).dimension == dimension


@pytest.mark.parametrize(
    ("noun", "singular"),
    [
        ("Homes", "home"),
        ("new Cities", "new city"),
        ("boxes", "box"),
        ("children", "child"),
        ("classes", "class"),
        ("status", "status"),
        ("bus", "bus"),
        ("企业", "企业"),
        ("", ""),
    ],
)
def test_singular_of_a_noun(noun: str, singular: str) -> None:
    assert fold_noun(noun) == singular


@pytest.mark.parametrize(
    ("unit", "counted"),
    [("名", "人"), ("万名", "万人"), ("位", "个"), ("家", "家"), ("单位", "单位")],
)
def test_what_counts_without_a_rank(unit: str, counted: str) -> None:
    assert count_without_rank(unit) == counted


@pytest.mark.parametrize("text", ["架次", "k", "m²x", "人工智能企业", "家以上"])
def test_no_measure_word(text: str) -> None:
    with pytest.raises(Unreadable):
        TABLE.read(text)


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("亿元", (8, "元")),
        ("元", (0, "元")),
        ("万亩", (4, "亩")),
        ("百家", (2, "家")),
        ("%", None),
        ("位", None),
        ("元/人", None),
        ("天", None),
        ("million tonnes", None),
    ],
)
def test_the_power_of_ten_before_a_noun(
    text: str, split: tuple[int, str] | None
) -> None:
    assert split_counted_noun(TABLE.read(text)) == split


def test_a_noun_that_begins_like_a_magnitude_is_whole() -> None:
    table = UnitTable((UserUnit("百合"),))

    assert split_counted_noun(table.read("百合")) == (0, "百合")
