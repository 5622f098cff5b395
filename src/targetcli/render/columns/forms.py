"""Columns of the forms in which figures are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli.model.fields import FIGURE_ASKED_FOR, FIGURE_PERIOD, TARGET_FIELDS
from targetcli.model.period import format_period
from targetcli.model.records import Basis, Target, format_target_id
from targetcli.render.columns.records import Json, field_columns
from targetcli.render.i18n import label
from targetcli.render.period_text import period_text
from targetcli.render.table import Column, Layout, lift_column
from targetcli.reports.awaited_figures import AwaitedFigure

_OF_TARGET = ("owner", "region", "metric", "scope", "unit")
_TO_FILL_IN = ("value", "status", "published", "source", "note")
_KEYS = (
    *("asked_for", "owner", "region", "metric", "scope", "basis", "period", "value"),
    *("unit", "status", "published", "source", "note"),
)


def form_layout() -> Layout[AwaitedFigure]:
    """Return the columns of a form, those to be filled in last."""
    return Layout(tuple(_form_columns()), _KEYS, _KEYS)


def _form_columns() -> Iterator[Column[AwaitedFigure]]:
    yield Column(FIGURE_ASKED_FOR.key, lambda asked: format_target_id(asked.target.id))
    fields = tuple(field for field in TARGET_FIELDS if field.key in _OF_TARGET)
    for column in field_columns(fields):
        yield lift_column(column, _target_of)
    yield Column("basis", _basis, label=_basis_label)
    yield Column(
        FIGURE_PERIOD.key,
        lambda asked: format_period(asked.period),
        label=lambda asked: period_text(asked.period),
    )
    for key in _TO_FILL_IN:
        yield Column(key, lambda _: "")


def _target_of(asked: AwaitedFigure) -> Target:
    return asked.target


def _basis(asked: AwaitedFigure) -> str:
    """Return the basis where the metric alone does not tell it."""
    return Basis.GROWTH if asked.target.basis is Basis.GROWTH else ""


def _basis_label(asked: AwaitedFigure) -> str:
    return label(Basis.GROWTH) if _basis(asked) else ""


def form_json(asked: AwaitedFigure) -> Json:
    """Return a row of a form."""
    return {column.key: column.cell(asked) for column in _form_columns()}
