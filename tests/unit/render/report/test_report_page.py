"""A page of very many targets is written in small pieces, as it is read."""

from __future__ import annotations

from datetime import date

import pytest

from support.comparison_rows import compare_records
from support.record_factory import GDP, RecordFactory
from targetcli.judging.profiles import PLAIN
from targetcli.render.report.as_html import as_html_page
from targetcli.render.report.options import PageOptions
from targetcli.render.report.page import build_page
from targetcli.render.report.parts import Facts, Items, Page, Paragraph
from targetcli.render.report.target_texts import MOST_PLEDGES, TextGatherer
from targetcli.reports.report_gathering import TargetGatherer
from targetcli.reports.status_report import ReportFilter, StatusReport, StoreState

DAY = date(2026, 3, 31)


def build(count: int, filters: tuple[ReportFilter, ...] = ()) -> Page:
    """Build the page of as many targets that were missed."""
    factory = RecordFactory()
    target = factory.target(GDP, "突破3600亿元", "2025")
    figure = factory.figure(GDP, "3570亿元", "2025", published="2026-02-10")
    [row] = compare_records([target._replace(id=1)], [figure], DAY.isoformat())
    gathered, texts = TargetGatherer(DAY, DAY), TextGatherer()
    for number in range(1, count + 1):
        numbered = row._replace(target=target._replace(id=number))
        gathered.add(numbered)
        texts.add(numbered)
    report = StatusReport(
        DAY,
        PLAIN,
        DAY,
        filters,
        StoreState(1, ""),
        tuple(gathered.targets),
        (),
        gathered.figures_used,
        gathered.open_questions,
    )
    return build_page(report, texts, PageOptions(), has_charts=True)


@pytest.mark.parametrize("count", [10, 400])
def test_no_piece_of_a_page_grows_with_the_page(count: int) -> None:
    pieces = list(as_html_page(build(count)))

    styles_and_script = 25_000
    assert max(map(len, pieces)) < styles_and_script + 150 * 1000
    assert "".join(pieces).count("<svg") == count


def test_the_first_pledges_are_told_and_the_others_counted() -> None:
    sections = {section.key: section for section in build(MOST_PLEDGES + 2).sections}

    items, remark = sections["misses"].blocks

    assert isinstance(items, Items)
    assert [item.target for item in items.items][-1] == f"T{MOST_PLEDGES}"
    assert remark == Paragraph("2 more are in the table of all targets.")


def test_whatever_a_report_was_filtered_by_is_said() -> None:
    options = [
        *("region", "with_parts", "metric", "scope"),
        *("plan", "owner", "source", "due_before"),
    ]
    filters = tuple(ReportFilter(option, (f"a {option}",)) for option in options)
    [overview] = [s for s in build(1, filters).sections if s.key == "headline"]

    [facts] = [block for block in overview.blocks if isinstance(block, Facts)]

    assert [value for _, value in facts.facts] == [f"a {option}" for option in options]
