"""Write a chart as SVG."""

from __future__ import annotations

from html import escape

from targetcli.render.charts.layout import WIDTH, Chart, Mark


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
