"""The columns of records: targets, figures and the names they use."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from targetcli.model.quantity import format_digits
from targetcli.model.records import (
    Figure,
    Identity,
    Metric,
    Milestone,
    Region,
    Source,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.model.units import Unit
from targetcli.render import record_text
from targetcli.render.i18n import gettext, label
from targetcli.render.table import (
    Column,
    Layout,
    day_column,
    layout_of_all,
    number_column,
)
from targetcli.reports.listings import FileInUse


def _joined(text: tuple[str, ...]) -> str:
    return "|".join(text)


def digits(value: Decimal | None) -> str:
    """Write digits, or nothing."""
    return "" if value is None else format_digits(value)


def _value(record: Target | Figure) -> str:
    return digits(record.bound.value) if record.bound else record.answer.value


def _record_columns() -> tuple[Column[Any], ...]:
    return (
        Column("region", lambda record: record.region),
        Column("scope", lambda record: record.scope),
        Column("metric", lambda record: record.metric.name),
        Column(
            "basis",
            lambda record: record.basis.value,
            label=lambda record: label(record.basis),
        ),
        Column(
            "relation", lambda record: record.bound.relation if record.bound else ""
        ),
        number_column("value", _value),
        number_column(
            "value_high",
            lambda record: digits(record.bound.value_high) if record.bound else "",
        ),
        Column("unit", lambda record: record.bound.unit.text if record.bound else ""),
    )


def _provenance_columns() -> tuple[Column[Any], ...]:
    return (
        Column("source", lambda record: record.source),
        Column("locator", lambda record: record.locator),
        Column("as_written", lambda record: record.as_written),
        Column("note", lambda record: record.note),
    )


def target_columns() -> tuple[Column[Target], ...]:
    """Return every column a target has."""
    return (
        Column("id", lambda target: format_target_id(target.id), no_wrap=True),
        *_record_columns(),
        day_column("window_start", lambda t: record_text.day_text(t.window_start)),
        day_column("deadline", lambda t: record_text.day_text(t.deadline)),
        Column("base_period", lambda target: record_text.span_text(target.base_period)),
        Column(
            "commitment",
            lambda target: target.commitment or "",
            label=lambda target: label(target.commitment),
        ),
        number_column(
            "baseline_value", lambda t: digits(t.baseline.value) if t.baseline else ""
        ),
        Column("baseline_unit", lambda t: t.baseline.unit.text if t.baseline else ""),
        Column(
            "baseline_period",
            lambda t: record_text.span_text(t.baseline.period) if t.baseline else "",
        ),
        Column("plan", lambda target: target.plan),
        Column("announced", lambda t: record_text.span_text(t.announced), no_wrap=True),
        *_provenance_columns(),
        Column(
            "revises", lambda target: format_target_id(target.revises), no_wrap=True
        ),
        Column("withdrawn", lambda t: record_text.span_text(t.withdrawn), no_wrap=True),
        Column("withdrawn_source", lambda target: target.withdrawn_source),
        Column("subject", record_text.subject_text),
        Column("target", record_text.requirement_text, no_wrap=True),
        Column(
            "by",
            lambda t: record_text.day_text(t.deadline) or record_text.NO_VALUE,
            no_wrap=True,
        ),
    )


def _figure_columns() -> tuple[Column[Figure], ...]:
    return (
        Column("id", lambda figure: format_figure_id(figure.id), no_wrap=True),
        *_record_columns(),
        day_column("start", lambda figure: record_text.day_text(figure.start)),
        day_column("end", lambda figure: record_text.day_text(figure.end)),
        Column("base_period", lambda figure: record_text.span_text(figure.base_period)),
        Column(
            "status",
            lambda figure: figure.status.value,
            label=lambda figure: label(figure.status),
        ),
        Column("published", lambda f: record_text.span_text(f.published), no_wrap=True),
        *_provenance_columns(),
        Column("subject", record_text.subject_text),
        Column(
            "figure",
            lambda f: (
                record_text.answer_text(f.bound, f.answer, f.as_written)
                + record_text.basis_text(f.basis)
            ),
            no_wrap=True,
        ),
        Column("period", record_text.figure_period_text, no_wrap=True),
    )


TARGET_FILE_KEYS = (
    *("id", "region", "scope", "metric", "basis", "relation", "value", "value_high"),
    *("unit", "window_start", "deadline", "base_period", "commitment"),
    *("baseline_value", "baseline_unit", "baseline_period", "plan", "announced"),
    *("source", "locator", "as_written", "note", "revises", "withdrawn"),
    "withdrawn_source",
)
FIGURE_FILE_KEYS = (
    *("id", "region", "scope", "metric", "basis", "relation", "value", "value_high"),
    *("unit", "start", "end", "base_period", "status", "published", "source"),
    *("locator", "as_written", "note"),
)


def targets_layout() -> Layout[Target]:
    """Return the columns of a list of targets."""
    brief = ("id", "subject", "target", "by", "commitment", "plan", "announced")
    return Layout(target_columns(), TARGET_FILE_KEYS, brief)


def figures_layout() -> Layout[Figure]:
    """Return the columns of a list of figures."""
    brief = ("id", "subject", "figure", "period", "status", "published")
    return Layout(_figure_columns(), FIGURE_FILE_KEYS, brief)


def regions_layout() -> Layout[Region]:
    """Return the columns of the regions."""
    columns: tuple[Column[Region], ...] = (
        Column("name", lambda region: region.name),
        Column("name_en", lambda region: region.name_en),
        Column("parent", lambda region: region.parent),
        Column("code", lambda region: region.code, no_wrap=True),
        Column("aliases", lambda region: _joined(region.aliases)),
    )
    return layout_of_all(columns)


def metrics_layout() -> Layout[Metric]:
    """Return the columns of the metrics."""
    columns: tuple[Column[Metric], ...] = (
        Column("name", lambda metric: metric.name),
        Column("name_en", lambda metric: metric.name_en),
        Column(
            "kind",
            lambda metric: metric.kind.value,
            label=lambda metric: label(metric.kind),
        ),
        Column(
            "better",
            lambda metric: metric.better.value,
            label=lambda metric: label(metric.better),
        ),
        Column(
            "non_negative",
            lambda metric: "yes" if metric.non_negative else "",
            label=lambda metric: gettext("yes") if metric.non_negative else "",
        ),
        Column("unit", lambda metric: metric.unit),
        Column("aliases", lambda metric: _joined(metric.aliases)),
    )
    everything = tuple(column.key for column in columns)
    return Layout(columns, everything, ("name", "name_en", "kind", "better", "unit"))


def sources_layout() -> Layout[Source]:
    """Return the columns of the sources."""
    columns: tuple[Column[Source], ...] = (
        Column("id", lambda source: source.id),
        Column("title", lambda source: source.title),
        Column("publisher", lambda source: source.publisher),
        Column("published", lambda s: record_text.span_text(s.published), no_wrap=True),
        Column("url", lambda source: source.url),
        Column("archived_url", lambda source: source.archived_url),
        Column("sha256", lambda source: source.sha256),
        Column("aliases", lambda source: _joined(source.aliases)),
    )
    everything = tuple(column.key for column in columns)
    return Layout(columns, everything, ("id", "title", "publisher", "published", "url"))


def units_layout() -> Layout[Unit]:
    """Return the columns of the units."""
    columns: tuple[Column[Unit], ...] = (
        Column("name", lambda unit: unit.text),
        Column("dimension", lambda unit: unit.dimension),
        number_column("factor", lambda unit: str(unit.numerator)),
    )
    return layout_of_all(columns)


def identities_layout() -> Layout[Identity]:
    """Return the columns of the identities."""
    columns: tuple[Column[Identity], ...] = (
        Column("whole", lambda identity: identity.whole.text),
        Column("parts", lambda i: _joined(tuple(part.text for part in i.parts))),
        Column("source", lambda identity: identity.source),
    )
    return layout_of_all(columns)


def milestones_layout() -> Layout[Milestone]:
    """Return the columns of the milestones."""
    columns: tuple[Column[Milestone], ...] = (
        Column(
            "target",
            lambda milestone: format_target_id(milestone.target_id),
            no_wrap=True,
        ),
        day_column("date", lambda one: record_text.day_text(one.day)),
        number_column("value", lambda one: digits(one.value)),
    )
    return layout_of_all(columns)


def paths_layout() -> Layout[FileInUse]:
    """Return the columns of the files in use."""
    columns: tuple[Column[FileInUse], ...] = (
        Column("what", lambda file: file.purpose),
        Column("path", lambda file: file.path, no_wrap=True),
        Column("state", lambda file: file.state),
    )
    return layout_of_all(columns)
