"""What we write for Excel comes back as it was after Excel has saved it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from support.program import Run
from support.spreadsheet import save_again, save_cell
from targetcli.importing.saved_again import find_restorable, restore_cells
from targetcli.model.formula_guard import (
    guard_formula,
    guard_quote,
    guard_text,
    remove_guard,
)

REGIONS = """name,code,parent,aliases
云溪区,0110,,云溪|YX
青川县,510822000001,云溪区,MAR1
1-2号地块,3-4,云溪区,true
"""
SOURCES = """id,title,url,published
S1,2024年公报,http://example.org/a,2025-01-02
"""
TARGETS = """region,metric,value,unit,deadline,announced,window_start,owner,note,locator
云溪区,绿道长度,约5.0,公里,2025,2024-03,,住建局;交通局,1-2,3-4
云溪区,地区生产总值,123456789012.50,元,2025-12-31,2024-03-05,2021,,3/4,12:30
青川县,研发投入占比,突破3.10%,,2025Q2,2024,,,=1+1,第3页
青川县,游客量,0.000012,亿人次,2024H1,2023-12,,,TRUE,+5
青川县,用电量,增长5%–6%,,2009-11,2008-12-31,,,1e5,￥5
"""
FIGURES = """region,metric,value,unit,period,status,published,note,source
云溪区,绿道长度,12.50,公里,2024,final,2025-01-02,007,S1
云溪区,绿道长度,13,公里,2024-03,,2025-01,2024-03-05,
云溪区,地区生产总值,1234567890123,元,2024Q1,,,true,
青川县,研发投入占比,3.0%,,2021..2023,,,5.0%,
青川县,游客量,12345.6789012345,万人次,2024-02-29,,,'1-2,
"""
KINDS = ("sources", "regions", "metrics", "targets", "figures")


def export_all(run: Run, store: str) -> dict[str, str]:
    return {
        kind: run("export", kind, "-O", "jsonl", TARGETS_DB=store).out for kind in KINDS
    }


@pytest.fixture
def exported(run: Run, tmp_path: Path) -> dict[str, str]:
    texts = {"regions": REGIONS, "sources": SOURCES, "targets": TARGETS}
    for name, text in {**texts, "figures": FIGURES}.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        ran = run("import", f"{name}.csv", TARGETS_DB="first.db")
        assert ran.code == 0, ran.err
    return export_all(run, "first.db")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gbk"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_csv_for_excel_comes_back(
    run: Run, tmp_path: Path, exported: dict[str, str], encoding: str, language: str
) -> None:
    (tmp_path / "x").mkdir()
    files = [f"x/{kind}.csv" for kind in KINDS]
    for kind, file in zip(KINDS, files, strict=True):
        words = ("export", kind, "-O", "csv-excel", "--lang", language, "-o", file)
        assert run(*words, TARGETS_DB="first.db").code == 0
        saved = save_again((tmp_path / file).read_text("utf-8-sig"), encoding=encoding)
        (tmp_path / file).write_bytes(saved)
    assert b"2025/12/31" in (tmp_path / "x" / "targets.csv").read_bytes()
    for store in ("first.db", "second.db"):
        ran = run("import", *files, TARGETS_DB=store)
        assert ran.code == 0, ran.err
        assert export_all(run, store) == exported


def test_a_workbook_comes_back(
    run: Run, tmp_path: Path, exported: dict[str, str]
) -> None:
    assert run("export", "all", "-o", "x.xlsx", TARGETS_DB="first.db").code == 0
    book = load_workbook(tmp_path / "x.xlsx")
    book.save(tmp_path / "y.xlsx")
    for store in ("first.db", "second.db"):
        ran = run("import", "y.xlsx", TARGETS_DB=store)
        assert ran.code == 0, ran.err
        assert export_all(run, store) == exported


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [
        ("￥1,000.00", "亿元", "1000.00"),
        ("¥1,000", "元", "1000"),
        ("¥1,000", "日元", "1000"),
        ("-￥12.5", "万元", "-12.5"),
        ("￥(12.5)", "万元", "-12.5"),
        ("$1,000.50", "USD", "1000.50"),
        ("£12", "GBP", "12"),
        ("1,234.50", "公里", "1234.50"),
    ],
)
def test_amounts_are_read_without_the_currency_of_their_unit(
    run: Run, tmp_path: Path, value: str, unit: str, read: str
) -> None:
    row = f'云溪区,收入,"{value}",{unit},2024'
    text = f"region,metric,value,unit,period\n{row}\n"
    (tmp_path / "f.csv").write_text(text, encoding="utf-8")
    ran = run("import", "f.csv")
    assert ran.code == 0, ran.err
    told = run("figures", "--fields", "value,unit", "-O", "csv").out
    assert told == f"value,unit\n{read},{unit}\n"


@pytest.mark.parametrize(
    ("value", "unit"), [("￥5", "公里"), ("$5", "亿元"), ("€5", "")]
)
def test_a_currency_that_the_unit_does_not_name_stays(value: str, unit: str) -> None:
    fields = {"value": value, "unit": unit}
    assert restore_cells(fields, find_restorable(fields)) == fields


@pytest.mark.parametrize("value", ["1.23457E+11", "1.5E+12", "-2E+10"])
def test_a_number_that_lost_digits_is_refused(
    run: Run, tmp_path: Path, value: str
) -> None:
    text = f"region,metric,value,unit,period\n云溪区,收入,{value},元,2024\n"
    (tmp_path / "f.csv").write_text(text, encoding="utf-8")
    ran = run("import", "f.csv")
    assert (ran.code, "without its other digits" in ran.err) == (4, True)


@pytest.mark.parametrize(
    ("value", "words", "restored"),
    [
        ("5", "约5.0公里", "5.0"),
        ("1234.5", "超过1,234.50", "1234.50"),
        ("-3", "下降3.0%", "-3.0"),
        ("5", "约5.1", "5"),
        ("5", "5", "5"),
        ("many", "5.0", "many"),
    ],
)
def test_a_number_ends_as_in_its_own_words(
    value: str, words: str, restored: str
) -> None:
    fields = {"value": value, "as_written": words}
    assert restore_cells(fields, find_restorable(fields))["value"] == restored


CELLS = st.one_of(
    st.text("0123456789+-.,/%eE$￥()' :年月日", max_size=12),
    st.sampled_from(["true", "Jan 24", "MAR1", "1:30", "0110", "1 1/2", "'", "５"]),
    st.text(max_size=8),
)


@given(CELLS)
def test_what_is_guarded_is_bared_again(cell: str) -> None:
    for guard in (guard_text, guard_quote, guard_formula):
        assert remove_guard(guard(cell)) == cell


@given(CELLS)
def test_text_that_a_spreadsheet_would_change_is_guarded(cell: str) -> None:
    guarded = guard_text(cell)
    assert remove_guard(save_cell(guarded)) == cell or cell != cell.strip()
