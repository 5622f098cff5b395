"""Words of built-in units: what each stands for."""

from __future__ import annotations

from targetcli.model.unit_vocabulary import (
    is_built_in,
    is_multiple,
    is_percentage,
)
from targetcli.model.units import UserUnit


def test_words_for_per_cent() -> None:
    yes = ("%", "‰", "成", "percent", "Per Cent", "pct", "permille")
    no = ("", "百分点", "倍", "家", "pp")
    assert all(map(is_percentage, yes))
    assert not any(map(is_percentage, no))


def test_words_for_times() -> None:
    assert is_multiple("倍")
    assert is_multiple("Times")
    assert not is_multiple("%")


def test_a_unit_that_is_there_with_the_same_meaning_needs_no_adding() -> None:
    assert is_built_in(UserUnit("家"))
    assert not is_built_in(UserUnit("家", "people"))
    assert not is_built_in(UserUnit("担", "mass", 5 * 10**10))
