"""Flags beside numbers: a status or a note, never a part of the number."""

from __future__ import annotations

import pytest

from targetcli.importing.flags import describe_flag, split_flag
from targetcli.importing.left_out import is_missing


@pytest.mark.parametrize(
    ("cell", "number", "flag"),
    [
        ("12.3 b", "12.3", "b"),
        ("-4 p", "-4", "p"),
        ("12.4p", "12.4", "p"),
        ("1,234 bp", "1,234", "bp"),
        ("5 r", "5", "r"),
    ],
)
def test_a_flag_is_taken_from_a_number(cell: str, number: str, flag: str) -> None:
    assert split_flag(cell) == (number, flag)


@pytest.mark.parametrize(
    "cell", ["300k", "1.5m", "2bn", "1.2b", "5 km", "5 kg", "7 t", "12", "p", ""]
)
def test_magnitudes_and_units_are_no_flags(cell: str) -> None:
    assert split_flag(cell) == (cell, "")


def test_the_flags_of_a_map_win() -> None:
    assert split_flag("5k", {"k": "final"}) == ("5", "k")
    assert describe_flag("k", own={"k": "final"}) == {"status": "final"}


def test_other_flags_go_to_the_note() -> None:
    assert describe_flag("b") == {"note": "(b)"}
    assert describe_flag("b", "new method") == {"note": "new method (b)"}
    assert describe_flag("p") == {"status": "preliminary"}


@pytest.mark.parametrize("cell", [":", ": c", ":z", "..", "n/a", "暂无", "(D)", "－"])
def test_marks_of_missing_values(cell: str) -> None:
    assert is_missing(cell)


@pytest.mark.parametrize("cell", ["0", "-5", "- 5", "无", ": 5", "12.3 b", ""])
def test_numbers_and_empty_cells_are_no_marks(cell: str) -> None:
    assert not is_missing(cell)
