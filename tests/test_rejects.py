"""Rejected rows go back as they came, with the reason, and come in once corrected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from support.program import Run

HEADINGS = "地区,指标,数值,单位,时期"
GOOD = "云溪区,绿道,5.5,公里,2023"
BAD = "云溪区,绿道,许多,公里,2024"
SKIP = ("--skip-bad", "--force", "-o")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-8", "utf-16"])
def test_rejects_are_in_the_encoding_and_headings_of_their_file(
    run: Run, tmp_path: Path, encoding: str
) -> None:
    text = f"{HEADINGS}\r\n{GOOD}\r\n{BAD}\r\n"
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert run("import", "a.csv", *SKIP, "r.csv").code == 3
    head, row = (tmp_path / "r.csv").read_bytes().decode(encoding).splitlines()
    assert head == f"未导入原因,{HEADINGS}"
    assert row.startswith("a.csv line 3: cannot read “许多” as a value")
    assert row.endswith(BAD)
    assert run("import", "r.csv").code == 4
    corrected = f"{head}\n{row}\n".replace(",许多,", ",6,").encode(encoding)
    (tmp_path / "r.csv").write_bytes(corrected)
    ran = run("import", "r.csv")
    assert (ran.code, "r.csv: 1 added" in ran.err) == (0, True), ran.err


def test_a_reason_that_an_encoding_lacks_is_written_all_the_same(
    run: Run, tmp_path: Path
) -> None:
    text = "region,metric,value,period\nCafé,jobs,many,2024\n"
    (tmp_path / "a.csv").write_bytes(text.encode("latin-1"))
    words = ("import", "a.csv", "--encoding", "latin-1")
    assert run(*words, *SKIP, "r.csv").code == 3
    told = (tmp_path / "r.csv").read_bytes().decode("latin-1")
    assert "?many? as a value" in told
    assert "Café,jobs,many,2024" in told


def test_rows_of_a_workbook_go_to_a_workbook(run: Run, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "完成情况"
    for row in (HEADINGS, GOOD, BAD):
        sheet.append(row.split(","))
    second = book.create_sheet("目标")
    second.append(["地区", "指标", "数值", "完成时限"])
    second.append(["云溪区", "绿道", "许多", "2025"])
    book.save(tmp_path / "a.xlsx")
    assert run("import", "a.xlsx", *SKIP, "r.xlsx").code == 3
    rejects = load_workbook(tmp_path / "r.xlsx")
    assert rejects.sheetnames == ["目标", "完成情况"]
    rows = [*rejects["完成情况"].iter_rows(values_only=True)]
    assert rows[0] == ("未导入原因", *HEADINGS.split(","))
    assert rows[1][1:] == tuple(BAD.split(","))
    assert str(rows[1][0]).startswith("a.xlsx/完成情况 row 3: cannot read “许多”")
    for sheet_name, column in (("完成情况", "D2"), ("目标", "D2")):
        rejects[sheet_name][column] = "7公里" if sheet_name == "目标" else 7
    rejects.save(tmp_path / "r.xlsx")
    ran = run("import", "r.xlsx")
    assert ran.code == 0, ran.err
    assert ran.err.count("1 added") == 2


def test_rows_of_several_tables_go_to_files_of_their_own(
    run: Run, tmp_path: Path
) -> None:
    targets = "region,metric,value,deadline\n云溪区,绿道,许多,2025\n"
    (tmp_path / "targets.csv").write_text(targets, "utf-8")
    (tmp_path / "figures.csv").write_bytes(f"{HEADINGS}\n{BAD}\n".encode("gbk"))
    assert run("import", "targets.csv", "figures.csv", *SKIP, "r.csv").code == 3
    assert not (tmp_path / "r.csv").exists()
    told = (tmp_path / "r-targets.csv").read_text("utf-8")
    assert told.startswith("reason,region,metric,value,deadline\n")
    told = (tmp_path / "r-figures.csv").read_bytes().decode("gbk")
    assert told.startswith(f"未导入原因,{HEADINGS}\n")


def test_objects_go_to_json(run: Run, tmp_path: Path) -> None:
    bad = {"region": "云溪区", "metric": "绿道", "value": "许多", "period": "2024"}
    good = {**bad, "value": "5公里"}
    (tmp_path / "a.json").write_text(json.dumps([good, bad, "x"]), "utf-8")
    assert run("import", "a.json", *SKIP, "r.json").code == 3
    rejects = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert {**rejects[0], "reason": ""} == {"reason": "", **bad}
    assert rejects[0]["reason"].startswith("a.json object 2: cannot read “许多”")
    assert rejects[1]["more_1"] == "x"
    assert run("import", "r.json").code == 4
    rejects[0]["value"] = "6公里"
    (tmp_path / "r.json").write_text(json.dumps(rejects[:1]), "utf-8")
    assert "r.json: 1 added" in run("import", "r.json").err


def test_lines_of_json_go_to_lines(run: Run, tmp_path: Path) -> None:
    bad = '{"region": "云溪区", "metric": "绿道", "value": "许多", "period": "2024"}'
    good = bad.replace("许多", "5公里")
    (tmp_path / "a.jsonl").write_text(f"{good}\n{bad}\n{bad[:-1]}\n", "utf-8")
    assert run("import", "a.jsonl", *SKIP, "r.jsonl").code == 3
    first, second = (tmp_path / "r.jsonl").read_text("utf-8").splitlines()
    assert first.endswith(bad[1:])
    assert json.loads(second)["more_1"] == bad[:-1]
    (tmp_path / "r.jsonl").write_text(
        f"{first}\n{good}\n".replace("许多", "6公里"), "utf-8"
    )
    assert "r.jsonl: 1 added, 1 already there" in run("import", "r.jsonl").err


def test_a_dry_run_ends_as_the_real_one_and_writes_nothing(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(f"{HEADINGS}\n{GOOD}\n{BAD}\n", "utf-8")
    assert run("import", "a.csv", "--dry-run", *SKIP, "r.csv").code == 3
    assert not (tmp_path / "r.csv").exists()
    (tmp_path / "a.csv").write_text(f"{HEADINGS}\n{GOOD}\n", "utf-8")
    assert run("import", "a.csv", *SKIP, "r.csv").code == 0
    assert not (tmp_path / "r.csv").exists()


@pytest.mark.parametrize(
    "row",
    [
        "云溪区,绿道,5",
        "云溪区,绿道,5,公里,2024,x,y",
        '云溪区,绿道,"5"x,公里,2024',
        '云溪区,"绿道,5,公里,2024',
    ],
)
def test_what_is_no_row_is_none_again(run: Run, tmp_path: Path, row: str) -> None:
    (tmp_path / "a.csv").write_text(f"{HEADINGS}\n{GOOD}\n{row}\n", "utf-8")
    assert run("import", "a.csv", *SKIP, "r.csv").code == 3
    assert "r.csv line 2: cannot read" in run("import", "r.csv").err
