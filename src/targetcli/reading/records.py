"""Read a target or figure from the cells of one row.

The command line and every file format read here, so that a value is read by the same
grammar wherever it is written.
"""

from __future__ import annotations

from datetime import date

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import units
from targetcli.model.bound import Bound, Relation
from targetcli.model.bound_words import (
    ACCEPTED,
    RecordRole,
    Wording,
    has_no_number,
    read_wording,
)
from targetcli.model.deadline import read_deadline
from targetcli.model.fields import FIGURE_FIELDS, TARGET_FIELDS
from targetcli.model.names import read_name, read_scope
from targetcli.model.period import NO_REFERENCE_DAYS, ReferenceDays
from targetcli.model.quantity import (
    normalize_number,
    read_digits,
    split_number,
)
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    Commitment,
    EventAnswer,
    Figure,
    FigureStatus,
    Metric,
    MetricKind,
    Origin,
    Target,
)
from targetcli.model.units import Unit
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.records import Conflict
from targetcli.reading.cells import (
    Cells,
    normalize_word,
    read_code,
    read_day_cell,
    read_id,
    read_own_id,
    read_period_cell,
    read_simple_fields,
    read_span,
    require_text,
)
from targetcli.reading.validation import check_figure, check_target
from targetcli.reading.vocabulary import Vocabulary

_ANSWERS = {answer.value: answer for answer in EventAnswer}
_RELATIONS = {relation.value: relation for relation in Relation if relation.value}


def read_target(
    cells: Cells,
    vocabulary: Vocabulary,
    reference_days: ReferenceDays = NO_REFERENCE_DAYS,
) -> Target:
    """Read one target, adding new names to the vocabulary.

    Raises `Unreadable`, `UnknownName` or `Contradiction`.
    """
    announced = read_day_cell(cells, "announced", reference_days)
    announcement_days = ReferenceDays(
        reference_days.today, announced.end if announced else None
    )
    region = vocabulary.find_or_add_region(require_text(cells, "region")).name
    wording = _read_wording(cells, RecordRole.TARGET)
    metric = _find_or_add_metric(cells, vocabulary, wording, RecordRole.TARGET)
    window_start, deadline = _read_window(cells, announcement_days)
    base_period = read_period_cell(cells, "base_period", announcement_days)
    number = cells.get("revises", "").strip()
    target = Target(
        id=read_own_id(cells, "T"),
        region=region,
        scope=read_scope(cells.get("scope", "")),
        metric=metric,
        basis=_read_basis(cells, wording),
        basis_from=_read_basis_origin(cells),
        bound=_read_bound(cells, vocabulary, metric, wording, RecordRole.TARGET),
        answer=_read_answer(cells, metric),
        window_start=window_start,
        deadline=deadline,
        base_period=base_period,
        commitment=read_code(cells, "commitment", Commitment),
        baseline=_read_baseline(cells, vocabulary, announcement_days),
        announced=announced,
        source=vocabulary.find_or_add_source(cells.get("source", "")),
        as_written=_read_as_written(cells),
        revises=read_id("revises", number, "T") if number else None,
        withdrawn=read_day_cell(cells, "withdrawn", reference_days),
        withdrawn_source=vocabulary.find_or_add_source(
            cells.get("withdrawn_source", "")
        ),
        **read_simple_fields(cells, TARGET_FIELDS),
    )
    in_words = not cells.get("relation", "").strip()
    check_target(target, _find_usual_unit(metric, vocabulary), is_worded=in_words)
    return target


