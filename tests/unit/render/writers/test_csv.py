"""Cells of CSV come back from a reader, guarded as each alone would be."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.model.formula_guard import guard_formula, guard_quote
from targetcli.render.table import Table
from targetcli.render.writers.csv import as_csv

ALPHABET = "a1_言=+-@|%\x1f' \t\r\n\",＝＋－＠<>{《.\u3000"
CELLS = st.text(ALPHABET, max_size=4) | st.sampled_from(
    [
        "-5",
        "-5.5",
        "-5.5.5",
        "-5\x1f",
        "=",
        "==",
        ">=",
        "<=",
        ">=1",
        ">=\x1f",
        "-",
        "--",
        "\x1f=1",
        "言语",
        "7%",
        "-7%",
        "+7.5",
        "-7%7",
        "{=",
    ]
)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=4)
PLAIN_ROWS = [("a", "-5", "")] * 120


@pytest.mark.parametrize("guard", [True, False])
@given(ROWS)
def test_every_cell_is_guarded_as_it_is_alone(
    guard: bool,  # noqa: FBT001 - a parameter of the test
    rows: list[tuple[str, ...]],
) -> None:
    guard_cell = guard_formula if guard else guard_quote
    table = Table(("a", "b", "c"), (False,) * 3, rows)
    text = "".join(as_csv(table, guard=guard))
    guarded = [[guard_cell(cell) for cell in row] for row in rows]
    assert text == "a,b,c\n" + "".join(map(write_alone, guarded))
    assert list(csv.reader(StringIO(text, newline=""), strict=True))[1:] == guarded


@pytest.mark.parametrize("place", range(3))
def test_any_two_characters_are_guarded_and_quoted_wherever_they_stand(
    place: int,
) -> None:
    for cell in map("".join, product(ALPHABET, repeat=2)):
        row = ["a", "-5", ""]
        row[place] = cell
        text = "".join(as_csv(Table(("a", "b", "c"), (False,) * 3, [tuple(row)])))
        assert text == "a,b,c\n" + write_alone([*map(guard_formula, row)])


def write_alone(row: list[str]) -> str:
    has_return = any("\r" in cell for cell in row)
    line = StringIO()
    quoting = csv.unix_dialect if has_return else csv.excel
    csv.writer(line, quoting, lineterminator="\n").writerow(row)
    return line.getvalue()


def test_a_cell_is_guarded_wherever_it_stands_among_many_rows() -> None:
    for place in (0, 49, 50, 119):
        rows = [*PLAIN_ROWS[:place], ("=1", "-5", "x\ry"), *PLAIN_ROWS[place:]]
        table = Table(("a", "b", "c"), (False,) * 3, iter(rows))
        lines = "".join(as_csv(table)).split("\n")
        assert lines[place + 1] == '"\'=1","-5","x\ry"'
        assert lines.count("a,-5,") == len(PLAIN_ROWS)


def test_a_table_is_written_in_pieces_however_long_its_rows_are() -> None:
    long_cell = "F1;" * 10_000
    table = Table(("a", "b"), (False,) * 2, iter([(long_cell, "x")] * 175))
    assert [piece.count("\n") for piece in as_csv(table)] == [51, 50, 50, 25]
    short = Table(("a", "b", "c"), (False,) * 3, iter(PLAIN_ROWS * 10))
    assert len([*as_csv(short)]) == 1
