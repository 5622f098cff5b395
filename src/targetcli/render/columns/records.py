"""Columns and JSON of records: targets, figures and reference data."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from targetcli.model.field import Field, FieldType, create_json_writer, write_json
from targetcli.model.fields import (
    FIGURE_FIELDS,
    IDENTITY_FIELDS,
    METRIC_FIELDS,
    MILESTONE_FIELDS,
    REGION_FIELDS,
    SOURCE_FIELDS,
    TARGET_FIELDS,
    UNIT_FIELDS,
)
from targetcli.model.period import Span, format_period
from targetcli.model.quantity import format_digits
from targetcli.model.records import (
    Figure,
    Identity,
    Metric,
    Milestone,
    Region,
    Source,
    Target,
)
from targetcli.model.units import Unit
from targetcli.render import record_text
from targetcli.render.i18n import gettext, label, pgettext
from targetcli.render.period_text import day_text
from targetcli.render.table import CellContent, Column, Layout, Row, layout_of_all
from targetcli.reports.listings import FileInUse

Json = dict[str, Any]

_CONTENTS = {
    FieldType.NUMBER: CellContent.NUMBER,
    FieldType.DAY: CellContent.DAY,
    FieldType.PARTIAL_DATE: CellContent.DAY,
    FieldType.PERIOD: CellContent.DAY,
}
_UNBROKEN = (*(FieldType.ID, FieldType.NUMBER, FieldType.DAY, FieldType.PARTIAL_DATE),)

_write_target = create_json_writer(TARGET_FIELDS)
_write_figure = create_json_writer(FIGURE_FIELDS)


def field_columns(fields: tuple[Field[Row], ...]) -> tuple[Column[Row], ...]:
    """Return the columns of fields, with labels for people where files hold codes."""
    return tuple(_field_column(field) for field in fields)


def _field_column(field: Field[Any]) -> Column[Any]:
    return Column(
        field.key,
        field.cell(),
        no_wrap=field.value_type in _UNBROKEN,
        content=_CONTENTS.get(field.value_type, CellContent.WORDS),
        label=_label_cell(field),
    )


def _label_cell(field: Field[Any]) -> Callable[[Any], str] | None:
    get: Callable[[Any], Any] = field.get
    if field.value_type is FieldType.CODE:
        return lambda record: label(get(record))
    if field.value_type is FieldType.FLAG:
        return lambda record: gettext("yes") if get(record) else ""
    return None


def layout_of_fields(
    fields: tuple[Field[Row], ...], brief_keys: tuple[str, ...] = ()
) -> Layout[Row]:
    """Return a layout of fields; people see all of them unless brief keys are given."""
    columns = field_columns(fields)
    keys = tuple(field.key for field in fields)
    return Layout(columns, keys, brief_keys or keys)


def target_columns() -> tuple[Column[Target], ...]:
    """Return every column of a target, those that only people see last."""
    return (
        *field_columns(TARGET_FIELDS),
        Column("subject", record_text.subject_text),
        Column("target", record_text.requirement_text, no_wrap=True),
        Column(
            "by",
            lambda t: day_text(t.deadline) or record_text.NO_VALUE,
            no_wrap=True,
        ),
    )


def _figure_columns() -> tuple[Column[Figure], ...]:
    return (
        *field_columns(FIGURE_FIELDS),
        Column("subject", record_text.subject_text),
        Column("figure", record_text.reported_text, no_wrap=True),
        Column("period", record_text.figure_period_text, no_wrap=True),
    )


def targets_layout() -> Layout[Target]:
    """Return the columns of a list of targets."""
    keys = tuple(field.key for field in TARGET_FIELDS)
    brief = ("id", "subject", "target", "by", "commitment", "plan", "announced")
    return Layout(target_columns(), keys, brief)


def figures_layout() -> Layout[Figure]:
    """Return the columns of a list of figures."""
    keys = tuple(field.key for field in FIGURE_FIELDS)
    brief = ("id", "subject", "figure", "period", "status", "published")
    return Layout(_figure_columns(), keys, brief)


def regions_layout() -> Layout[Region]:
    """Return the columns of the regions."""
    return layout_of_fields(REGION_FIELDS)


def metrics_layout() -> Layout[Metric]:
    """Return the columns of the metrics."""
    brief = ("name", "name_en", "kind", "kind_from", "better", "better_from", "unit")
    return layout_of_fields(METRIC_FIELDS, brief)


def sources_layout() -> Layout[Source]:
    """Return the columns of the sources."""
    brief = ("id", "title", "publisher", "published", "url")
    return layout_of_fields(SOURCE_FIELDS, brief)


def units_layout() -> Layout[Unit]:
    """Return the columns of the units."""
    return layout_of_fields(UNIT_FIELDS)


def identities_layout() -> Layout[Identity]:
    """Return the columns of the identities."""
    return layout_of_fields(IDENTITY_FIELDS)


def milestones_layout() -> Layout[Milestone]:
    """Return the columns of the milestones."""
    return layout_of_fields(MILESTONE_FIELDS)


def paths_layout() -> Layout[FileInUse]:
    """Return the columns of the files in use."""
    columns: tuple[Column[FileInUse], ...] = (
        Column(
            "what",
            lambda file: file.purpose,
            label=lambda file: pgettext("file", file.purpose),
        ),
        Column("path", lambda file: file.path, no_wrap=True),
        Column("state", lambda file: file.state, label=lambda file: file.state_text),
    )
    return layout_of_all(columns)


def target_json(target: Target) -> Json:
    """Return the fields of a target."""
    return _write_target(target)


def figure_json(figure: Figure) -> Json:
    """Return the fields of a figure."""
    return _write_figure(figure)


def region_json(region: Region) -> Json:
    """Return the fields of a region."""
    return write_json(REGION_FIELDS, region)


def metric_json(metric: Metric) -> Json:
    """Return the fields of a metric."""
    return write_json(METRIC_FIELDS, metric)


def source_json(source: Source) -> Json:
    """Return the fields of a source."""
    return write_json(SOURCE_FIELDS, source)


def unit_json(unit: Unit) -> Json:
    """Return the fields of a unit."""
    return write_json(UNIT_FIELDS, unit)


def identity_json(identity: Identity) -> Json:
    """Return the fields of an identity."""
    return write_json(IDENTITY_FIELDS, identity)


def milestone_json(milestone: Milestone) -> Json:
    """Return the fields of a milestone."""
    return write_json(MILESTONE_FIELDS, milestone)


def path_json(file_in_use: FileInUse) -> Json:
    """Return a file in use."""
    purpose, path, state, _ = file_in_use
    return {"purpose": purpose, "path": path, "state": state}


def number(value: Decimal | None) -> str | None:
    """Return a number as a string, null for None."""
    return None if value is None else format_digits(value)


def span_or_null(span: Span | None) -> str | None:
    """Return a period as text, null for None."""
    return format_period(span) if span else None