def read_figure(
    cells: Cells,
    vocabulary: Vocabulary,
    reference_days: ReferenceDays = NO_REFERENCE_DAYS,
) -> Figure:
    """Read one figure, adding new names to the vocabulary.

    Raises `Unreadable`, `UnknownName` or `Contradiction`.
    """
    published = read_day_cell(cells, "published", reference_days)
    region = vocabulary.find_or_add_region(require_text(cells, "region")).name
    wording = _read_wording(cells, RecordRole.FIGURE)
    metric = _find_or_add_metric(cells, vocabulary, wording, RecordRole.FIGURE)
    basis = _read_basis(cells, wording)
    start, end = _read_figure_period(cells, metric, basis, reference_days)
    figure = Figure(
        id=read_own_id(cells, "F"),
        region=region,
        scope=read_scope(cells.get("scope", "")),
        metric=metric,
        basis=basis,
        bound=_read_bound(cells, vocabulary, metric, wording, RecordRole.FIGURE),
        start=start,
        end=end,
        answer=_read_answer(cells, metric),
        base_period=read_period_cell(cells, "base_period", reference_days),
        status=_read_status(cells, wording),
        published=published,
        source=vocabulary.find_or_add_source(cells.get("source", "")),
        as_written=_read_as_written(cells),
        **read_simple_fields(cells, FIGURE_FIELDS),
    )
    in_words = not cells.get("relation", "").strip()
    check_figure(figure, is_worded=in_words)
    return figure


def _read_status(cells: Cells, wording: Wording | None) -> FigureStatus:
    given = read_code(cells, "status", FigureStatus)
    worded = wording.status if wording else None
    if given and worded and given is not worded:
        raise Contradiction(Conflict.STATUS, status=given, worded=worded)
    return given or worded or FigureStatus.REPORTED


def _read_window(
    cells: Cells, reference_days: ReferenceDays
) -> tuple[date | None, date | None]:
    start = read_period_cell(cells, "window_start", reference_days)
    text = cells.get("deadline", "").strip()
    if not text:
        return (start.start if start else None), None
    deadline = read_deadline(text, reference_days)
    return (start.start if start else deadline.window_start), deadline.day


def _read_figure_period(
    cells: Cells, metric: Metric, basis: Basis, reference_days: ReferenceDays
) -> tuple[date | None, date]:
    text = cells.get("period", "").strip()
    start = read_period_cell(cells, "start", reference_days)
    end = read_period_cell(cells, "end", reference_days)
    if text and (start or end):
        raise Contradiction(Conflict.PERIOD_AND_ENDS, period=text)
    span = end or read_span(
        require_text(cells, "period" if "period" in cells else "end"),
        reference_days,
    )
    if start:
        return start.start, span.end
    is_state = (
        metric.kind in (MetricKind.STOCK, MetricKind.RANK) and basis is Basis.LEVEL
    )
    # An end that is one day is that day; an end that is 2023 is all of 2023.
    is_at_date = is_state or (end is not None and span.days == 1)
    return (None if is_at_date else span.start), span.end


def _read_wording(cells: Cells, role: RecordRole) -> Wording | None:
    """Read the value: as words where no relation is given, else as digits."""
    text = cells.get("value", "").strip()
    is_answer = text.casefold() in _ANSWERS
    if is_answer or (role is RecordRole.TARGET and has_no_number(text)):
        _check_no_number(cells)
        return None
    relation = _read_relation(cells)
    unit = normalize_word(cells.get("unit", ""))
    high = cells.get("value_high", "").strip()
    if relation is not None:
        return _read_digits(relation, text, high, unit)
    if high:
        raise Unreadable("value_high", high, problem=ReadingProblem.UPPER_END_ALONE)
    return read_wording(text, role, unit)


def _read_digits(relation: Relation, text: str, high: str, unit: str) -> Wording:
    """Read digits whose relation is in its own column; a unit may follow them."""
    value, own_unit = split_number(normalize_number(text))
    if own_unit and unit not in ("", own_unit):
        raise Contradiction(Conflict.UNIT, unit=own_unit, column_unit=unit)
    value_high = read_digits(high) if high else None
    return Wording(relation, value, value_high, own_unit or unit, None)


def _check_no_number(cells: Cells) -> None:
    """Refuse a relation or an upper end where there is no number."""
    for column in ("relation", "value_high"):
        if cells.get(column, "").strip():
            raise Unreadable(
                "value", "", problem=ReadingProblem.COLUMN_WITHOUT_NUMBER, column=column
            )


