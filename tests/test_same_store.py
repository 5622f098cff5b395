"""One table gives one store, whatever its layout and format."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from support.program import Run

COLUMNS = ("region", "metric", "unit", "period", "value")
CHINESE = ("地区", "指标", "单位", "时期", "数值")

Row = tuple[str, str, str, str, str]
Writer = Callable[[Path, list[Row]], str]


def write_long(
    name: str, separator: str = ",", encoding: str = "utf-8", *, chinese: bool = False
) -> Writer:
    def write(folder: Path, rows: list[Row]) -> str:
        with (folder / name).open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=separator)
            if chinese:
                writer.writerow(["云溪区统计年鉴"])
            writer.writerow(CHINESE if chinese else COLUMNS)
            writer.writerows(rows)
            if chinese:
                writer.writerow(["注：初步数。"])
        return name

    return write


def write_reordered(folder: Path, rows: list[Row]) -> str:
    with (folder / "reordered.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["No.", *reversed(COLUMNS), ""])
        for number, row in enumerate(rows, 1):
            writer.writerow([number, *reversed(row), ""])
    return "reordered.csv"


def write_workbook(folder: Path, rows: list[Row]) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("云溪区统计年鉴",))
    sheet.merge_cells("A1:E1")
    sheet.append(CHINESE)
    for number, row in enumerate(rows, 3):
        sheet.append((*row[:4], float(row[4])))
        decimals = len(row[4].partition(".")[2])
        shown = "0." + "0" * decimals if decimals else "0"
        sheet.cell(number, 5).number_format = shown
    book.save(folder / "book.xlsx")
    return "book.xlsx"


def write_json(folder: Path, rows: list[Row]) -> str:
    objects = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    document = {"count": len(rows), "data": objects}
    (folder / "rows.json").write_text(json.dumps(document), encoding="utf-8")
    return "rows.json"


def write_json_lines(folder: Path, rows: list[Row]) -> str:
    lines = (json.dumps(dict(zip(CHINESE, row, strict=True))) for row in rows)
    (folder / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return "rows.jsonl"


def write_wide(folder: Path, rows: list[Row]) -> str:
    periods = sorted({row[3] for row in rows})
    places = dict.fromkeys(row[:3] for row in rows)
    cells = {(row[:3], row[3]): row[4] for row in rows}
    with (folder / "wide.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS[:3], *periods])
        for place in places:
            values = (cells.get((place, period), "") for period in periods)
            writer.writerow([*place, *values])
    return "wide.csv"


WRITERS: dict[str, Writer] = {
    "long": write_long("long.csv"),
    "semicolons": write_long("semicolons.csv", ";"),
    "tabs in GBK": write_long("tabs.txt", "\t", "gbk", chinese=True),
    "reordered": write_reordered,
    "workbook": write_workbook,
    "json": write_json,
    "json lines": write_json_lines,
    "wide": write_wide,
}

KEYS = st.tuples(
    st.sampled_from(["云溪区", "青川县", "Anland"]),
    st.sampled_from([("绿道长度", "公里"), ("游客量", "万人次"), ("税收", "亿元")]),
    st.sampled_from(["2021", "2022", "2023"]),
)
VALUES = st.decimals(0, 10**6, places=2).map(str)


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=6))
def test_one_table_gives_one_store(
    run: Run, tmp_path: Path, table: dict[tuple[str, tuple[str, str], str], str]
) -> None:
    rows = [(r, m, u, p, v) for (r, (m, u), p), v in table.items()]
    stores = {}
    for number, (name, write) in enumerate(WRITERS.items()):
        store = f"{number}.db"
        (tmp_path / store).unlink(missing_ok=True)
        options = ("--wide",) if name == "wide" else ()
        file = write(tmp_path, rows)
        ran = run("import", file, *options, TARGETS_DB=store)
        assert ran.code == 0, f"{name}: {ran.err}"
        fields = ("region", "metric", "value", "unit", "start", "end")
        told = run(
            "figures", "--fields", ",".join(fields), "-O", "csv", TARGETS_DB=store
        )
        stores[name] = sorted(told.out.splitlines())
    assert len(stores["long"]) == len(rows) + 1
    assert {
        name: store for name, store in stores.items() if store != stores["long"]
    } == {}
