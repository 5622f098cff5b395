"""Columns and JSON of the targets that are due."""

from __future__ import annotations

from decimal import Decimal

from targetcli.render.columns.comparison import comparison_json, comparison_layout
from targetcli.render.columns.records import Json
from targetcli.render.i18n import gettext
from targetcli.render.table import Column, Layout, lift_column
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.due import DueTarget

_DAYS_A_YEAR = 365
_BRIEF_KEYS = ("id", "subject", "target", "by", "due", "figure", "result")


def due_layout() -> Layout[DueTarget]:
    """Return the columns of a comparison with the days left."""
    compared = comparison_layout()
    columns: tuple[Column[DueTarget], ...] = (
        *(lift_column(column, _comparison_of) for column in compared.columns),
        Column(
            "due",
            _days_left_key,
            label=lambda row: days_left_text(row.days),
            no_wrap=True,
        ),
        Column("days_left", lambda row: str(row.days), no_wrap=True),
    )
    after = compared.file_keys.index("deadline") + 1
    in_files = (*compared.file_keys[:after], "days_left", *compared.file_keys[after:])
    return Layout(columns, in_files, _BRIEF_KEYS, compared.wide_keys)


def days_left_text(days: int) -> str:
    """Return the distance of a deadline: ``in 35 days``, ``2.7 years ago``."""
    near_days = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if days in near_days:
        return near_days[days]
    if abs(days) < _DAYS_A_YEAR:
        phrase = gettext("in {days} days") if days > 0 else gettext("{days} days ago")
        return phrase.format(days=abs(days))
    phrase = gettext("in {years} years") if days > 0 else gettext("{years} years ago")
    return phrase.format(years=round(Decimal(abs(days)) / _DAYS_A_YEAR, 1))


def _days_left_label(due_target: DueTarget) -> str:
    return days_left_text(due_target.days)


def _days_left_key(due_target: DueTarget) -> str:
    """Return the distance of a deadline for programs: ``in 12d``, ``96d ago``."""
    days = due_target.days
    near_days = {0: "today", 1: "tomorrow", -1: "yesterday"}
    distance = f"in {days}d" if days > 0 else f"{-days}d ago"
    return near_days.get(days, distance)


def due_json(due_target: DueTarget) -> Json:
    """Return a comparison with the days left."""
    return {**comparison_json(due_target.comparison_row), "days_left": due_target.days}


def _comparison_of(due_target: DueTarget) -> ComparisonRow:
    return due_target.comparison_row