def _read_relation(cells: Cells) -> Relation | None:
    text = normalize_word(cells.get("relation", ""))
    if text and text not in _RELATIONS:
        raise Unreadable("relation", text, tuple(_RELATIONS))
    return _RELATIONS.get(text)


def _read_basis(cells: Cells, wording: Wording | None) -> Basis:
    given = read_code(cells, "basis", Basis)
    worded = wording.basis if wording else None
    if given and worded and given is not worded:
        raise Contradiction(Conflict.BASIS, basis=given, worded=worded)
    return given or worded or Basis.LEVEL


def _read_basis_origin(cells: Cells) -> Origin:
    """Return who gave the basis: the row where it has one, unless it says otherwise."""
    is_given = bool(cells.get("basis", "").strip())
    origin = read_code(cells, "basis_from", Origin) if "basis_from" in cells else None
    return origin or (
        Origin.SAID if is_given and "basis_from" not in cells else Origin.UNSAID
    )


def _find_or_add_metric(
    cells: Cells, vocabulary: Vocabulary, wording: Wording | None, role: RecordRole
) -> Metric:
    text = require_text(cells, "metric")
    metric = vocabulary.metrics.find(text)
    if metric is None:
        name = read_name("metric", text)
        kind = read_code(cells, "kind", MetricKind)
        kind = kind or _infer_kind(cells, vocabulary, wording)
        better = read_code(cells, "better", Better)
        # A reported 近2.3万个 does not tell which side of the metric is better.
        target_wording = wording if role is RecordRole.TARGET else None
        unit = wording.unit if wording and not wording.basis else ""
        better = better or _infer_better(kind, target_wording)
        metric = Metric(name, kind=kind, better=better, unit=unit)
        vocabulary.add_new(metric)
    return metric


def _infer_better(kind: MetricKind, target_wording: Wording | None) -> Better:
    """Infer the better side of a new metric from the relation of its target."""
    falls = target_wording is not None and target_wording.relation in (
        Relation.AT_MOST,
        Relation.UNDER,
    )
    return Better.LESS if falls or kind is MetricKind.RANK else Better.MORE


def _find_usual_unit(metric: Metric, vocabulary: Vocabulary) -> Unit | None:
    """Return the usual unit of a metric, or None where it has none."""
    return vocabulary.find_or_add_unit(metric.unit) if metric.unit else None


def _infer_kind(
    cells: Cells, vocabulary: Vocabulary, wording: Wording | None
) -> MetricKind:
    if wording is None:
        return _infer_kind_without_number(cells)
    basis = _read_basis(cells, wording)
    if basis is not Basis.LEVEL:
        return MetricKind.STOCK if basis is Basis.CHANGE else MetricKind.FLOW
    dimension = (
        vocabulary.find_or_add_unit(wording.unit).dimension
        if wording.unit
        else units.COUNT
    )
    if dimension == units.RANK:
        return MetricKind.RANK
    if dimension in (units.PERCENTAGE, units.POINTS) or "/" in dimension:
        return MetricKind.RATIO
    return MetricKind.FLOW if dimension.startswith("money") else MetricKind.STOCK


def _infer_kind_without_number(cells: Cells) -> MetricKind:
    """Infer a rank from 位居前列, a stock from 高于全市平均, an event from no words."""
    value, written = cells.get("value", ""), cells.get("as_written", "")
    words = value or written
    if has_no_number(words):
        return MetricKind.RANK if words.strip().endswith("前列") else MetricKind.STOCK
    counted = written and not value and cells.get("unit")
    return MetricKind.STOCK if counted else MetricKind.EVENT


def _read_bound(
    cells: Cells,
    vocabulary: Vocabulary,
    metric: Metric,
    wording: Wording | None,
    role: RecordRole,
) -> Bound | None:
    if wording is None:
        _check_without_number(cells, metric, role)
        return None
    if metric.kind is MetricKind.EVENT:
        raise _refuse_answer(cells["value"], metric)
    if not wording.unit:
        raise _refuse_unitless(cells["value"], metric)
    _check_upper_end(wording, cells)
    relation = wording.relation or _UNWORDED_RELATIONS[role]
    unit = vocabulary.find_or_add_unit(wording.unit)
    return Bound(relation, wording.value, wording.value_high, unit)


