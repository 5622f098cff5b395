"""Read the cells of a row that say a time: its deadline, window or period."""

from __future__ import annotations

from datetime import date

from targetcli.errors import Contradiction
from targetcli.model.deadline import Deadline, is_open_ended, read_deadline
from targetcli.model.financial_year import (
    FinancialYear,
    may_be_financial_year,
    read_financial_year,
)
from targetcli.model.period import ReferenceDays, Span, year_span
from targetcli.model.period_words import names_state
from targetcli.model.records import Basis, Metric, MetricKind, Region, When
from targetcli.problems.problem import FailureReason
from targetcli.problems.records import Conflict
from targetcli.problems.remarks import Remark
from targetcli.reading.cells import (
    Cells,
    read_code,
    read_period_cell,
    read_span,
    require_text,
)
from targetcli.reading.vocabulary import Vocabulary


def read_region_year(cells: Cells, region: Region) -> FinancialYear | None:
    """Return the financial year that the row gives, else that of its region."""
    return read_financial_year(cells.get("fiscal_year", "") or region.fiscal_year)


def read_deadline_cells(cells: Cells, reference_days: ReferenceDays) -> Deadline | None:
    """Read the deadline with the period that it names; return None without one."""
    text = cells.get("deadline", "").strip()
    if not text or is_open_ended(text):
        return None
    deadline = read_deadline(text, reference_days)
    given_period = read_period_cell(cells, "deadline_period", reference_days)
    # A table that has the column leaves it empty where the period was not kept.
    is_kept_day = "deadline_period" in cells and text == deadline.day.isoformat()
    if given_period or is_kept_day:
        deadline = deadline._replace(period=given_period)
    return deadline._replace(when=read_code(cells, "when", When) or deadline.when)


def find_window_start(
    deadline: Deadline | None, basis: Basis, announced: Span | None
) -> date | None:
    """Return the first day of the window that the words name.

    新增5万人 by 2025, announced in 2025, are the additions of that year.
    """
    if deadline is None or deadline.window_start or deadline.period is None:
        return deadline.window_start if deadline else None
    year = deadline.period
    is_of_year = announced is not None and year.contains(announced)
    is_whole_year = year == year_span(year.start.year)
    return year.start if basis is Basis.TOTAL and is_of_year and is_whole_year else None


def read_figure_period(
    cells: Cells, metric: Metric, basis: Basis, reference_days: ReferenceDays
) -> tuple[date | None, date]:
    """Read the first and last day of a figure; no first day means as at the last.

    Words such as 年底 and "as at" say so of any metric, a bare day of a stock or rank.
    """
    text = cells.get("period", "").strip()
    start = read_period_cell(cells, "start", reference_days)
    end = read_period_cell(cells, "end", reference_days)
    if text and (start or end):
        raise Contradiction(Conflict.PERIOD_AND_ENDS, period=text)
    column = "end" if end or "period" not in cells else "period"
    words = require_text(cells, column)
    span = end or read_span(words, reference_days)
    if start:
        return start.start, span.end
    is_state = metric.kind in (MetricKind.STOCK, MetricKind.RANK)
    # A table with both columns leaves the start of a value as at a day empty.
    is_left_empty = end is not None and "start" in cells
    is_bare_state = span.days == 1 and basis is Basis.LEVEL and is_state
    is_as_at = span.days == 1 and (is_left_empty or names_state(words))
    return (None if is_as_at or is_bare_state else span.start), span.end


def remark_on_month(cells: Cells, column: str, vocabulary: Vocabulary) -> None:
    """Remark that 2009-10 was read as a month, since financial years look alike."""
    text = cells.get(column, "").strip()
    if may_be_financial_year(text):
        facts = {"text": text, "year": text.replace("-", "/")}
        vocabulary.remarks.append(FailureReason(Remark.MONTH_NOT_YEAR, facts))
