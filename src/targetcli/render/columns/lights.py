"""Columns and JSON of lights by group."""

from __future__ import annotations

from targetcli.render.columns.records import Json
from targetcli.render.grade_labels import GradeLabel, list_grade_labels
from targetcli.render.i18n import gettext
from targetcli.render.record_text import NO_VALUE
from targetcli.render.table import Column, Layout, number_column
from targetcli.reports.ranking import LightCounts


def lights_layout() -> Layout[LightCounts]:
    """Return the columns of groups with a count for each light of the profile."""
    lights = list_grade_labels()
    columns: tuple[Column[LightCounts], ...] = (
        number_column("rank", lambda row: "" if row.rank is None else str(row.rank)),
        Column("group", _group_label),
        number_column("targets", lambda row: str(row.with_light + row.without)),
        *(_light_column(key, light) for key, light in lights.items()),
        number_column("without", lambda row: str(row.without)),
    )
    keys = tuple(column.key for column in columns)
    return Layout(columns, keys, keys)


def lights_json(row: LightCounts) -> Json:
    """Return the lights of a group."""
    return {
        "group": row.group,
        "rank": row.rank,
        "tied": row.is_tied,
        "targets": row.with_light + row.without,
        "lights": dict(row.counts),
        "without": row.without,
    }


def _group_label(row: LightCounts) -> str:
    return gettext("all") if row.group is None else row.group or NO_VALUE


def _light_column(key: str, light: GradeLabel) -> Column[LightCounts]:
    column: Column[LightCounts] = number_column(
        key, lambda row: str(row.counts.get(key, 0))
    )
    return column._replace(heading=lambda: light.sign_and_text)