def _check_without_number(cells: Cells, metric: Metric, role: RecordRole) -> None:
    value = cells.get("value", "").strip()
    is_answer = value.casefold() in _ANSWERS
    if metric.kind is MetricKind.EVENT:
        if not is_answer:
            raise _refuse_answer(value, metric)
        return
    text = value or cells.get("as_written", "").strip()
    if role is RecordRole.FIGURE or not text or (value and is_answer):
        problem = ReadingProblem.UNKNOWN_FORM if value else ReadingProblem.NO_WORDS
        raise Unreadable("value", value, ACCEPTED, problem)


def _refuse_unitless(text: str, metric: Metric) -> Unreadable:
    if not metric.unit:
        return Unreadable("value", text, ACCEPTED, ReadingProblem.NO_UNIT)
    return Unreadable(
        "value", text, ACCEPTED, ReadingProblem.NO_USUAL_UNIT, unit=metric.unit
    )


def _refuse_answer(text: str, metric: Metric) -> Unreadable:
    return Unreadable("value", text, problem=ReadingProblem.EVENT, metric=metric.name)


def _check_upper_end(wording: Wording, cells: Cells) -> None:
    if wording.relation is Relation.RANGE and wording.value_high is None:
        raise Unreadable("value_high", "", problem=ReadingProblem.UPPER_END_MISSING)
    if wording.value_high is None:
        return
    if wording.relation is None:
        raise Contradiction(Conflict.UPPER_END_UNSAID, value_high=wording.value_high)
    if wording.relation not in (Relation.RANGE, Relation.OVER):
        raise Contradiction(
            Conflict.UPPER_END, relation=wording.relation, value_high=wording.value_high
        )
    width = wording.value_high - wording.value
    if width < 0 or (width == 0 and wording.relation is Relation.OVER):
        raise Unreadable(
            "value", cells["value"], problem=ReadingProblem.UPPER_END_BELOW
        )


# A bare number is the figure itself; of a target the better side gives the relation.
_UNWORDED_RELATIONS = {
    RecordRole.FIGURE: Relation.EQUAL,
    RecordRole.TARGET: Relation.UNSAID,
}


def _read_answer(cells: Cells, metric: Metric) -> EventAnswer:
    if metric.kind is not MetricKind.EVENT:
        return EventAnswer.UNSAID
    return EventAnswer(cells.get("value", "").strip().casefold())


def _read_baseline(
    cells: Cells, vocabulary: Vocabulary, reference_days: ReferenceDays
) -> Baseline | None:
    text = cells.get("baseline_value", "").strip()
    if not text:
        _check_no_baseline(cells)
        return None
    unit = normalize_word(cells.get("baseline_unit", ""))
    wording = read_wording(text, RecordRole.FIGURE, unit)
    if wording.relation is not None or wording.basis is not None:
        raise Unreadable(
            "baseline", text, ("2607亿元",), ReadingProblem.INEXACT_BASELINE
        )
    period = read_span(require_text(cells, "baseline_period"), reference_days)
    return Baseline(wording.value, vocabulary.find_or_add_unit(wording.unit), period)


def _check_no_baseline(cells: Cells) -> None:
    for column in ("baseline_unit", "baseline_period"):
        if cells.get(column, "").strip():
            raise Unreadable(
                "baseline_value",
                "",
                problem=ReadingProblem.BASELINE_MISSING,
                column=column,
            )


def _read_as_written(cells: Cells) -> str:
    """Return the words given as written, else the value where it is words."""
    as_written = cells.get("as_written", "")
    if as_written or cells.get("relation", "").strip():
        return as_written
    value = cells.get("value", "").strip()
    return "" if value.casefold() in (EventAnswer.YES, EventAnswer.NO) else value
