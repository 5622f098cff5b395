"""Laws of files: any bytes are rows or refused; no encoding is taken for another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from targetcli.errors import FileRefused
from targetcli.importing.csv_reader import GridKind, open_csv, open_grid
from targetcli.importing.encoding import EncodedFile, Encoding, detect_encoding
from targetcli.importing.json_grid import build_grid
from targetcli.importing.json_reader import JsonRows, find_json_rows, open_json
from targetcli.importing.table_kinds import InputRow, has_known_heading

HEADERS = ("name,parent\n", "名称,上级地区\n", "id,title,url\n", "")
LINE = 10_000
# Everyday characters, which GB 2312 has and every encoding here can write.
EVERYDAY = "地区生产总值目标完成率增长百分之年月日亿元人口公里"


def pieces(content: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(content), size):
        yield content[at : at + size]


def found(content: bytes, size: int = 7, asked: str = "") -> Encoding:
    return detect_encoding(
        EncodedFile("f", lambda: pieces(content, size), LINE), asked, has_known_heading
    )


@given(st.sampled_from(HEADERS), st.binary(max_size=200), st.integers(1, 50))
@example("name,parent\n", b"\xff", 1)
@example("name,parent\n", b"\xe4\xba", 1)
def test_any_bytes_are_an_encoding_or_refused(
    header: str, content: bytes, size: int
) -> None:
    for name in ("utf-8", "gb18030", "utf-16", "big5"):
        whole = header.encode(name, "ignore") + content
        try:
            encoding = found(whole, size)
        except FileRefused:
            continue
        text = whole.decode(encoding.name)  # what is said can be read
        try:
            list(open_csv("f", partial(StringIO, text, newline="")).rows())
        except FileRefused:
            continue


@given(st.text(EVERYDAY, min_size=3, max_size=200), st.integers(64, 80))
def test_a_text_is_read_as_it_was_written(text: str, size: int) -> None:
    whole = f"名称,上级地区\n甲,{text}\n"
    for name in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        content = whole.encode(name)
        assert content.decode(found(content, size).name) == whole


@given(st.text(EVERYDAY, min_size=8))
def test_a_text_in_big5_is_never_taken_for_another(text: str) -> None:
    content = f"name,note\n甲,{text}\n".encode("big5", "ignore")
    try:
        encoding = found(content)
    except FileRefused:
        return
    assert encoding.remark  # where it can be read otherwise, that is said


@given(st.lists(st.sampled_from(["a", "言", "é", "\r\n", "\n"])), st.integers(1, 9))
def test_lines_count_whatever_the_pieces(parts: list[str], size: int) -> None:
    text = "".join(parts)
    content = text.encode() + b"\xff\xff"
    line = text.replace("\r\n", "\n").count("\n") + 1
    with pytest.raises(FileRefused) as refused:
        found(content, size, "utf-8")
    facts = refused.value.reason.facts
    assert (facts["line"], facts["byte"]) == (line, len(content) - 2)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "parent", "aliases", "rows", "x"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON, st.text(max_size=5))
def test_any_json_is_rows_or_refused(value: object, after: str) -> None:
    for text in (json.dumps(value), json.dumps(value) + after, json.dumps(value)[:-1]):
        for read in (_read_by_keys, _read_by_headings):
            with suppress(FileRefused):
                read(find_json_rows("f", partial(StringIO, text)))


def _read_by_keys(rows: JsonRows) -> None:
    list(open_json(rows).rows())


def _read_by_headings(rows: JsonRows) -> None:
    grid_kind = GridKind(rows.row_word, is_guarded=False, ends_early=False)
    list(open_grid("f", build_grid(rows), grid_kind).rows())


@given(st.dictionaries(st.sampled_from(["name", "parent", "code"]), st.text()))
def test_a_row_of_json_is_its_cells(cells: dict[str, str]) -> None:
    row = {"name": "甲", "parent": "", **cells}
    for text in (json.dumps([row]), json.dumps({"rows": [row]}), json.dumps(row)):
        opened = open_json(find_json_rows("f", partial(StringIO, text)))
        assert [r.fields for r in opened.rows() if isinstance(r, InputRow)] == [row]
