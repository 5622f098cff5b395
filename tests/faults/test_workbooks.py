"""Workbooks and packages that are broken, or made to do harm: rows 66 to 69."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH
from xlsxwriter import Workbook as XlsxWorkbook

from support.stage import Stage, json_rows

HEADER = ("region", "metric", "value", "unit", "period", "note", "published")
FIELDS = ("figures", "--json", "--fields", "value,unit,note,published,as_written")
GOOD = ("云溪区", "绿道长度", "近12公里", None, 2024, "年报", None)


def workbook(
    path: Path,
    *rows: tuple[Any, ...],
    formats: dict[str, str] | None = None,
    change: Callable[[Any], None] = lambda _: None,
) -> None:
    """Write a workbook of one table."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "figures"
    for row in (HEADER, *rows):
        sheet.append(row)
    for cell, shown in (formats or {}).items():
        sheet[cell].number_format = shown
    change(book)
    book.save(path)


def taken(stage: Stage) -> list[dict[str, Any]]:
    stage.run_checked("import", "d.xlsx")
    return json_rows(stage.run_checked(*FIELDS))


def repacked(path: Path, part: str, edit: Callable[[bytes], bytes]) -> None:
    """Write a workbook anew with one of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = edit(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def instead(content: bytes, _: bytes) -> bytes:
    return content


def test_66_cells_are_read_as_they_are_shown(stage: Stage) -> None:
    day = date(2024, 3, 1)
    workbook(
        stage.folder / "d.xlsx",
        ("云溪区", "绿道长度", 12.5, "公里", 2024, "a", day),
        ("云溪区", "研发投入占比", 0.035, None, "2024", True, day),
        ("云溪区", "绿地率", 0.1 + 0.2, "%", "2023", 7.0, datetime(2024, 3, 1)),  # noqa: DTZ001 - as a sheet has it
        formats={"C2": "0.00", "C3": "0.0%", "G3": "yyyy-mm", "G4": 'yyyy"年"'},
    )
    rows = [tuple(row.values()) for row in taken(stage)]
    assert rows == [
        ("12.50", "公里", "a", "2024-03-01", "12.50"),
        ("3.5", "%", "yes", "2024-03", "3.5%"),
        ("0.3", "%", "7", "2024", "0.3"),
    ]


def test_66_days_by_the_date_system_of_the_sheet(stage: Stage) -> None:
    def since_1904(book: Any) -> None:  # noqa: ANN401 - openpyxl's own
        book.epoch = MAC_EPOCH

    row = (*GOOD[:-1], date(2024, 3, 1))
    workbook(stage.folder / "d.xlsx", row, change=since_1904)
    assert taken(stage)[0]["published"] == "2024-03-01"


def test_66_what_is_not_shown_as_it_is_held_is_refused_by_its_cell(
    stage: Stage,
) -> None:
    workbook(
        stage.folder / "d.xlsx",
        ("云溪区", "绿道长度", 0.0351, None, 2024),
        ("云溪区", "绿道长度", "1公里", None, datetime(2024, 1, 1, 3, 4)),  # noqa: DTZ001 - as a sheet has it
        ("云溪区", "绿道长度", "1公里", None, 2024, "", "", 1),
        ("云溪区", "绿道长度", "#N/A", None, 2024),
        formats={"C2": "# ?/?"},
    )
    assert [
        line.strip()
        for line in stage.run_checked("import", "d.xlsx", exits=4).err.splitlines()[1:]
    ] == [
        (
            "d.xlsx/figures row 2: cannot read “C2” as a cell: "
            "it holds 0.0351, and its format # ?/? does not show it plainly"
        ),
        "d.xlsx/figures row 3: cannot read “E3” as a cell: it holds a time of day",
        "d.xlsx/figures row 4: cannot read “云溪区” as a row: 8 cells under 7 columns",
        "d.xlsx/figures row 5: cannot read “C5” as a cell: it holds the error #N/A",
        "hint: format the cell as a number or per cent, or write what is meant as text",
    ]


def test_66_what_looks_like_an_escape_is_kept_as_it_was_typed(stage: Stage) -> None:
    notes = ("_x0007_ as typed", "x005F_ alone", "a bell\a")
    with XlsxWorkbook(stage.folder / "d.xlsx") as book:  # as Excel shares its texts
        sheet = book.add_worksheet("figures")
        sheet.write_row(0, 0, HEADER[:6])
        for number, note in enumerate(notes, 1):
            sheet.write_row(number, 0, ("云溪区", "绿道长度", number, "公里", "2024"))
            sheet.write_string(number, 5, note)
        bold = book.add_format({"bold": True})
        sheet.write_row(4, 0, ("云溪区", "绿道长度", 4, "公里", "2024"))
        sheet.write_rich_string(4, 5, "in ", bold, "two runs x005F_")
    assert [row["note"] for row in taken(stage)] == [*notes, "in two runs x005F_"]


def test_66_a_rejected_cell_is_empty_and_what_it_holds_stands_beside(
    stage: Stage,
) -> None:
    row = ("云溪区", "绿道长度", 0.0351, None, 2024, "年报")
    workbook(stage.folder / "d.xlsx", row, formats={"C2": "# ?/?"})
    words = ("import", "d.xlsx", "--skip-bad", "-o", "rejects.csv")
    stage.run_checked(*words, exits=3)
    rejects = stage.folder / "rejects.csv"
    assert ",云溪区,绿道长度,,,2024,年报,,0.0351\n" in rejects.read_text("utf-8")
    stage.run_checked("import", "rejects.csv", exits=4)
    text = rejects.read_text("utf-8").replace("度,,", "度,3.51%,")
    rejects.write_text(text.replace("0.0351", ""), "utf-8")
    assert "rejects.csv: 1 added" in stage.run_checked("import", "rejects.csv").err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda sheet: sheet.append(("=A2",)), "what the formula in A4 comes to"),
        (lambda sheet: sheet.cell(2, 1030, 1), "AMP2 lies beyond the columns"),
    ],
    ids=["formula", "wide"],
)
def test_66_what_has_no_one_meaning_is_refused(
    stage: Stage, change: Callable[[Any], None], said: str
) -> None:
    path = stage.folder / "d.xlsx"
    workbook(path, GOOD, GOOD, change=lambda book: change(book.active))
    assert said in stage.run_checked("import", "d.xlsx", exits=4).err


def test_66_a_formula_is_taken_for_what_it_last_came_to(stage: Stage) -> None:
    path = stage.folder / "d.xlsx"
    workbook(path, ("云溪区", "绿道长度", 7, "公里", 2024))
    sheet = "xl/worksheets/sheet1.xml"
    repacked(path, sheet, lambda xml: xml.replace(b"<v>7</v>", b"<f>3+4</f><v>7</v>"))
    ran = stage.run_checked("import", "d.xlsx")
    assert "d.xlsx/figures: 1 formulas, taken for what they last came to" in ran.err
    repacked(path, sheet, lambda xml: xml.replace(b">7<", b">0.1234567890123456789<"))
    said = "the number in C2 has more digits than Excel keeps"
    assert said in stage.run_checked("import", "d.xlsx", exits=4).err


def test_66_sheets_that_are_no_tables_are_left_out_aloud(stage: Stage) -> None:
    def with_more(book: Any) -> None:  # noqa: ANN401 - openpyxl's own
        book.create_sheet("说明").append(("随便写写",))
        book.create_sheet("empty")
        named = book.create_sheet("regions")
        named.append(("name", "code"))
        named.append(("云溪区", "0110"))

    workbook(stage.folder / "d.xlsx", GOOD, change=with_more)
    ran = stage.run_checked("import", "d.xlsx")
    assert "d.xlsx/说明: no table of ours, left out" in ran.err
    assert "d.xlsx/regions: 1 added" in ran.err
    assert "d.xlsx/figures: 1 added" in ran.err


def test_67_an_archive_that_would_burst_is_refused_before_it_does(
    stage: Stage,
) -> None:
    path = stage.folder / "d.xlsx"
    workbook(path, GOOD)
    repacked(path, "xl/media/image1.bin", lambda _: b"A" * 300_000_000)
    assert path.stat().st_size < 400_000
    said = stage.run_checked("import", "d.xlsx", exits=4).err
    assert "it would unpack to 3000" in said
    workbook(path, GOOD)
    repacked(path, "xl/comments.xml", lambda _: b"<a>" + b" " * 3_000_000 + b"</a>")
    assert "it would unpack to" in stage.run_checked("import", "d.xlsx", exits=4).err


def test_67_what_lies_about_its_size_is_counted(stage: Stage) -> None:
    path = stage.folder / "d.xlsx"
    workbook(path, GOOD)
    repacked(path, "xl/big.xml", lambda _: b"<a>" + b" " * 90_000_000 + b"</a>")
    content = path.read_bytes()
    size = (90_000_007).to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))
    said = stage.run_checked("import", "d.xlsx", exits=4).err
    assert "it is no workbook that can be read" in said


BOMB = (
    b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_68_no_entity_is_expanded_and_no_file_read(stage: Stage, part: str) -> None:
    path = stage.folder / "d.xlsx"
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    for xml in (BOMB, outside):
        workbook(path, GOOD)
        repacked(path, part, partial(instead, xml))
        ran = stage.run_checked("import", "d.xlsx", exits=4)
        assert "its XML declares entities or a document type" in ran.err


def test_68_the_attacks_that_are_known(stage: Stage, shared: Path) -> None:
    lines = {
        line
        for file in sorted((shared / "naughty" / "payloads").glob("*[xX][mMxX][lLeE]*"))
        for line in file.read_bytes().splitlines()
        if b"<!" in line
    }
    if not lines:
        pytest.skip("no attacks by XML are here")
    path = stage.folder / "d.xlsx"
    for line in sorted(lines)[:5]:
        workbook(path, GOOD)
        repacked(path, "xl/worksheets/sheet1.xml", partial(instead, line))
        stage.run_checked("import", "d.xlsx", exits=4)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 and no more", "it is no workbook that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook of Excel 97 to 2003"),
    ],
)
def test_what_is_no_workbook(stage: Stage, content: bytes, said: str) -> None:
    (stage.folder / "d.xlsx").write_bytes(content)
    assert said in stage.run_checked("import", "d.xlsx", exits=4).err


def test_an_archive_is_no_workbook(stage: Stage) -> None:
    with zipfile.ZipFile(stage.folder / "d.zip", "w") as archive:
        archive.writestr("../../evil.csv", "name,kind\nx,stock\n")
    assert "it is an archive" in stage.run_checked("import", "d.zip", exits=4).err


def test_our_own_workbook_and_folder_come_back(stage: Stage) -> None:
    stage.seed()
    for target, option in (("out.xlsx", ()), ("package", ("-O", "datapackage"))):
        stage.run_checked("export", "all", "-o", target, *option)
        other = str(stage.folder / f"{target}.db")
        stage.run_checked("--db", other, "import", target)
        for what in ("targets", "figures", "sources", "metrics", "regions"):
            ours = stage.run_checked("export", what, "--json").out
            assert (
                stage.run_checked("--db", other, "export", what, "--json").out == ours
            )


PACKAGE_HEADER = "name,code\n云溪区,0110\n"


@pytest.mark.parametrize(
    "path",
    [
        *("../evil.csv", "/etc/passwd", "a/../../evil.csv", "~/evil.csv"),
        *("http://example.org/a.csv", "file:///etc/passwd", "C:\\evil.csv"),
        *("..\\evil.csv", "link.csv", "\\\\host\\a.csv", "", "missing.csv"),
    ],
)
def test_69_a_package_names_files_within_its_folder_only(
    stage: Stage, path: str
) -> None:
    (stage.folder / "evil.csv").write_text(PACKAGE_HEADER, encoding="utf-8")
    folder = stage.folder / "package"
    folder.mkdir()
    (folder / "link.csv").symlink_to("../evil.csv")
    package = {"resources": [{"name": "regions", "path": path}]}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    ran = stage.run_checked("import", "package", exits=4)
    assert ran.err.startswith("targets: package/datapackage.json: ")
    assert not stage.store.exists()


@pytest.mark.parametrize(
    ("package", "said"),
    [
        ("[]", "it names no resources"),
        ('{"resources": []}', "it names no resources"),
        ('{"resources": [{"data": [1]}]}', "resource 1 names no file"),
        ('{"resources": [{"path": ["a.csv"]}]}', "resource 1 names no file"),
        ('{"resources": NaN}', "NaN is no number"),
        ('{"resources": [{"path": "a.csv", "encoding": "klingon"}]}', "klingon"),
    ],
)
def test_69_packages_that_are_none(stage: Stage, package: str, said: str) -> None:
    folder = stage.folder / "package"
    folder.mkdir()
    (folder / "a.csv").write_text(PACKAGE_HEADER, encoding="utf-8")
    (folder / "datapackage.json").write_text(package, encoding="utf-8")
    assert said in stage.run_checked("import", "package", exits=4).err


def test_69_a_package_is_read_in_the_encoding_it_names(stage: Stage) -> None:
    folder = stage.folder / "package"
    folder.mkdir()
    (folder / "a.csv").write_bytes(PACKAGE_HEADER.encode("gbk"))
    (folder / "b.csv").write_text("never read", encoding="utf-8")
    package = {"resources": [{"path": "a.csv", "encoding": "gbk"}]}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    ran = stage.run_checked("import", "package")
    assert "package/a.csv: 1 added" in ran.err


def hide(book: Any, *, row: int = 0, column: str = "") -> None:  # noqa: ANN401 - openpyxl's own
    sheet = book.active
    if row:
        sheet.row_dimensions[row].hidden = True
    if column:
        sheet.column_dimensions[column].hidden = True


def test_66_hidden_rows_are_said_and_left_out_on_request(stage: Stage) -> None:
    rows = (
        GOOD,
        ("云溪区", "绿道长度", 7, "公里", 2023),
        ("云溪区", "桥", 3, "座", 2023),
    )
    workbook(stage.folder / "d.xlsx", *rows, change=partial(hide, row=3))
    ran = stage.run_checked("import", "d.xlsx", "--dry-run")
    assert "d.xlsx/figures: hidden rows were taken in too: 3" in ran.err
    assert "--skip-hidden" in ran.err
    ran = stage.run_checked("import", "d.xlsx", "--skip-hidden")
    assert "d.xlsx/figures: hidden rows were left out: 3" in ran.err
    assert "d.xlsx/figures: 2 added" in ran.err


def test_66_hidden_columns_are_said_and_left_out_on_request(stage: Stage) -> None:
    row = ("云溪区", "绿道长度", 7, "公里", 2024, "年报", None)
    workbook(stage.folder / "d.xlsx", row, change=partial(hide, column="F"))
    ran = stage.run_checked("import", "d.xlsx", "--dry-run")
    assert "d.xlsx/figures: hidden columns were taken in too: F" in ran.err
    ran = stage.run_checked("import", "d.xlsx", "--skip-hidden")
    assert "d.xlsx/figures: hidden columns were left out: F" in ran.err
    assert json_rows(stage.run_checked(*FIELDS))[0]["note"] is None


def test_66_hidden_sheets_are_said_and_left_out_on_request(stage: Stage) -> None:
    def add_hidden(book: Any) -> None:  # noqa: ANN401 - openpyxl's own
        sheet = book.create_sheet("regions")
        sheet.append(("name", "code"))
        sheet.append(("云溪区", "0110"))
        sheet.sheet_state = "veryHidden"

    workbook(stage.folder / "d.xlsx", GOOD, change=add_hidden)
    ran = stage.run_checked("import", "d.xlsx", "--dry-run")
    assert "d.xlsx/regions: a hidden sheet, and was taken in too" in ran.err
    ran = stage.run_checked("import", "d.xlsx", "--skip-hidden")
    assert "d.xlsx/regions: a hidden sheet, and was left out" in ran.err
    assert stage.run_checked("regions", "--fields", "code").out == "code\n\n"


def test_66_digits_that_are_not_shown_are_said(stage: Stage) -> None:
    rows = [("云溪区", "增速", 0.05351, None, year) for year in (2022, 2023)]
    workbook(
        stage.folder / "d.xlsx",
        *rows,
        ("云溪区", "税收", 992150000, "亿元", 2023),
        formats={"C2": "0.0%", "C3": "0.0%", "C4": "#,##0.00,,"},
    )
    ran = stage.run_checked("import", "d.xlsx")
    assert (
        "2 hold more digits, such as C2, which shows 5.4% and holds 5.351%" in ran.err
    )
    values = [row["value"] for row in json_rows(stage.run_checked(*FIELDS))]
    assert values == ["5.4", "5.4", "992.15"]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def row_xml(number: str, *cells: str) -> str:
    """Return a row of a sheet: its number, and texts in columns A, B, C …"""
    written = "".join(
        f'<c r="{column}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for column, cell in zip("ABCDE", cells, strict=False)
    )
    return f"<row r='{number}'>{written}</row>"


def put_rows(path: Path, *rows: str) -> None:
    """Write a workbook whose sheet has the rows after its header."""
    workbook(path, GOOD)
    written = "".join((HEAD_XML, *rows))
    sheet = f"<worksheet xmlns='{MAIN}'><sheetData>{written}</sheetData></worksheet>"
    repacked(path, "xl/worksheets/sheet1.xml", partial(instead, sheet.encode()))


HEAD_XML = row_xml("1", *HEADER[:5])
ROW = ("云溪区", "绿道", "5", "公里")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("2", "2"), "row 2 stands twice in it"),
        (("5", "3"), "row 3 stands in it after row 5"),
        (("2", "1048577"), "it names a row 1048577, and a sheet has 1048576"),
    ],
)
def test_66_rows_out_of_order_refuse_the_sheet(
    stage: Stage, rows: tuple[str, ...], said: str
) -> None:
    written = (row_xml(n, *ROW, str(2020 + i)) for i, n in enumerate(rows))
    put_rows(stage.folder / "d.xlsx", *written)
    ran = stage.run_checked("import", "d.xlsx", exits=4)
    assert f"targets: d.xlsx/figures: {said}" in ran.err
    assert not stage.store.exists()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("<c r='A2'><v>1</v></c><c r='A2'><v>2</v></c>", "the cell A2 stands twice"),
        ("<c r='B2'><v>1</v></c><c r='A2'><v>2</v></c>", "the cell A2 stands twice or"),
        ("<c r='A3'><v>1</v></c>", "the cell A3 stands twice or out of order in row 2"),
    ],
)
def test_66_cells_out_of_order_refuse_the_sheet(
    stage: Stage, cells: str, said: str
) -> None:
    put_rows(stage.folder / "d.xlsx", f"<row r='2'>{cells}</row>")
    assert said in stage.run_checked("import", "d.xlsx", exits=4).err


def test_67_a_cell_far_down_costs_nothing(stage: Stage) -> None:
    far = "<row r='1048576'><c r='XFD1048576'/></row>"
    put_rows(stage.folder / "d.xlsx", row_xml("2", *ROW, "2024"), far)
    ran = stage.run_checked("import", "d.xlsx", seconds=5)
    assert "d.xlsx/figures: 1 added" in ran.err


def test_67_a_row_of_endless_cells_is_refused_before_it_is_held(stage: Stage) -> None:
    path = stage.folder / "d.xlsx"
    cells = "".join(f"<c s='{n % 7}'/>" for n in range(300_000))
    put_rows(path, f"<row>{cells}</row>")
    repacked(path, "xl/filler.bin", lambda _: os.urandom(100_000))
    ran = stage.run_checked("import", "d.xlsx", exits=4, limits="ulimit -v 400000;")
    assert "d.xlsx" in ran.err
