"""Charts: every figure, the bound, the path and the deadline, each in its place."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

import pytest

from support.comparison_rows import compare_records
from support.record_factory import GDP, RecordFactory
from targetcli.judging.trajectory import build_trajectory
from targetcli.model.records import Figure, Target
from targetcli.render.charts.layout import WIDTH, Chart, build_chart
from targetcli.render.charts.svg import as_svg, as_svg_file

AS_OF = "2026-03-31"
BASELINE = {
    "baseline_value": "2607",
    "baseline_unit": "亿元",
    "baseline_period": "2020",
}


@pytest.fixture
def factory() -> RecordFactory:
    return RecordFactory()


def chart(target: Target, figures: list[Figure], as_of: str = AS_OF) -> Chart:
    target = target._replace(id=1)
    [row] = compare_records([target], figures, as_of)
    day = date.fromisoformat(as_of)
    return build_chart(row, build_trajectory(target, figures, row.verdict, day), day)


def gdp(factory: RecordFactory) -> Chart:
    target = factory.target(GDP, "突破3600亿元", "2021..2025", **BASELINE)
    figures = [
        factory.figure(GDP, "2951.58亿元", "2021", status="preliminary"),
        factory.figure(GDP, "超3100亿元", "2022"),
        factory.figure(GDP, "3570亿元", "2025", status="expected"),
    ]
    return chart(target, figures)


def at(chart: Chart, shape: str, tone: str) -> list[tuple[Decimal, ...]]:
    return [
        m.coordinates
        for m in chart.marks
        if m.shape == shape and tone in m.css_class.split()
    ]


def words(chart: Chart) -> list[str]:
    return [mark.text for mark in chart.marks if mark.text]


def test_every_used_figure_has_a_mark(factory: RecordFactory) -> None:
    marks = gdp(factory)

    assert len(at(marks, "dot", "spot")) == 3
    assert len(at(marks, "dot", "unsettled")) == 2
    assert len(at(marks, "dot", "settles")) == 1
    assert len(at(marks, "arrow", "spot")) == 1
    assert len(at(marks, "path", "way")[0]) == 4
    assert {"> 3,600亿元", "3,570亿元", "deadline 2025-12-31"} <= set(words(marks))


def test_more_is_higher_and_later_is_further(factory: RecordFactory) -> None:
    dots = at(gdp(factory), "dot", "spot")
    assert dots == sorted(dots)
    assert [y for _, y in dots] == sorted((y for _, y in dots), reverse=True)


def test_a_missed_value_lies_outside_the_satisfied_range(
    factory: RecordFactory,
) -> None:
    marks = gdp(factory)
    [(_, top, _, bottom)] = at(marks, "rect", "zone")
    [(_, settled)] = at(marks, "dot", "settles")
    assert top < bottom < settled


def test_a_chart_has_a_description_in_words(factory: RecordFactory) -> None:
    description = gdp(factory).description
    assert "Path (linear): from 2,607亿元 on 2020-12-31 to 3,600亿元." in description
    assert "2022: at least 3,100亿元 (reported)." in description
    assert "2025: 3,570亿元 (expected)." in description


def test_an_event_is_drawn_on_a_timeline(factory: RecordFactory) -> None:
    target = factory.target("铁路通车", "", "2022", announced="2021-10-03")
    marks = chart(target, [factory.figure("铁路通车", "yes", "2023-09-28")])

    [(happened, _)] = at(marks, "diamond", "settles")
    [(deadline, *_)] = at(marks, "line", "deadline")
    assert happened > deadline
    assert "2023-09-28" in words(marks)


def test_a_window_without_an_end_stops_at_the_edge(factory: RecordFactory) -> None:
    target = factory.target("铁路通车", "", "", announced="2021-10-03")
    marks = chart(target, [factory.figure("铁路通车", "yes", "2023")])

    [(left, _, right, _)] = at(marks, "line", "window")
    assert 0 <= left < right <= WIDTH


def test_a_target_without_number_or_days_is_drawn_as_well(
    factory: RecordFactory,
) -> None:
    target = factory.target("百强县排名", "", "", as_written="保持前列")
    assert at(chart(target, []), "line", "axis")


@pytest.mark.parametrize("value", ["0.000000000001", "999999999999999999", "−7", "0"])
@pytest.mark.parametrize("by", ["2024-01-01..2024-01-31", "1900..2199", "2024"])
def test_every_mark_lies_inside_the_chart(
    factory: RecordFactory, value: str, by: str
) -> None:
    target = factory.target("利润", f"不低于{value}亿元", by)
    period = by if ".." not in by else "2024-01"
    figure = factory.figure("利润", f"{value}亿元", period, published="2024-02-01")

    marks = chart(target, [figure])

    for mark in marks.marks:
        xs, ys = mark.coordinates[::2], mark.coordinates[1::2]
        assert all(0 <= x <= WIDTH for x in xs), mark
        assert all(0 <= y <= marks.height for y in ys), mark


def test_the_chart_is_plain_svg_with_unique_ids(factory: RecordFactory) -> None:
    text = as_svg(gdp(factory), "T1")
    tree = ET.fromstring(text)  # noqa: S314 - our own
    assert tree.get("role") == "img"
    named = tree.get("aria-labelledby")
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert named == " ".join(filter(None, ids))
    assert not re.search(
        r"[0-9]{4,}\.[0-9]{2,}|E[+-]", re.sub(r"<(title|desc).*?/\1>", "", text)
    )


def test_text_that_looks_like_markup_is_escaped(factory: RecordFactory) -> None:
    target = factory.target(GDP, "3600亿元", "2025")
    target = target._replace(region="</title><script>alert(1)</script>", scope='"&\x1b')
    text = as_svg(chart(target, []), "T1")
    assert "<script" not in text
    assert "\x1b" not in text
    ET.fromstring(text)  # noqa: S314 - it must be well-formed


def test_no_text_leaves_the_drawing_and_no_amount_lies_on_it(
    factory: RecordFactory,
) -> None:
    target = factory.target("新增岗位", "≥ 350904000000 nurses", "2024", basis="level")
    figures = [factory.figure("新增岗位", "352000000000 nurses", "2023")]

    drawing = chart(target, figures, "2024-06-01")

    plot_left = min(line[0] for line in at(drawing, "rect", "zone"))
    for mark in drawing.marks:
        if mark.shape != "text":
            continue
        x, width = mark.coordinates[0], Decimal("5.6") * len(mark.text)
        start = {"start": x, "middle": x - width / 2, "end": x - width}[mark.anchor]
        assert start >= 0, mark
        assert start + width <= WIDTH, mark
        if mark.css_class == "tick" and "nurses" in mark.text:
            assert start + width < plot_left, mark


def test_a_scale_that_is_cut_says_so(factory: RecordFactory) -> None:
    cut = "The scale does not start at 0."

    target = factory.target(GDP, "1000亿元", "2025")
    far = chart(target, [factory.figure(GDP, "990亿元", "2025")])
    near = chart(target, [factory.figure(GDP, "90亿元", "2025")])

    assert cut in words(far)
    assert cut not in words(near)


def test_a_single_value_does_not_fill_a_drawing(factory: RecordFactory) -> None:
    target = factory.target(GDP, "1000亿元", "2025")
    one = [factory.figure(GDP, "990亿元", "2024")]

    single = chart(target, one)
    several = chart(target, [*one, factory.figure(GDP, "995亿元", "2025")])

    assert single.height < several.height


def test_a_chart_of_its_own_is_a_whole_file(factory: RecordFactory) -> None:
    drawing = gdp(factory)

    root = ET.fromstring("".join(as_svg_file(drawing)))

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == drawing.title
    assert set(words(drawing)) <= set(texts)
