"""Correct what a region, metric, source or unit is said to be.

What is corrected is said from then on, and an empty cell is unsaid again. The words of
a target or figure that contradict the correction refuse it (docs/design.md §4.1).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any, NamedTuple

from targetcli.errors import Contradiction, UnknownColumn, Unreadable
from targetcli.model import units
from targetcli.model.bound import format_bound
from targetcli.model.field import write_cells
from targetcli.model.fields import REGION_FIELDS, SOURCE_FIELDS
from targetcli.model.financial_year import format_financial_year, read_financial_year
from targetcli.model.metric_meaning import get_origin
from targetcli.model.quantity import normalize_text
from targetcli.model.records import (
    Basis,
    Better,
    Figure,
    Metric,
    MetricKind,
    Origin,
    Region,
    Source,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.model.sides import find_own_side
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import Unit, UserUnit
from targetcli.problems.corrections import Objection
from targetcli.problems.problem import FailureReason
from targetcli.reading.cells import Cells, read_aliases, read_code, read_yes_or_no
from targetcli.reading.metrics import add_known
from targetcli.reading.reference_records import (
    read_region,
    read_source,
    read_unit,
    read_unit_amount,
)
from targetcli.reading.validation import opposes_metric
from targetcli.reading.vocabulary import Vocabulary

REGION_COLUMNS = tuple(field.key for field in REGION_FIELDS if not field.is_key)
METRIC_COLUMNS = ("name_en", "kind", "better", "non_negative", "unit", "aliases")
SOURCE_COLUMNS = tuple(field.key for field in SOURCE_FIELDS if not field.is_key)
UNIT_COLUMNS = ("is", "dimension", "factor")

# What people say instead of the codes.
_SPOKEN = {
    "better": {
        "more is better": Better.MORE,
        "less is better": Better.LESS,
        "both ends": Better.NONE,
        "正向": Better.MORE,
        "逆向": Better.LESS,
        "双向": Better.NONE,
    }
}


def read_changes(
    texts: Iterable[str], columns: tuple[str, ...], examples: tuple[str, ...]
) -> dict[str, str]:
    """Read ``column=text`` pairs.

    Raises `Unreadable` for any other text, `UnknownColumn` for an unknown column.
    """
    changes: dict[str, str] = {}
    for text in texts:
        column, equals, value = text.partition("=")
        if not equals:
            raise Unreadable("change", text, examples)
        if column not in columns:
            raise UnknownColumn(column, columns)
        changes[column] = value
    return changes


def correct_metric(metric: Metric, changes: Cells, vocabulary: Vocabulary) -> Metric:
    """Return a metric with some of its columns said anew, or no longer said."""
    cells = translate_speech(changes)
    corrected: dict[str, Any] = {}
    if "name_en" in cells:
        corrected["name_en"] = cells["name_en"].strip()
    if "aliases" in cells:
        corrected["aliases"] = read_aliases(cells)
    for column, read in _MEANING_READERS.items():
        if column in cells:
            corrected[column] = read(cells)
            corrected[f"{column}_from"] = _find_origin(cells[column])
    if "unit" in cells:
        corrected["unit"] = _read_metric_unit(cells["unit"], vocabulary)
        corrected["unit_from"] = _find_origin(cells["unit"])
    return metric._replace(**corrected)


class MetricRecords(NamedTuple):
    """The targets and figures of one metric."""

    targets: Iterable[Target]
    figures: Iterable[Figure]


def check_metric(
    old: Metric, new: Metric, records: MetricRecords, vocabulary: Vocabulary
) -> None:
    """Refuse a corrected metric that the words of its own records contradict.

    Raises `Contradiction` with the record and the line that would change it.
    """
    checks = [
        check
        for column, check in _TARGET_CHECKS.items()
        if get_origin(new, column) is Origin.SAID
        and getattr(old, column) != getattr(new, column)
    ]
    for target in records.targets if checks else ():
        for check in checks:
            check(target._replace(metric=new), vocabulary)
    if new.kind is MetricKind.FLOW and old.kind is not MetricKind.FLOW:
        for figure in records.figures:
            _check_figure_of_flow(figure)


def refresh_metric(
    metric: Metric, vocabulary: Vocabulary, emptied: Container[str] = ()
) -> Metric:
    """Return a metric with what the lexicon knows of it now; what was said stays.

    A side or sign that the lexicon knows no longer is unsaid again; a kind may also be
    known from the unit, and stays. What people emptied stays unsaid.
    """
    entry = vocabulary.find_indicator(metric.name)
    if entry is None:
        return metric if "kind" in emptied else add_known(metric, vocabulary)
    changes: dict[str, Any] = {"lexicon": entry.lexicon}
    for column in ("kind", "better", "non_negative"):
        known = getattr(entry, column)
        is_said = get_origin(metric, column) is Origin.SAID
        is_open = not (is_said or column in emptied)
        if is_open and (known is not None or column != "kind"):
            changes[column] = known
            origin = Origin.UNSAID if known is None else Origin.KNOWN
            changes[f"{column}_from"] = origin
    return metric._replace(**changes)


def correct_region(region: Region, changes: Cells, vocabulary: Vocabulary) -> Region:
    """Return a region with some of its columns changed."""
    cells = {**write_cells(REGION_FIELDS, region), **changes}
    financial_year = read_financial_year(cells["fiscal_year"])
    return read_region(cells, vocabulary)._replace(
        name=region.name,
        currency=_read_currency(cells["currency"], vocabulary.units),
        fiscal_year=format_financial_year(financial_year) if financial_year else "",
    )


def correct_source(source: Source, changes: Cells) -> Source:
    """Return a source with some of its columns changed."""
    return read_source({**write_cells(SOURCE_FIELDS, source), **changes})


def correct_unit(unit: UserUnit, changes: Cells, vocabulary: Vocabulary) -> UserUnit:
    """Return a unit as another amount; the vocabulary must not hold it yet."""
    if "is" in changes:
        return read_unit_amount(unit.name, changes["is"], vocabulary)
    stored = {"dimension": unit.dimension, "factor": str(unit.factor)}
    return read_unit({"name": unit.name, **stored, **changes}, vocabulary)


def translate_speech(changes: Cells) -> dict[str, str]:
    """Return the changes with words such as ``less is better`` as their codes."""
    return {
        column: _SPOKEN.get(column, {}).get(text.strip().casefold(), text)
        for column, text in changes.items()
    }


_MEANING_READERS: Mapping[str, Any] = {
    "kind": lambda cells: read_code(cells, "kind", MetricKind),
    "better": lambda cells: read_code(cells, "better", Better),
    "non_negative": lambda cells: (
        read_yes_or_no(cells, "non_negative") if cells["non_negative"].strip() else None
    ),
}


def _find_origin(text: str) -> Origin:
    return Origin.SAID if text.strip() else Origin.UNSAID


def _read_metric_unit(text: str, vocabulary: Vocabulary) -> str:
    unit = normalize_text(text)
    if unit:
        vocabulary.find_or_add_unit(unit)
    return unit


def _check_side(target: Target, _: Vocabulary) -> None:
    if opposes_metric(target):
        side, better = find_own_side(target), target.metric.better
        raise _refuse(Objection.TARGET_SIDE, target, side=side, better=better)


def _check_kind(target: Target, _: Vocabulary) -> None:
    """Refuse a kind that a sum over time, a place or a share cannot be of."""
    kind, bound = target.metric.kind, target.bound
    if target.basis is Basis.TOTAL and kind is not MetricKind.FLOW:
        raise _refuse(Objection.TARGET_SUM, target, kind=kind)
    if bound is None or target.basis is not Basis.LEVEL:
        return
    if bound.unit.dimension == units.RANK and kind is not MetricKind.RANK:
        raise _refuse(Objection.TARGET_PLACE, target, kind=kind)
    is_share = bound.unit.dimension == units.PERCENTAGE
    is_amount = kind in (MetricKind.FLOW, MetricKind.STOCK)
    if is_share and is_amount and target.basis_from is Origin.UNSAID:
        raise _refuse(Objection.TARGET_SHARE, target, kind=kind)


def _check_unit(target: Target, vocabulary: Vocabulary) -> None:
    """Refuse a usual unit into which the value of a target does not convert."""
    usual = vocabulary.find_or_add_unit(target.metric.unit)
    if _is_other_amount(target, usual):
        raise _refuse(Objection.TARGET_UNIT, target, unit=usual.text)


_TARGET_CHECKS: Mapping[str, Callable[[Target, Vocabulary], None]] = {
    "better": _check_side,
    "kind": _check_kind,
    "unit": _check_unit,
}


def _is_other_amount(target: Target, usual: Unit) -> bool:
    """Check that a target is an amount that does not convert to the usual unit."""
    if target.bound is None or target.basis is Basis.GROWTH or target.bound.value == 0:
        return False
    unit = target.bound.unit
    is_in_points = (unit.dimension, usual.dimension) == (units.POINTS, units.PERCENTAGE)
    return not is_in_points and not unit.is_convertible_to(usual)


def _refuse(problem: Objection, target: Target, **facts: object) -> Contradiction:
    bound = format_bound(target.bound) if target.bound else ""
    own_facts = {
        "record": format_target_id(target.id),
        "value": bound,
        "metric": target.metric.name,
    }
    return Contradiction(FailureReason(problem, own_facts | facts))


def _check_figure_of_flow(figure: Figure) -> None:
    """Refuse a flow with a value as at a day."""
    is_state = figure.start is None and figure.basis is Basis.LEVEL
    if is_state and figure.bound is not None:
        facts = {
            "record": format_figure_id(figure.id),
            "value": format_bound(figure.bound),
            "day": figure.end,
            "metric": figure.metric.name,
            "start": figure.end.replace(month=1, day=1),
        }
        raise Contradiction(FailureReason(Objection.STATE_OF_FLOW, facts))


def _read_currency(text: str, table: UnitTable) -> str:
    """Read the word of a currency, such as GBP; raises `Unreadable` for another."""
    word = normalize_text(text)
    if not word:
        return ""
    try:
        is_money = table.read(word).dimension.startswith("money")
    except Unreadable:
        is_money = False
    if not is_money:
        raise Unreadable("currency", text, ("GBP", "USD", "EUR", "CNY"))
    return word
