"""Writers arrange and escape, and nothing else: every format says the same."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from targetcli.judging.margins import Margin
from targetcli.model.bound import Bound, Relation
from targetcli.model.formula_guard import remove_guard
from targetcli.model.unit_table import UnitTable
from targetcli.render.ascii_fallback import encode_text
from targetcli.render.characters import escape_controls
from targetcli.render.charts.progress_bar import progress_bar
from targetcli.render.table import ColoredText, Table
from targetcli.render.verdict_text import interval_text, margin_text, percent_text
from targetcli.render.writers.csv import as_csv
from targetcli.render.writers.json import as_encoded_document, encode_json
from targetcli.render.writers.plain import as_plain
from targetcli.render.writers.terminal import as_terminal

HOSTILE = "a\x1b]52;c;aa\a\x9b1m[/][bold]\u202egnp\t\n=1+1"

UNITS = UnitTable()


def _bound(unit: str) -> Bound:
    return Bound(Relation.AT_LEAST, Decimal(1), None, UNITS.read(unit))


def cells(*rows: tuple[str, ...], whole: bool = True) -> Table:
    headings = tuple(f"c{number}" for number in range(len(rows[0])))
    return Table(headings, (whole,) * len(headings), rows)


texts = st.text(st.characters(codec="utf-8"), max_size=12)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[texts] * width), min_size=1, max_size=5)
)


@given(tables)
def test_csv_reads_back_unchanged(rows: list[tuple[str, ...]]) -> None:
    output = "".join(as_csv(cells(*rows)))
    read = list(csv.reader(StringIO(output, newline=""), strict=True))
    assert [tuple(map(remove_guard, row)) for row in read[1:]] == rows


@given(tables)
def test_plain_text_has_a_line_for_each_row_and_escapes_controls(
    rows: list[tuple[str, ...]],
) -> None:
    lines = "".join(as_plain(cells(*rows))).split("\n")[:-1]
    assert [tuple(line.split("\t")) for line in lines[1:]] == [
        tuple(map(escape_controls, row)) for row in rows
    ]


def test_plain_text_without_rows_is_empty() -> None:
    assert "".join(as_plain(Table(("id",), (True,), ()))) == ""


FIGURES = (
    ("T1", "武进区 地区生产总值 [含常州经开区]", "> 3600亿元", "12,345,678,901.25万套"),
    ("T2", "常州市 " + "很长的指标名称" * 6, "≈ −0.011390%", "at most −20万辆"),
)


@pytest.mark.parametrize("color", [True, False], ids=["colour", "plain"])
@pytest.mark.parametrize("width", range(1, 201, 3))
def test_a_figure_never_breaks_at_any_width(width: int, color: bool) -> None:  # noqa: FBT001
    output = "".join(as_terminal(cells(*FIGURES), width, color=color))
    plain_text = re.sub(r"\x1b\[[0-9;]*m", "", output)
    for figure in ("3600亿元", "12,345,678,901.25万套", "−0.011390%", "−20万辆"):
        assert figure in plain_text


@pytest.mark.parametrize("width", range(60, 201, 7))
def test_a_grid_is_never_wider_than_the_terminal(width: int) -> None:
    output = "".join(as_terminal(cells(*FIGURES), width, color=False))
    if "─" in output:
        assert max(map(cell_len, output.split("\n"))) <= width


@pytest.mark.parametrize("width", [*range(8, 60), 80])
def test_no_figure_in_chinese_text_breaks(width: int) -> None:
    row = ("逾期完成：2023-09-28", "落后10至30个百分点以内", "经开区2020–2022目标")
    output = "".join(as_terminal(cells(row, whole=False), width, color=False))
    assert "2023-09-28" in output
    assert "10至30" in output
    assert "2020–2022" in output


def test_colour_stands_beside_the_word() -> None:
    row = (ColoredText("未完成", "missed"), ColoredText("met", "met"), "late")
    output = "".join(as_terminal(cells(row), 80, color=True))
    assert "\x1b[1;31m未完成" in output
    assert "\x1b[1;32mmet" in output
    assert "mlate" not in output


def test_hostile_text_is_escaped_on_a_terminal() -> None:
    output = "".join(as_terminal(cells((HOSTILE,)), 80, color=False))
    assert escape_controls(HOSTILE)[:20] in output
    assert not set(output) & set("\x1b\a\x9b\u202e")


def long_list(count: int = 1500) -> list[tuple[str, ...]]:
    """Rows whose later figures are wider than any at which widths were looked at."""
    return [
        (
            f"T{n}",
            "很长的指标" * 4,
            ColoredText("missed", "missed"),
            f"{n**4},000.25万套",
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("width", [50, 60, 80, 120, 200])
@pytest.mark.parametrize("color", [True, False], ids=["colour", "plain"])
def test_a_long_list_is_a_grid_without_broken_figures(
    width: int,
    color: bool,  # noqa: FBT001
) -> None:
    rows = long_list()
    table = Table(("id", "名称", "result", "figure"), (True, False, False, True), rows)
    output = "".join(as_terminal(table, width, color=color))
    plain_text = re.sub(r"\x1b\[[0-9;]*m", "", output)
    assert ("\x1b[1;31mmissed\x1b[0m" in output) is color
    lines = plain_text.splitlines()
    assert lines[1] == "─" * len(lines[1])
    starts = [line for line in lines if line.startswith("T")]
    assert [line.split()[0] for line in starts] == [row[0] for row in rows]
    assert [line.split()[-1] for line in starts] == [row[3] for row in rows]
    assert plain_text.count("很长的指标") + plain_text.count("\n") >= len(rows)
    # As far as widths were looked at, columns stand under one another.
    ends = {cell_len(line) for line in starts[700:999] if "missed" in line}
    assert len({line.index("missed") for line in starts[:999]}) == 1, ends


def test_a_long_list_too_narrow_for_a_grid_becomes_records() -> None:
    output = "".join(as_terminal(cells(*long_list(300)), 20, color=False))
    assert output.count("\n\n") == 300


def test_a_long_list_does_not_load_rich() -> None:
    program = (
        "import sys; from targetcli.render.writers.terminal import as_terminal;"
        "from targetcli.render.table import Table;"
        "t = Table(('n',), (True,), [(str(n),) for n in range(300)]);"
        "assert ''.join(as_terminal(t, 80, color=True)).count('\\n') == 302;"
        "assert 'rich' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("width", range(20, 160, 5))
def test_an_optional_column_needs_room_without_line_breaks(width: int) -> None:
    table = Table(("id", "figure", "progress"), (True,) * 3, [("T1", "5公里", "9%")], 1)
    output = "".join(as_terminal(table, width, color=False))
    assert ("9%" in output) is (width >= 30)
    assert "5公里" in output


@given(st.decimals(-1, 3, places=6))
def test_a_bar_is_full_only_at_a_share_of_one(share: Decimal) -> None:
    bar = progress_bar(share)
    assert cell_len(bar) == 8
    assert (bar == "⣿" * 8) is (share >= 1)
    assert (percent_text(share) in ("100.0%", "100%")) <= (share >= 1)


@pytest.mark.parametrize(
    ("share", "bar"),
    [
        ("0", "⣀⣀⣀⣀⣀⣀⣀⣀"),
        ("0.5", "⣿⣿⣿⣿⣀⣀⣀⣀"),
        ("0.895", "⣿⣿⣿⣿⣿⣿⣿⣀"),
        ("0.95", "⣿⣿⣿⣿⣿⣿⣿⡇"),
    ],
)
def test_a_bar_shows_whole_sixteenths(share: str, bar: str) -> None:
    assert progress_bar(Decimal(share)) == bar


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp437", "latin-1", "utf-8"])
@given(text=st.text(st.characters(codec="utf-8")))
def test_text_for_people_fits_every_encoding(text: str, encoding: str) -> None:
    output = encode_text(text, encoding)
    output.decode(encoding)
    if text.isascii() or encoding == "utf-8":
        assert output == text.encode()


def test_signs_that_an_encoding_lacks_have_look_alikes() -> None:
    assert encode_text("≥ 5公里 − ⣿⡇⣀ ─▪", "ascii") == b">= 5\\u516c\\u91cc - #=. -*"
    assert encode_text("≥ 5公里", "gbk").decode("gbk") == "≥ 5公里"


@given(texts)
def test_json_is_strict_and_escapes_controls(text: str) -> None:
    output = encode_json({"note": text})
    assert json.loads(output) == {"note": text}
    assert output.isprintable()


def test_a_document_without_rows_is_valid() -> None:
    output = json.loads(
        "".join(as_encoded_document("list", {"as_of": "2026-03-31"}, ()))
    )
    assert output == {"schema": "targets.list/1", "as_of": "2026-03-31", "rows": []}


@pytest.mark.parametrize(
    ("low", "high", "exact", "output"),
    [
        ("-30", "-30", True, "−30亿元"),
        (None, "-20", True, "at most −20亿元"),
        ("-300", None, True, "at least −300亿元"),
        ("-1.5", "2", True, "−1.5亿元 … +2亿元"),
        ("-0.01139", "-0.01139", False, "≈ −0.01亿元"),
        ("0", "0", True, "exactly on target"),
    ],
)
def test_margins_have_a_sign_and_their_limits(
    low: str | None,
    high: str | None,
    exact: bool,  # noqa: FBT001
    output: str,
) -> None:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert margin_text(Margin(ends[0], ends[1], exact), _bound("亿元")) == output


def test_a_missing_margin_is_empty() -> None:
    assert (margin_text(None, _bound("亿元")), interval_text(None, _bound("亿元"))) == (
        "",
        "",
    )


def test_a_space_stands_before_an_english_unit() -> None:
    margin = Margin(Decimal(3), Decimal(3))
    assert margin_text(margin, _bound("thousand people")) == "+3 thousand people"


def test_shares_are_rounded_for_people() -> None:
    assert percent_text(Decimal("0.895233")) == "89.5%"
    assert percent_text(Decimal("0.0084033"), 2) == "0.84%"


def test_a_margin_of_thirty_digits_keeps_them_all() -> None:
    size = Decimal("-999999999999999999.123456789012")
    output = margin_text(Margin(size, size), _bound("亿元"))
    assert output == "−999,999,999,999,999,999.123456789012亿元"


def test_no_line_of_a_cell_begins_with_closing_punctuation() -> None:
    row = ("T1", "武进区 一般公共预算收入 [含常州经开区]", "−45亿元")
    output = "".join(as_terminal(cells(row), 26, color=False))
    starts = [line.split()[0] for line in output.splitlines() if line.split()]
    assert not any(start.startswith("]") for start in starts)
    assert "区]" in output
