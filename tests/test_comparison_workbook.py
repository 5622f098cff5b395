"""The workbook of a comparison that an office sends: opened, and read as it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from support.program import Run

TARGETS = """region,metric,value,window_start,deadline,owner,source
甲县,重点项目投资,210亿元,2025-01-01,2025,发改局,甲县政府工作报告
乙县,重点项目投资,1000亿元,2025-01-01,2025,发改局;住建局,
甲县,规模以上工业增加值,增长6%以上,2025-01-01,2025,,
甲县,新增岗位,3万至5万人,2025-01-01,2025,,
"""
METRICS = """name,kind,better
重点项目投资,flow,more
"""
FIGURES = """region,metric,value,period,published,source
甲县,重点项目投资,累计170.10亿元,2025年1-9月,2025-10-15,统计月报
乙县,重点项目投资,累计999.6亿元,2025年1-9月,2025-10-15,
甲县,规模以上工业增加值,增长5.8%,2025年1-9月,2025-10-15,
"""
CHINESE_HEADINGS = [
    *("序号", "地区", "指标", "目标值", "单位", "完成值", "数据时期", "完成率"),
    *("时序进度", "超(+)/滞后(−)百分点", "差距", "判定", "亮灯", "位次", "完成时限"),
    *("责任单位", "来源"),
]


@pytest.fixture
def workbook(run: Run, tmp_path: Path) -> Workbook:
    return write_workbook(run, tmp_path, "--lang", "zh", "--profile", "督查")


def write_workbook(run: Run, folder: Path, *options: str) -> Workbook:
    (folder / "targets.csv").write_text(TARGETS, encoding="utf-8")
    (folder / "figures.csv").write_text(FIGURES, encoding="utf-8")
    (folder / "metrics.csv").write_text(METRICS, encoding="utf-8")
    assert run("import", "metrics.csv", "targets.csv", "figures.csv").code == 0
    path = folder / "c.xlsx"
    done = run("compare", "--as-of", "2025-10-20", *options, "-o", str(path))
    assert done.code == 0, done.err
    return load_workbook(path)


def row_of(sheet: Any, number: int) -> dict[str, Any]:  # noqa: ANN401 - of openpyxl
    headings = [cell.value for cell in sheet[4]]
    return dict(zip(headings, sheet[4 + number], strict=True))


def test_it_has_the_columns_of_a_bulletin(workbook: Workbook) -> None:
    assert workbook.sheetnames == ["目标完成情况对照表", "汇总", "compare"]
    sheet = workbook.worksheets[0]
    assert sheet["A1"].value == "目标完成情况对照表"
    assert "2025-10-20" in sheet["A2"].value
    assert "● 绿灯：" in sheet["A3"].value
    assert [cell.value for cell in sheet[4]] == CHINESE_HEADINGS


def test_numbers_are_numbers_and_shares_per_cent(workbook: Workbook) -> None:
    row = row_of(workbook.worksheets[0], 1)

    assert (row["目标值"].value, row["目标值"].number_format) == (210, '"≥ "#,##0')
    assert (row["完成值"].value, row["完成值"].number_format) == (170.1, "#,##0.0")
    assert (row["完成率"].value, row["完成率"].number_format) == (0.81, "0.0%")
    assert (row["时序进度"].value, row["差距"].value) == (0.75, -39.9)
    assert row["超(+)/滞后(−)百分点"].value == 6
    assert row["完成时限"].value.date().isoformat() == "2025-12-31"
    assert row["来源"].value == "统计月报"


def test_what_falls_short_never_shows_the_whole(workbook: Workbook) -> None:
    done = row_of(workbook.worksheets[0], 2)["完成率"]

    assert done.value == 0.9996
    assert done.number_format == "0.00%"


def test_lights_and_verdicts_are_filled_beside_their_words(workbook: Workbook) -> None:
    sheet = workbook.worksheets[0]
    green, yellow = row_of(sheet, 1)["亮灯"], row_of(sheet, 3)["亮灯"]

    assert (green.value, green.fill.fgColor.rgb) == ("● 绿灯", "FF92D050")
    assert (yellow.value, yellow.fill.fgColor.rgb) == ("◐ 黄灯", "FFFFD966")
    assert row_of(sheet, 1)["判定"].fill.fgColor.rgb == "FFE1F1EF"


def test_a_range_is_written_out(workbook: Workbook) -> None:
    assert row_of(workbook.worksheets[0], 4)["目标值"].value == "3–5万人"


def test_it_prints_across_a4_with_the_headings_on_each_page(
    workbook: Workbook,
) -> None:
    for sheet in workbook.worksheets[:2]:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == (
            "landscape",
            9,
        )
        page_set_up = sheet.sheet_properties.pageSetUpPr
        assert page_set_up is not None
        assert page_set_up.fitToPage
        assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.freeze_panes == "A5"
        assert sheet.auto_filter.ref.startswith("A4:")


def test_the_summary_counts_verdicts_and_lights_by_who_answers(
    workbook: Workbook,
) -> None:
    rows = [[cell.value for cell in row] for row in workbook["汇总"].iter_rows(4)]

    assert rows[0][:2] == ["责任单位", "目标数"]
    assert rows[0][-4:] == ["● 绿灯", "◐ 黄灯", "▲ 红灯", "位次"]
    assert rows[1][:2] == ["全部", 4]
    assert rows[2][:2] == ["发改局", 2]
    assert rows[2][-4:] == [2, None, None, 1]
    assert rows[3][0] == "未明确"


def test_columns_in_which_nothing_stands_are_left_out(run: Run, tmp_path: Path) -> None:
    sheet = write_workbook(run, tmp_path, "--region", "乙县").worksheets[0]
    headings = [cell.value for cell in sheet[3]]

    assert sheet.title == "Targets and results"
    assert "Light" not in headings
    assert "Source" not in headings
    assert headings[:4] == ["No.", "Region", "Metric", "Target"]


def test_chosen_fields_are_the_only_sheet(run: Run, tmp_path: Path) -> None:
    workbook = write_workbook(run, tmp_path, "--fields", "id,outcome")

    assert workbook.sheetnames == ["compare"]
