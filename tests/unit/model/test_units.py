"""Units: what their dimension says of them."""

from __future__ import annotations

import pytest

from targetcli.model.unit_table import UnitTable
from targetcli.model.units import NO_UNIT, is_ratio

TABLE = UnitTable()


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        *(("%", True), ("‰", True), ("百分点", True), ("元/人", True)),
        *(("吨/天", False), ("homes a week", False), ("家", False)),
    ],
)
def test_shares_and_quotients_are_ratios(text: str, *, ratio: bool) -> None:
    assert is_ratio(TABLE.read(text)) is ratio


def test_nothing_is_nothing_in_any_unit() -> None:
    assert NO_UNIT.is_convertible_to(TABLE.read("家"))
    assert TABLE.read("%").is_convertible_to(NO_UNIT)
