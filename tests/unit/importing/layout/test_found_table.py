"""Tables as people have them: where the headings stand, and what is no row."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.errors import BadRow, FileRefused
from targetcli.importing.csv_reader import open_csv
from targetcli.importing.table_kinds import InputRow, InputTable, TableKind
from targetcli.problems.files import FileProblem
from targetcli.problems.remarks import Remark

HEAD = "region,metric,value,unit,period"
ROW = "云溪区,绿道,5,公里,2023"
FIELDS = dict(zip(HEAD.split(","), ROW.split(","), strict=True))


def open_text(text: str, header_line: int = 0) -> InputTable:
    return open_csv(
        "f.csv", lambda: StringIO(text, newline=""), header_line=header_line
    )


def read_rows(table: InputTable) -> list[dict[str, str]]:
    rows = [*table.rows()]
    assert not any(isinstance(row, BadRow) for row in rows), rows
    return [row.fields for row in rows if isinstance(row, InputRow)]


def lines_of(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        lines_of("云溪区年鉴,,,,", "单位：公里,,,,", "", HEAD, ROW),
        lines_of(" Region , METRIC,Value,Unit,Period ", ROW),
        lines_of("地 区,指标,数值,单位,时期", ROW),
        lines_of("地区,指标,数值,单位,年份", ROW),
        lines_of("地区,指标,数值,计量单位,时间", ROW),
        lines_of("ｒｅｇｉｏｎ,metric,value,unit,period", ROW),
        lines_of(f"{HEAD},,", f"{ROW},,"),
        lines_of(HEAD, f"{ROW},,,"),
        lines_of(HEAD, " ", ",,,,", ROW, "注：初步数。", "数据来源：统计局,,,,"),
        lines_of(HEAD, ROW, "Note: preliminary.", "Source: office"),
        lines_of(HEAD, ROW, "合计,,9,,", "云溪区,合计,9,公里,2023"),
        lines_of(HEAD, ROW, HEAD),
        lines_of(f"序号,{HEAD}", f"1,{ROW}", "合计,,,9,,"),
        lines_of(f",{HEAD}", f"0,{ROW}"),
        lines_of(HEAD, ROW).replace(",", "\t"),
        lines_of(HEAD, ROW).replace(",", ";"),
        lines_of("sep=;", *lines_of(HEAD, ROW).replace(",", ";").splitlines()),
        lines_of("sep=,", HEAD, ROW),
        lines_of(HEAD, ROW, *(f"云溪区,绿道,{mark},公里,2022" for mark in "-—…:")),
        lines_of(HEAD, ROW, "云溪区,绿道,NA,公里,2022", "云溪区,绿道,暂无,公里,2021"),
    ],
)
def test_the_table_is_found(text: str) -> None:
    table = open_text(text)
    assert table.kind is TableKind.FIGURES
    read = read_rows(table)
    assert read == [FIELDS]


def test_what_is_left_out_is_counted_anew_each_time() -> None:
    text = lines_of(
        HEAD, ROW, "合计,,9,,", "云溪区,绿道,..,公里,2022", "注：甲", HEAD, "note: b"
    )
    table = open_text(text)
    left_out = table.left_out
    assert left_out is not None
    for _ in range(2):
        read_rows(table)
        assert left_out.totals == [3]
        assert left_out.notes == [5, 7]
        assert left_out.headers == [6]
        assert dict(left_out.missing) == {"..": 1}
        assert left_out.count == 5
        assert [*left_out.lines()] == [
            (3, "a total"),
            (4, "no value: .."),
            (5, "a note"),
            (6, "the headings again"),
            (7, "a note"),
        ]


def test_what_stands_above_is_said() -> None:
    table = open_text(lines_of("云溪区年鉴,,,,", HEAD, ROW))
    (remark,) = table.remarks
    assert remark.problem is Remark.HEADER_FOUND
    assert remark.facts["above"] == ("云溪区年鉴",)


def test_a_row_of_headings_may_be_named() -> None:
    text = lines_of("region,metric,value,unit,period", "地区,指标,数值,单位,时期", ROW)
    assert len(read_rows(open_text(text, header_line=2))) == 1
    with pytest.raises(FileRefused) as refused:
        open_text(text, header_line=9)
    assert refused.value.reason.problem is FileProblem.NO_SUCH_HEADER


def test_of_several_rows_of_headings_below_a_title_none_is_chosen() -> None:
    text = lines_of("年鉴", HEAD, "地区,指标,数值,单位,时期", ROW)
    with pytest.raises(FileRefused) as refused:
        open_text(text)
    assert refused.value.reason.problem is FileProblem.SEVERAL_HEADERS
    assert refused.value.reason.facts["lines"] == ("2", "3")


@pytest.mark.parametrize(
    "text",
    [
        "name,parent\n合计,\n注：甲,\n",  # a region may be called so
        f"id,{HEAD}\nF1,合计,绿道,5,公里,2023\n",  # and what has an id is a record
    ],
)
def test_what_is_a_record_of_ours_is_not_left_out(text: str) -> None:
    table = open_text(text)
    assert len(read_rows(table)) == text.count("\n") - 1


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (("1,5", "2,25"), ["1.5", "2.25"]),
        (("1.234,5", "7"), ["1234.5", "7"]),
        (("1,234", "2,345"), ["1,234", "2,345"]),  # nothing decides
        (("1,5", "2.5"), ["1,5", "2.5"]),  # two ways: each is judged alone
    ],
)
def test_decimals_are_read_by_the_whole_column(
    value: tuple[str, str], read: list[str]
) -> None:
    rows = (f'云溪区,绿道,"{cell}",公里,{2020 + n}' for n, cell in enumerate(value))
    table = open_text(lines_of(HEAD, *rows))
    assert [row["value"] for row in read_rows(table)] == read


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("13/02/2024", "01/03/2024"), ["2024-02-13", "2024-03-01"]),
        (("02/13/2024", "01/03/2024"), ["2024-02-13", "2024-01-03"]),
        (("01/02/2024", "02/03/2024"), ["01/02/2024", "02/03/2024"]),
        (("13/02/2024", "02/13/2024"), ["13/02/2024", "02/13/2024"]),
    ],
)
def test_days_are_read_by_the_whole_column(
    days: tuple[str, str], read: list[str]
) -> None:
    rows = (f"云溪区,绿道,5,公里,{2020 + n},{day}" for n, day in enumerate(days))
    table = open_text(lines_of(f"{HEAD},published", *rows))
    assert [row["published"] for row in read_rows(table)] == read


CELLS = st.sampled_from(
    ["云溪区", "绿道", "5", "..", "合计", "注：甲", "", " ", "2023", "公里", "x", "-"]
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=7), max_size=12)


@given(ROWS, st.sampled_from([",", ";", "\t"]), st.integers(0, 3))
def test_every_row_is_a_row_a_bad_one_or_left_out(
    rows: list[list[str]], separator: str, titles: int
) -> None:
    lines = [
        *["标题"] * titles,
        HEAD.replace(",", separator),
        ROW.replace(",", separator),
        *(separator.join(row) for row in rows),
    ]
    table = open_text(lines_of(*lines))
    read = [*table.rows()]
    filled = sum(any(cell.strip() for cell in row) for row in rows) + 1
    assert table.left_out is not None
    assert len(read) + table.left_out.count == filled
