"""The writer of the status report in each of its formats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from targetcli import environment
from targetcli.render.report.options import PageOptions
from targetcli.reports.row_gathering import RowGatherer
from targetcli.reports.status_report import StatusReport
from targetcli.session.formats import Format
from targetcli.session.options import OutputOptions

if TYPE_CHECKING:
    from targetcli.render.report.parts import Page

_DEFAULT_WIDTH = 80


class ReportWriter(Protocol):
    """Writer of a report; its gatherers take what it needs of rows as they come."""

    gatherers: tuple[RowGatherer[Any], ...]

    def write(self, report: StatusReport) -> Iterator[str]:
        """Yield the report in pieces, once all rows have been read."""


class JsonReportWriter:
    """Writes a report as JSON."""

    def __init__(self, as_of: date) -> None:
        from targetcli.render.report.as_json import JsonGatherer  # noqa: PLC0415 - one of four

        self._targets = JsonGatherer(as_of)
        self.gatherers: tuple[RowGatherer[Any], ...] = (self._targets,)

    def write(self, report: StatusReport) -> Iterator[str]:
        """Yield the report in pieces."""
        from targetcli.render.report.as_json import as_json_report  # noqa: PLC0415

        return as_json_report(report, self._targets)


class PageReportWriter:
    """Writes a report as a page for people, with charts where the format has them."""

    def __init__(
        self,
        output: OutputOptions,
        output_format: Format,
        page_options: PageOptions,
    ) -> None:
        from targetcli.render.report.target_texts import TextGatherer  # noqa: PLC0415 - not of JSON

        self._output, self._format = output, output_format
        self._page_options = page_options
        self._texts = None if page_options.tells_changes else TextGatherer()
        self.gatherers: tuple[RowGatherer[Any], ...] = tuple(
            filter(None, [self._texts])
        )

    def write(self, report: StatusReport) -> Iterator[str]:
        """Yield the report in pieces; cards are built as they are written."""
        page = self._build_page(report)
        if self._format is Format.HTML:
            from targetcli.render.report.as_html import as_html_page  # noqa: PLC0415 - brings jinja2

            return as_html_page(page)
        if self._format is Format.MD:
            from targetcli.render.report.as_markdown import as_markdown_report  # noqa: PLC0415

            return as_markdown_report(page)
        from targetcli.render.report.as_text import as_text  # noqa: PLC0415 - one of four

        return as_text(page, _choose_width(self._output))

    def _build_page(self, report: StatusReport) -> Page:
        from targetcli.render.report import page  # noqa: PLC0415 - not of JSON

        if self._texts is None:
            return page.build_changes_page(report, self._page_options)
        has_charts = self._format is Format.HTML
        return page.build_page(
            report, self._texts, self._page_options, has_charts=has_charts
        )


def _choose_width(output: OutputOptions) -> int:
    at_terminal = environment.is_on_terminal() and output.path is None
    terminal_width = environment.measure_screen(output.width, output.color).width
    return terminal_width if at_terminal else output.width or _DEFAULT_WIDTH
