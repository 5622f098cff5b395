"""Build the forms in which figures are asked for: a row for each that is awaited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from targetcli.errors import Contradiction, Unreadable
from targetcli.model.bound_words import read_wording
from targetcli.model.period import format_period
from targetcli.model.records import Basis
from targetcli.model.wording import RecordRole
from targetcli.render.columns.forms import form_json, form_layout
from targetcli.reports.awaited_figures import (
    AwaitedFigure,
    list_all_awaited,
    list_periods,
    next_period,
)
from targetcli.reports.listings import select_known_targets
from targetcli.session.dataset import Dataset
from targetcli.session.options import RecordFilter
from targetcli.session.selection import index_figures, resolve_filter
from targetcli.store.store import Store

_MAGNITUDES = "十百千万亿"


def list_asked(
    store: Store, record_filter: RecordFilter, known_on: date, until: date
) -> tuple[AwaitedFigure, ...]:
    """Return the figures awaited for periods that end before a day.

    Asked for are the targets that stand on a day and have no figure for their deadline.
    """
    targets = store.targets(resolve_filter(store, record_filter))
    find_evidence = index_figures(store).find_evidence
    standing = (
        target
        for target in select_known_targets(targets, known_on)
        if target.withdrawn is None
    )
    pairs = ((target, find_evidence(target).figures) for target in standing)
    return tuple(list_all_awaited(pairs, until))


def group_by_owner(
    asked: Iterable[AwaitedFigure],
) -> dict[str, tuple[AwaitedFigure, ...]]:
    """Return the figures by the body that leads on their targets, "" for none."""
    groups: dict[str, list[AwaitedFigure]] = {}
    for figure in asked:
        owner = figure.target.owner.partition(";")[0]
        groups.setdefault(owner, []).append(figure)
    return {owner: tuple(figures) for owner, figures in groups.items()}


def fill_in_figure(
    store: Store, number: int, value: str, today: date
) -> dict[str, str]:
    """Return the cells of a figure of a target, by its value as written.

    The period is empty where none is awaited; the unit where the value has its own.

    Raises `NoSuchRecord`.
    """
    target = store.target(number)
    figures = index_figures(store).find_evidence(target).figures
    period = next_period(target, list_periods(target, figures), today)
    unit = target.bound.unit.text if target.bound else ""
    words, own_unit = _name_unit(value, unit)
    is_growth = target.basis is Basis.GROWTH
    base = target.base_period if is_growth else None
    return {
        "region": target.region,
        "metric": target.metric.name,
        "scope": target.scope,
        "value": words,
        "unit": own_unit,
        "basis": Basis.GROWTH.value if is_growth else "",
        "base_period": format_period(base) if base else "",
        "period": format_period(period) if period else "",
    }


def _name_unit(value: str, unit: str) -> tuple[str, str]:
    """Return a value with what is to be its unit: 38 公里, and of 1.1万 the noun 人.

    What cannot be read stays as it is, and is refused later with the reason.
    """
    for words, own_unit in ((value, unit), (value + unit.lstrip(_MAGNITUDES), "")):
        try:
            wording = read_wording(words, RecordRole.FIGURE)
        except (Contradiction, Unreadable):
            continue
        if not wording.unit:
            return words, own_unit
        if wording.unit.strip(_MAGNITUDES):
            return words, ""
    return value, ""


def build_form(asked: Iterable[AwaitedFigure]) -> Dataset:
    """Build a form of figures, whose values are to be filled in."""
    return Dataset("due", form_layout(), asked, form_json, {}, name="form")
