"""Forms of awaited figures: written, filled in by hand, and imported."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from support.program import Run

DAY = ("--as-of", "2026-11-27")


@pytest.fixture
def asking(run: Run) -> Run:
    greenway = (
        "add",
        "云溪区",
        "绿道长度",
        "42公里",
        "--by",
        "2026",
        "--kind",
        "stock",
    )
    output = ("add", "云溪区", "地区生产总值", "增长6%以上", "--by", "2026")
    homes = ("add", "Riverton", "new homes", "3,000 homes", "--by", "2026")
    assert run(*greenway, "--owner", "园林局").code == 0
    assert run(*output, "--owner", "发展改革局;统计局").code == 0
    assert run(*homes, "--kind", "flow").code == 0
    figure = ("record", "T2", "5.5%", "--for")
    assert all(run(*figure, period).code == 0 for period in ("2026Q1", "2026H1"))
    return run


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_form_has_all_but_the_value(asking: Run, tmp_path: Path) -> None:
    path = tmp_path / "round.csv"
    assert asking("due", *DAY, "--form", str(path)).code == 0
    rows = read_rows(path)
    assert [(row["asked_for"], row["period"], row["unit"]) for row in rows] == [
        ("T1", "'2025-12-31", "公里"),
        ("T2", "Jan–Sep 2026", "%"),
        ("T3", "2025", "homes"),
    ]
    assert not any(row["value"] for row in rows)
    assert [row["basis"] for row in rows] == ["", "growth", ""]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_filled_form_comes_back(
    asking: Run, tmp_path: Path, lang: str, suffix: str
) -> None:
    path = tmp_path / f"round.{suffix}"
    assert asking("--lang", lang, "due", *DAY, "--form", str(path)).code == 0
    (fill_in_workbook if suffix == "xlsx" else fill_in)(path, ["39", "5.8", "812"])
    imported = asking("import", str(path))
    assert imported.code == 0, imported.err
    listed = asking("export", "figures", "--fields", "id,metric,value,unit,end")
    assert listed.out.splitlines()[-3:] == [
        "F3,绿道长度,39,公里,2025-12-31",
        "F4,地区生产总值,5.8,%,2026-09-30",
        "F5,new homes,812,homes,2025-12-31",
    ]
    again = asking("due", *DAY, "--form", str(tmp_path / "next.csv"))
    assert "no figure is awaited" in again.err


def fill_in(path: Path, values: list[str]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    place = next(i for i, name in enumerate(header) if name in ("value", "数值"))
    for row, value in zip(rows, values, strict=True):
        row[place] = value
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def fill_in_workbook(path: Path, values: list[str]) -> None:
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    names = [cell.value for cell in sheet[1]]
    place = next(i for i, name in enumerate(names, 1) if name in ("value", "数值"))
    for row, value in enumerate(values, 2):
        sheet.cell(row, place, float(value) if "." in value else int(value))
    book.save(path)


def test_each_owner_gets_a_form(asking: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "round.csv")
    assert asking("due", *DAY, "--form", path, "--each-owner").code == 0
    folder = tmp_path / "round"
    assert {file.name for file in folder.iterdir()} == {
        "园林局.csv",
        "发展改革局.csv",
        "no owner.csv",
    }
    assert [row["asked_for"] for row in read_rows(folder / "发展改革局.csv")] == ["T2"]


def test_the_name_of_an_owner_stays_inside_the_folder(run: Run, tmp_path: Path) -> None:
    for number, owner in enumerate(("../../x", "a/b", "A:B", "..", "x" * 300)):
        words = ("add", "Riverton", f"homes {number}", "3 homes", "--by", "2024")
        assert run(*words, "--owner", owner).code == 0
    path = str(tmp_path / "round.csv")
    assert run("due", *DAY, "--form", path, "--each-owner").code == 0
    names = sorted(file.name for file in (tmp_path / "round").iterdir())
    assert names == sorted(
        ["_.._x.csv", "a_b.csv", "A_B-2.csv", "no owner.csv", f"{'x' * 60}.csv"]
    )


def test_a_day_as_deadline_asks_for_the_window_of_a_flow(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "targets.csv").write_text(
        "region,metric,value,unit,window_start,deadline,basis,owner\n"
        "白鹭市,新增停车位,3200,个,2025-01-01,2025-12-31,total,市城管局\n",
        encoding="utf-8",
    )
    (tmp_path / "metrics.csv").write_text(
        "name,kind,better\n新增停车位,flow,more\n", encoding="utf-8"
    )
    assert run("import", "metrics.csv", "targets.csv").code == 0
    path = tmp_path / "round.csv"
    assert run("--lang", "zh", "due", *DAY, "--form", str(path)).code == 0

    (row,) = read_rows(path)
    assert (row["所问目标"], row["时期"]) == ("T1", "2025年")

    filled = path.read_text(encoding="utf-8-sig").replace(",,个", ",3300,个")
    path.write_text(filled, encoding="utf-8")
    done = run("import", "round.csv")
    assert done.code == 0, done.err
