"""Columns and JSON of the targets that are due."""

from __future__ import annotations

from targetcli.render.columns.comparison import comparison_json, comparison_layout
from targetcli.render.columns.records import Json
from targetcli.render.i18n import gettext
from targetcli.render.table import Column, Layout, lift_column
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.due import DueTarget

_BRIEF_KEYS = ("id", "subject", "target", "by", "due", "figure", "result")


def due_layout() -> Layout[DueTarget]:
    """Return the columns of a comparison with the days left."""
    compared = comparison_layout()
    columns: tuple[Column[DueTarget], ...] = (
        *(lift_column(column, _comparison_of) for column in compared.columns),
        Column("due", days_left_text, no_wrap=True),
        Column("days_left", lambda row: str(row.days), no_wrap=True),
    )
    after = compared.file_keys.index("deadline") + 1
    in_files = (*compared.file_keys[:after], "days_left", *compared.file_keys[after:])
    return Layout(columns, in_files, _BRIEF_KEYS, compared.wide_keys)


def days_left_text(row: DueTarget) -> str:
    """Return the distance of a deadline: ``in 12d``, ``today``, ``96d ago``."""
    near_days = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if row.days in near_days:
        return near_days[row.days]
    phrase = gettext("in {days}d") if row.days > 0 else gettext("{days}d ago")
    return phrase.format(days=abs(row.days))


def due_json(row: DueTarget) -> Json:
    """Return a comparison with the days left."""
    return {**comparison_json(row.comparison_row), "days_left": row.days}


def _comparison_of(row: DueTarget) -> ComparisonRow:
    return row.comparison_row
