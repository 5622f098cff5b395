"""One small report in every format, byte for byte, under its true extension."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.program import ProgramResult, Run
from targetcli.render.characters import display_width

FORMATS = Path(__file__).parent / "formats"
STORE = sorted(map(str, (FORMATS / "store").glob("*.csv")))
GOLDENS = ("report.txt", "report.md", "report.json", "report.html")
Report = Callable[..., ProgramResult]


@pytest.fixture
def report(run: Run) -> Report:
    """Report on the small store, as of its day and since the day before its figures."""
    assert run("import", *STORE).code == 0

    def write(*arguments: str, since: str = "2026-01-31") -> ProgramResult:
        day = ("--as-of", "2026-03-31", "--since", since)
        return run("report", *day, *arguments)

    return write


@pytest.mark.parametrize("name", GOLDENS)
def test_the_report_is_as_it_was(
    name: str, report: Report, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    written, golden = tmp_path / name, FORMATS / name
    ran = report("-o", str(written))
    assert ran.code == 0, ran.err
    if request.config.getoption("--update-goldens"):
        golden.write_bytes(written.read_bytes())
    assert written.read_bytes() == golden.read_bytes()


@pytest.mark.parametrize("form", ["txt", "md", "html", "json"])
def test_neither_clock_nor_place_shows(
    form: str, report: Report, run: Run, tmp_path: Path
) -> None:
    report("-o", f"here.{form}")
    day = ("--as-of", "2026-03-31", "--since", "2026-01-31", "--db", "moved.db")
    (tmp_path / "store.db").rename(tmp_path / "moved.db")
    there = {"TARGETS_NOW": "2031-02-03T04:05:06Z", "TZ": "Asia/Shanghai"}
    run("report", *day, "-o", f"there.{form}", **there, PYTHONHASHSEED="7")

    here = (tmp_path / f"here.{form}").read_bytes()
    assert (tmp_path / f"there.{form}").read_bytes() == here
    assert str(tmp_path).encode() not in here


def test_a_report_speaks_chinese_and_says_so(report: Report) -> None:
    page, text = report("-O", "html", "--lang", "zh").out, report("--lang", "zh").out
    assert '<html lang="zh">' in page
    for heading in ("总览", "变化情况", "未完成或逾期完成", "逐项目标", "判定方法"):
        assert f"<h2>{heading}</h2>" in page
        assert f"\n{heading}\n" in text


def test_text_keeps_to_eighty_columns(report: Report) -> None:
    assert max(map(display_width, report().out.split("\n"))) <= 80


@pytest.mark.parametrize("width", ["1", "33", "80", "300"])
def test_every_figure_is_whole_at_any_width(width: str, report: Report) -> None:
    told = report("--width", width).out
    for figure in ("> 600亿元", "571.4亿元", "31.5微克/立方米", "≥ 280家", "−28.6亿元"):
        assert figure in told


def test_markdown_tables_keep_their_shape(report: Report) -> None:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - for this test

    tokens = MarkdownIt("commonmark").enable("table").parse(report("-O", "md").out)
    widths: list[set[int]] = []
    for token in tokens:
        if token.type == "table_open":
            widths.append(set())
        if token.type == "tr_open":
            cells = 0
        if token.type in ("th_open", "td_open"):
            cells += 1
        if token.type == "tr_close":
            widths[-1].add(cells)
    assert widths
    assert all(len(found) == 1 for found in widths)
    assert not [token for token in tokens if token.type == "html_block"]


def test_json_is_strict_and_names_every_target(report: Report) -> None:
    said = json.loads(report("--json").out, parse_constant=pytest.fail)
    assert said["schema"] == "targets.report/1"
    assert [row["id"] for row in said["rows"]] == [f"T{n}" for n in range(1, 10)]
    assert said["store"]["revision"] == 1
    assert len(said["store"]["digest"]) == 64
