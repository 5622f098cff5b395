"""Tables: known by their header, read row by row, each with its line."""

from __future__ import annotations

from io import StringIO

import pytest

from targetcli.errors import BadRow, FileRefused, Unreadable
from targetcli.importing.csv_reader import LONGEST_FIELD, has_mixed_line_ends, open_csv
from targetcli.importing.table_kinds import InputRow, InputTable, TableKind
from targetcli.problems.files import RowProblem
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem
from targetcli.render.error_messages.message import advise, explain

TARGETS = "region,metric,value,deadline"


def open_table(text: str, file: str = "file.csv") -> InputTable:
    return open_csv(file, lambda: StringIO(text, newline=""))


def read_rows(text: str) -> list[InputRow | BadRow]:
    return list(open_table(text).rows())


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (TARGETS, TableKind.TARGETS),
        (f"id,{TARGETS},unit,withdrawn_source,note", TableKind.TARGETS),
        ("deadline,value,metric,region", TableKind.TARGETS),
        (" region , metric,value , deadline", TableKind.TARGETS),
        ('"region","metric","value","deadline"', TableKind.TARGETS),
        ("region,metric,value,period", TableKind.FIGURES),
        ("region,metric,value,unit,start,end,status", TableKind.FIGURES),
        ("name,parent", TableKind.REGIONS),
        ("name,code,aliases", TableKind.REGIONS),
        ("name,kind,better,non_negative,unit", TableKind.METRICS),
        ("id,url", TableKind.SOURCES),
        ("id", TableKind.SOURCES),
        ("name,dimension,factor", TableKind.UNITS),
        ("whole,parts,source", TableKind.IDENTITIES),
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\r\n"], ids=["none", "lf", "crlf"])
def test_known_by_its_header(header: str, kind: TableKind, end: str) -> None:
    assert open_table(f"{header}{end}").kind is kind


@pytest.mark.parametrize("name", ["regions", "metrics", "units"])
def test_a_header_that_fits_several_is_told_by_the_file_name(name: str) -> None:
    assert open_table("name\n", f"/some/{name}.csv").kind is TableKind(name)


def test_a_header_that_fits_several_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        open_table("name\n")
    assert (
        explain(refused.value.reason) == "its columns fit units or regions or metrics"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        ("\n\n", "line 1 is blank"),
        (",,\n", "line 1 is blank"),
        (
            f"{TARGETS},\na,b,1人,2025,x\n",
            "column 5 has no heading, and “x” stands in it in line 2",
        ),
        (f"{TARGETS},value\n", "columns 3 and 5 are the same: “value” and “value”"),
        (f"{TARGETS},colour\n", "column 5, “colour”, is none of targets"),
        ("region,metric,value\n", "targets need the column deadline"),
        ("region,metric,start\n", "figures need the column value, period"),
        ("x;y;z\n", "its columns are those of no table here: x;y;z"),
        (
            "unit,TIME,freq,geo\n",
            "its columns are those of no table here: unit, TIME, freq, geo",
        ),
        (f'{TARGETS},"no\n', "line 1: a quote is opened in it and never closed"),
        (f'{TARGETS},"a"b\n', "line 1: more follows in it after a closing quote"),
    ],
)
def test_no_table(text: str, why: str) -> None:
    with pytest.raises(FileRefused) as refused:
        open_table(text)
    assert refused.value.file == "file.csv"
    assert explain(refused.value.reason) == why


def test_the_nearest_column_is_named() -> None:
    with pytest.raises(FileRefused) as refused:
        open_table("region,metric,value,dead_line\n")
    assert advise(refused.value.reason) == "did you mean deadline?"
    with pytest.raises(FileRefused) as refused:
        open_table("whole,parts,zzz\n")
    assert advise(refused.value.reason).startswith("rename it, or take it out")


def test_a_chinese_column_is_answered_in_chinese() -> None:
    with pytest.raises(FileRefused) as refused:
        open_table("地区,指标,数值,完成时间\n")
    assert advise(refused.value.reason) == "did you mean 完成时限?"
    with pytest.raises(FileRefused) as refused:
        open_table("一,二,三\n")
    assert advise(refused.value.reason) == (
        "figures need 地区, 指标, 数值, 时期; targets need 地区, 指标, 数值, 完成时限"
    )


