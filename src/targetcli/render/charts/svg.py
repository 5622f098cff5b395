"""Write a chart as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from targetcli.render.charts.layout import WIDTH, Chart, Mark

_TITLE_HEIGHT = 26
_FILE_STYLE = """
text { font: 11px system-ui, "Noto Sans CJK SC", sans-serif; fill: #545c66 }
.title { font-size: 12px; font-weight: 600; fill: #1c2024 }
polyline, path { fill: none }
.grid { stroke: #dad7cf } .axis { stroke: #545c66 } .zone { fill: #1d4f7c14 }
.window { stroke: #1d4f7c; stroke-width: 4; opacity: .45 }
polyline.bound { stroke: #1d4f7c; stroke-width: 1.5 }
text.bound { fill: #1d4f7c; font-weight: 600 }
.way { stroke: #545c66; stroke-width: 1.5; stroke-dasharray: 5 4 }
.course { stroke: #1c2024; stroke-width: 1.25; opacity: .55 }
polyline.deadline { stroke: #1c2024; stroke-width: 1.25 }
text.deadline { fill: #1c2024 }
.today { stroke: #545c66; stroke-dasharray: 1 3 }
text.value { fill: #1c2024; font-weight: 600 }
.spot { stroke: #1c2024; stroke-width: 1.75; fill: #1c2024 }
.baseline { stroke: #545c66; fill: #545c66 }
.unsettled { fill: #fff }
.settles { stroke-width: 2.5 }
"""


def as_svg(chart: Chart, name: str) -> str:
    """Write a chart as an SVG element; `name` makes the ids of its title unique."""
    marks = "".join(map(_svg_element, chart.marks))
    title, description = escape(chart.title), escape(chart.description)
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {chart.height}"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{title}</title>'
        f'<desc id="{name}-desc">{description}</desc>{marks}</svg>'
    )


def as_svg_file(chart: Chart) -> Iterator[str]:
    """Yield a chart as a file of its own, with its title above and its styles inside.

    Styles are attributes of the file, not of a page: it looks the same in a browser, a
    word processor and a drawing program.
    """
    title, description = escape(chart.title), escape(chart.description)
    height = chart.height + _TITLE_HEIGHT
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{2 * WIDTH}"'
        f' height="{2 * height}" viewBox="0 0 {WIDTH} {height}"'
        ' aria-labelledby="title desc">\n'
    )
    yield f'<title id="title">{title}</title>\n<desc id="desc">{description}</desc>\n'
    yield f"<style>{_FILE_STYLE}</style>\n"
    yield f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n'
    yield f'<text class="title" x="10" y="16">{title}</text>\n'
    yield f'<g transform="translate(0 {_TITLE_HEIGHT})">\n'
    yield from (f"{_svg_element(mark)}\n" for mark in chart.marks)
    yield "</g>\n</svg>\n"


def _svg_element(mark: Mark) -> str:
    css_class, xy = f'class="{mark.css_class}"', mark.coordinates
    match mark.shape:
        case "text":
            position = f'x="{xy[0]}" y="{xy[1]}" text-anchor="{mark.anchor}"'
            return f"<text {css_class} {position}>{escape(mark.text)}</text>"
        case "dot":
            return f'<circle {css_class} cx="{xy[0]}" cy="{xy[1]}" r="4"/>'
        case "diamond":
            return f'<path {css_class} d="M{xy[0]} {xy[1] - 6}l6 6-6 6-6-6z"/>'
        case "rect":
            size = f'width="{xy[2] - xy[0]}" height="{xy[3] - xy[1]}"'
            return f'<rect {css_class} x="{xy[0]}" y="{xy[1]}" {size}/>'
        case "arrow":
            tip_y = 4 if xy[3] < xy[1] else -4
            tip = f"M{xy[2] - 4} {xy[3] + tip_y}L{xy[2]} {xy[3]}l4 {tip_y}"
            return f'<path {css_class} d="M{xy[0]} {xy[1]}V{xy[3]}{tip}"/>'
        case _:
            points = " ".join(f"{xy[i]},{xy[i + 1]}" for i in range(0, len(xy), 2))
            return f'<polyline {css_class} points="{points}"/>'
