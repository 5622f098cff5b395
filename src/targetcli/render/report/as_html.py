"""Write a report as one self-contained page of HTML that reads without scripts."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache, partial
from hashlib import sha256
from itertools import islice

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from targetcli.render.charts.layout import Chart
from targetcli.render.charts.svg import as_svg
from targetcli.render.grade_labels import GRADE_COLORS
from targetcli.render.i18n import gettext
from targetcli.render.outcome_styles import OUTCOME_STYLES
from targetcli.render.report.html_rows import RIGHT_ALIGNED, iterate_rows
from targetcli.render.report.parts import Grid, Page

_ROWS_AT_ONCE = 100


def as_html_page(page: Page) -> Iterator[str]:
    """Yield the page of HTML in pieces."""
    environment = Environment(
        loader=PackageLoader("targetcli.render.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["keep_sign_with_figure"] = _keep_sign_with_figure
    script = _load_file(environment, "report.js")
    template = environment.get_template("report.html")
    yield from template.generate(
        page=page,
        css=_render_styles(environment),
        script=script,
        policy=_content_policy(script),
        gettext=gettext,
        svg=_draw_chart,
        right_aligned=RIGHT_ALIGNED,
        iterate_rows=partial(_iterate_rows, page.targets_with_cards),
        targets_with_cards=page.targets_with_cards,
    )


def _render_styles(environment: Environment) -> Markup:
    """Return the style sheet, with a class for each outcome and light."""
    template = environment.get_template("report.css")
    css = template.render(outcome_styles=OUTCOME_STYLES, light_colors=GRADE_COLORS)
    return Markup(f"{css}\n")  # noqa: S704 - packaged with us


def _keep_sign_with_figure(text: str) -> str:
    """Put a no-break space between a sign and its figure."""
    return _signs().sub("\\1\u00a0", text)


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("([<>≥≤≈=−]) ")


def _load_file(environment: Environment, name: str) -> Markup:
    """Return a packaged file unescaped; none of it comes from a store."""
    if environment.loader is None:
        return Markup()
    source, _, _ = environment.loader.get_source(environment, name)
    return Markup(source)  # noqa: S704 - packaged with us


def _draw_chart(chart: Chart, name: str) -> Markup:
    return Markup(as_svg(chart, name))  # noqa: S704 - as_svg escapes text


def _iterate_rows(linked: frozenset[str], grid: Grid) -> Iterator[Markup]:
    """Yield the rows of a table, many at once."""
    rows = iterate_rows(grid, linked)
    while some := "".join(islice(rows, _ROWS_AT_ONCE)):
        yield Markup(some)  # noqa: S704 - iterate_rows escapes text


def _content_policy(script: str) -> str:
    """Return the content security policy: own styles and the one script, no more."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