def test_rows_by_column_whatever_their_order() -> None:
    assert read_rows("parent,name\n常州,武进区\n") == [
        InputRow(2, {"parent": "常州", "name": "武进区"})
    ]


def test_quoted_cells() -> None:
    text = 'name,parent\n"a, b","say ""x"""\n'
    assert read_rows(text) == [InputRow(2, {"name": "a, b", "parent": 'say "x"'})]


def test_guarded_cells_are_bared() -> None:
    assert read_rows("name,parent\n'=x,'tis\n") == [
        InputRow(2, {"name": "=x", "parent": "'tis"})
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_lines_count_through_blank_rows_and_cells_of_many_lines(end: str) -> None:
    text = 'name,parent|"a|b|c",d||,|e,f|"g||",h|i,j|'.replace("|", end)
    assert [row.line for row in read_rows(text)] == [2, 7, 8, 11]


def test_lines_count_after_a_header_of_many_lines() -> None:
    assert [row.line for row in read_rows('name,"parent\n"\na,b\n')] == [3]


def test_ragged_rows_are_bad_and_the_others_are_read() -> None:
    short, good, long = read_rows("name,parent\na\nb,c\nd,e,f\n")
    assert isinstance(short, BadRow)
    assert isinstance(long, BadRow)
    assert isinstance(short.failure, Unreadable)
    assert short.failure.reason == FailureReason(
        RowProblem.CELL_COUNT, {"cell_count": 1, "column_count": 2}
    )
    assert (short.line, long.line) == (2, 4)
    assert good == InputRow(3, {"name": "b", "parent": "c"})


def test_reading_goes_on_after_a_row_that_is_no_csv() -> None:
    good, bad, last = read_rows('name,parent\na,b\nc,"d"e\nf,g\n')
    assert isinstance(bad, BadRow)
    assert (bad.file, bad.line) == ("file.csv", 3)
    assert bad.fields == {"name": 'c,"d"e\n'}
    assert [good, last] == [
        InputRow(2, {"name": "a", "parent": "b"}),
        InputRow(4, {"name": "f", "parent": "g"}),
    ]


def test_a_quote_that_never_ends_takes_the_rest_along() -> None:
    (bad,) = read_rows('name,parent\n"c,d\ne,f\n')
    assert isinstance(bad, BadRow)
    assert bad.line == 2


def test_cells_beyond_the_last_column_are_kept_apart() -> None:
    (bad,) = read_rows("name,parent\na,b,'=c,d\n")
    assert isinstance(bad, BadRow)
    assert bad.fields == {"name": "a", "parent": "b", "more_1": "=c", "more_2": "d"}


def test_rejected_rows_are_taken_in_without_what_was_said_of_them() -> None:
    read = open_table("reason,name,parent\nwhy,a,b\n")
    assert read.columns == ("name", "parent")
    assert list(read.rows()) == [InputRow(2, {"name": "a", "parent": "b"})]
    chinese = open_table("未导入原因,名称,上级地区\n为什么,a,b\n")
    assert chinese.columns == ("name", "parent")


def test_rows_are_read_as_often_as_wanted() -> None:
    read = open_table("name,parent\na,b\n")
    assert list(read.rows()) == list(read.rows())


@pytest.mark.parametrize(
    ("text", "differ"),
    [
        ("name,parent\na,b\n", False),
        ("name,parent\r\na,b\r\n", False),
        ('name,parent\r\na,"b\nc"\r\n', False),
        ("name,parent\r\na,b", False),
        ("name,parent\r\na,b\n", True),
        ("name,parent\ra,b\n", True),
    ],
)
def test_rows_that_end_in_more_than_one_way(text: str, differ: bool) -> None:  # noqa: FBT001 - an example
    assert has_mixed_line_ends(StringIO(text, newline="")) is differ


def test_a_cell_may_hold_64_kib_and_no_more() -> None:
    most = "x" * LONGEST_FIELD
    (row,) = read_rows(f"name,parent\n{most},\n")
    assert isinstance(row, InputRow)
    (bad,) = read_rows(f"name,parent\n{most}x,\n")
    assert isinstance(bad, BadRow)
    assert isinstance(bad.failure, Unreadable)
    assert bad.failure.reason.problem is ReadingProblem.CELL_TOO_LONG


def test_an_empty_table_has_no_rows() -> None:
    assert read_rows("name,parent\n") == []
