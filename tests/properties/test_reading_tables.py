"""Laws of tables: what is written is read back; any text is rows or refused."""

from __future__ import annotations

import csv
from io import StringIO

from hypothesis import example, given
from hypothesis import strategies as st

from targetcli.errors import BadRow, FileRefused, TargetsError
from targetcli.importing.csv_reader import open_csv
from targetcli.importing.table_kinds import InputRow, TableKind
from targetcli.model.formula_guard import guard_formula, is_formula, remove_guard
from targetcli.reading.records import (
    read_figure,
    read_target,
)
from targetcli.reading.reference_records import (
    read_identity,
    read_metric,
    read_milestone,
    read_region,
    read_source,
    read_unit,
)
from targetcli.reading.vocabulary import Vocabulary

CELLS = st.text() | st.text("'=+-@|%＝＋－＠\t\r\n 0123456789.,a<>~\"", max_size=8)
HEADERS = (
    "region,metric,value,deadline\n",
    "region,metric,value,period,unit\n",
    "name,parent\n",
    "name,kind\n",
    "name,dimension,factor\n",
    "whole,parts\n",
    "id,url\n",
    "",
)


@given(CELLS)
@example("'")
@example("''=1")
@example("=")
@example("-5%")
@example("=1\n")
def test_a_guarded_cell_is_bared_again(cell: str) -> None:
    assert remove_guard(guard_formula(cell)) == cell


@given(CELLS)
def test_a_guarded_cell_runs_nothing(cell: str) -> None:
    out = guard_formula(cell)
    assert not is_formula(out) or out.startswith("'")


@given(st.lists(st.tuples(CELLS, CELLS).filter(any)))
def test_a_written_table_is_read_back(rows: list[tuple[str, str]]) -> None:
    kept = [row for row in rows if not any("\0" in cell for cell in row)]
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(("name", "parent"))
    writer.writerows([guard_formula(cell) for cell in row] for row in kept)
    written = text.getvalue()
    read = [
        row
        for row in open_csv("r.csv", lambda: StringIO(written, newline="")).rows()
        if isinstance(row, InputRow)
    ]
    assert [tuple(row.fields.values()) for row in read] == kept


@given(st.sampled_from(HEADERS), st.text() | st.text('",\n\r\0 a0-', max_size=60))
def test_any_text_is_rows_or_refused(header: str, text: str) -> None:
    try:
        opened = open_csv("file.csv", lambda: StringIO(header + text, newline=""))
        lines = [row.line for row in opened.rows()]
    except FileRefused:
        return
    assert lines == sorted(lines)
    assert all(line >= 2 for line in lines)


VALUES = st.sampled_from(
    [
        "",
        "yes",
        "no",
        "5",
        "5%",
        "近5%",
        "300余家",
        "5–6%",
        "翻番",
        "5 vehicles",
        "前20",
    ]
)
DATES = st.sampled_from(
    ["", "2025", "十四五", "年底", "2025-06-30", "31", "2021..2025"]
)
ODD = st.text(max_size=5)
FIELDS = st.fixed_dictionaries(
    {
        "region": st.just("武进区") | ODD,
        "metric": st.just("gdp") | ODD,
        "value": VALUES,
    },
    optional={
        "id": st.sampled_from(["T1", "F1", "x", ""]),
        "basis": st.sampled_from(["", "level", "total", "change", "growth", "x"]),
        "relation": st.sampled_from(["", ">", ">=", "range", "~", "x"]),
        "value_high": st.sampled_from(["", "6", "4", "x"]),
        "unit": st.sampled_from(["", "%", "家", "倍", "位", "vehicles"]) | ODD,
        "scope": ODD,
        "deadline": DATES,
        "window_start": DATES,
        "base_period": DATES,
        "baseline_value": VALUES,
        "baseline_unit": st.sampled_from(["", "%", "家"]),
        "baseline_period": DATES,
        "announced": DATES,
        "published": DATES,
        "period": DATES,
        "start": DATES,
        "end": DATES,
        "kind": st.sampled_from(["", "stock", "flow", "ratio", "rank", "event", "x"]),
        "better": st.sampled_from(["", "more", "less", "none", "x"]),
        "status": st.sampled_from(["", "expected", "x"]),
        "commitment": st.sampled_from(["", "aim", "x"]),
        "target": st.sampled_from(["T1", "F1", ""]),
        "date": DATES,
        "revises": st.sampled_from(["", "T1", "x"]),
        "withdrawn": DATES,
        "source": ODD,
        "as_written": ODD,
        "name": ODD,
        "parent": ODD,
        "aliases": st.text("ab|", max_size=6),
        "non_negative": st.sampled_from(["", "yes", "x"]),
        "dimension": ODD,
        "factor": st.sampled_from(["", "1", "0", "x", "1" * 30]) | ODD,
        "whole": ODD,
        "parts": st.text("ab|@;", max_size=8),
    },
)


@given(FIELDS, st.booleans())
def test_any_row_is_a_record_or_refused(fields: dict[str, str], strict: bool) -> None:  # noqa: FBT001 - drawn
    words = Vocabulary(str, strict=strict)
    readers = (
        lambda: read_target(fields, words),
        lambda: read_figure(fields, words),
        lambda: read_region(fields, words),
        lambda: read_metric(fields, words),
        lambda: read_source(fields),
        lambda: read_milestone(fields),
        lambda: read_unit(fields, words),
        lambda: read_identity(fields, words),
    )
    for read in readers:
        try:
            read()
        except TargetsError:
            continue


def test_rows_and_bad_rows_are_all_there_is() -> None:
    lines = ["name,parent\n", "a,b\n", "c\n"]
    opened = open_csv("regions.csv", lambda: lines)
    columns = ("name", "parent")
    assert opened[:3] == ("regions.csv", TableKind.REGIONS, columns)
    assert [type(row) for row in opened.rows()] == [InputRow, BadRow]
