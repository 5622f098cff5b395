"""Remarks on a record that is stored all the same."""

from __future__ import annotations

from targetcli.problems.problem import Problem


class FilterRemark(Problem):
    """Reason that a filter selects nothing."""

    NO_SUCH_TARGET = "no-target"
    NO_SUCH_FIGURE = "no-figure"
    NO_EARLIER_DEADLINE = "no-earlier-deadline"
    NO_OUTCOME = "no-outcome"


class Remark(Problem):
    """Remark on how a row was read."""

    STORED_AS = "stored-as"
    DESCRIBED = "described"
    RANK_UNIT_COUNTS = "rank-unit-counts"
    WORDS_OVER_KNOWN = "words-over-known"
    UNSAID_KIND = "unsaid-kind"
    UNSAID_SIDE = "unsaid-side"
    UNSAID_KIND_AND_SIDE = "unsaid-kind-and-side"
    EARLY_DEADLINE = "early-deadline"
    MONTH_NOT_YEAR = "month-not-year"
    OLDER_EXPORT = "older-export"
    FORMULAS = "formulas"
    SHOWN_ROUNDED = "shown-rounded"
    HIDDEN_ROWS = "hidden-rows"
    HIDDEN_ROWS_LEFT_OUT = "hidden-rows-left-out"
    HIDDEN_COLUMNS = "hidden-columns"
    HIDDEN_COLUMNS_LEFT_OUT = "hidden-columns-left-out"
    HIDDEN_SHEET = "hidden-sheet"
    HIDDEN_SHEET_LEFT_OUT = "hidden-sheet-left-out"
    NO_TABLE_OF_OURS = "no-table-of-ours"
    ROWS_WITHIN = "rows-within"
    MISSING_VALUES = "missing-values"
    READ_BY_MAP = "read-by-map"
    READ_WIDE = "read-wide"
    KEYS_READ_BY_MAP = "keys-read-by-map"
    KEYS_READ_WIDE = "keys-read-wide"
    NOTES_LEFT_OUT = "notes-left-out"
    TOTALS_LEFT_OUT = "totals-left-out"
    HEADERS_LEFT_OUT = "headers-left-out"
    EMPTY_LEFT_OUT = "empty-left-out"
    COLUMNS_LEFT_OUT = "columns-left-out"
    HEADER_FOUND = "header-found"
    MERGED_FILLED = "merged-filled"
    SEPARATOR = "separator"
    PROGRESS_PERIOD = "progress-period"
    VIEW_LEFT_OUT = "view-left-out"
    VERDICTS_LEFT_OUT = "verdicts-left-out"
    DECIMAL_COMMA = "decimal-comma"
    DAY_FIRST = "day-first"
    FINANCIAL_COLUMN = "financial-column"
    MONTH_FIRST = "month-first"
    PERIOD_JOINED = "period-joined"
    OWNERS_FILLED = "owners-filled"
