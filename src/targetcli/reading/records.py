"""One row of text to one target or figure.

The command line and every file format come through here, so that a value is read by
one grammar wherever it is written. Keys are the columns of the CSV files.
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
from targetcli.model.names import read_name, read_scope
from targetcli.model.period import NO_REFERENCE_DAYS, ReferenceDays, read_deadline
from targetcli.model.quantity import (
    format_digits,
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
    Target,
)
from targetcli.model.units import Unit
from targetcli.reading import cells
from targetcli.reading.cells import Cells
from targetcli.reading.validation import check_figure, check_target
from targetcli.reading.vocabulary import Vocabulary

TARGET_COLUMNS = (
    *("id", "region", "scope", "metric", "basis", "relation", "value", "value_high"),
    *("unit", "window_start", "deadline", "base_period", "commitment"),
    *("baseline_value", "baseline_unit", "baseline_period", "plan", "announced"),
    *("source", "locator", "as_written", "note", "revises", "withdrawn"),
    "withdrawn_source",
)
FIGURE_COLUMNS = (
    *("id", "region", "scope", "metric", "basis", "relation", "value", "value_high"),
    *("unit", "start", "end", "base_period", "status", "published", "source"),
    *("locator", "as_written", "note"),
)


_ANSWERS = {answer.value: answer for answer in EventAnswer}
_RELATIONS = {relation.value: relation for relation in Relation}


def read_target(
    fields: Cells, words: Vocabulary, relatives: ReferenceDays = NO_REFERENCE_DAYS
) -> Target:
    """Read one target.

    Raises `Unreadable`, `UnknownName` or `Contradiction`; coins unknown names.
    """
    announced = cells.read_day_cell(fields, "announced", relatives)
    relative = ReferenceDays(relatives.today, announced.end if announced else None)
    region = words.find_or_add_region(cells.require_text(fields, "region")).name
    wording = _wording(fields, RecordRole.TARGET)
    metric = _metric(fields, words, wording, RecordRole.TARGET)
    window_start, deadline = _window(fields, relative)
    base_period = cells.read_period_cell(fields, "base_period", relative)
    number = fields.get("revises", "").strip()
    target = Target(
        id=cells.read_own_id(fields, "T"),
        region=region,
        scope=read_scope(fields.get("scope", "")),
        metric=metric,
        basis=_basis(fields, wording),
        bound=_bound(fields, words, metric, wording, RecordRole.TARGET),
        answer=_answer(fields, metric),
        window_start=window_start,
        deadline=deadline,
        base_period=base_period,
        commitment=cells.read_choice(fields, "commitment", Commitment),
        baseline=_baseline(fields, words, relative),
        plan=cells.read_text(fields, "plan"),
        announced=announced,
        source=words.find_or_add_source(fields.get("source", "")),
        locator=cells.read_text(fields, "locator"),
        as_written=_as_written(fields),
        note=cells.read_text(fields, "note"),
        revises=cells.read_id("revises", number, "T") if number else None,
        withdrawn=cells.read_day_cell(fields, "withdrawn", relatives),
        withdrawn_source=words.find_or_add_source(fields.get("withdrawn_source", "")),
    )
    in_words = not fields.get("relation", "").strip()
    check_target(target, _usual_unit(metric, words), is_worded=in_words)
    return target


def read_figure(
    fields: Cells, words: Vocabulary, relatives: ReferenceDays = NO_REFERENCE_DAYS
) -> Figure:
    """Read one figure.

    Raises `Unreadable`, `UnknownName` or `Contradiction`; coins unknown names.
    """
    published = cells.read_day_cell(fields, "published", relatives)
    region = words.find_or_add_region(cells.require_text(fields, "region")).name
    wording = _wording(fields, RecordRole.FIGURE)
    metric = _metric(fields, words, wording, RecordRole.FIGURE)
    basis = _basis(fields, wording)
    start, end = _figure_period(fields, metric, basis, relatives)
    figure = Figure(
        id=cells.read_own_id(fields, "F"),
        region=region,
        scope=read_scope(fields.get("scope", "")),
        metric=metric,
        basis=basis,
        bound=_bound(fields, words, metric, wording, RecordRole.FIGURE),
        start=start,
        end=end,
        answer=_answer(fields, metric),
        base_period=cells.read_period_cell(fields, "base_period", relatives),
        status=_status(fields, wording),
        published=published,
        source=words.find_or_add_source(fields.get("source", "")),
        locator=cells.read_text(fields, "locator"),
        as_written=_as_written(fields),
        note=cells.read_text(fields, "note"),
    )
    in_words = not fields.get("relation", "").strip()
    check_figure(figure, is_worded=in_words)
    return figure


def _status(fields: Cells, wording: Wording | None) -> FigureStatus:
    chosen = cells.read_choice(fields, "status", FigureStatus)
    said = wording.status if wording else None
    if chosen and said and chosen is not said:
        raise Contradiction(f"the status is {chosen}", f"the words say {said}")
    return chosen or said or FigureStatus.REPORTED


def _window(fields: Cells, relatives: ReferenceDays) -> tuple[date | None, date | None]:
    start = cells.read_period_cell(fields, "window_start", relatives)
    text = fields.get("deadline", "").strip()
    if not text:
        return (start.start if start else None), None
    said = read_deadline(text, relatives)
    return (start.start if start else said.window_start), said.day


def _figure_period(
    fields: Cells, metric: Metric, basis: Basis, relatives: ReferenceDays
) -> tuple[date | None, date]:
    text = fields.get("period", "").strip()
    start = cells.read_period_cell(fields, "start", relatives)
    end = cells.read_period_cell(fields, "end", relatives)
    if text and (start or end):
        raise Contradiction(f"the period is {text}", "a start or an end is given too")
    span = end or cells.read_period_text(
        cells.require_text(fields, "period" if "period" in fields else "end"), relatives
    )
    if start:
        return start.start, span.end
    at_a_date = (
        metric.kind in (MetricKind.STOCK, MetricKind.RANK) and basis is Basis.LEVEL
    )
    # An end that is one day is that day; an end that is 2023 is all of 2023.
    alone = at_a_date or (end is not None and span.days == 1)
    return (None if alone else span.start), span.end


def _wording(fields: Cells, role: RecordRole) -> Wording | None:
    """Read the value: in words where no relation is given, else as digits."""
    text = fields.get("value", "").strip()
    is_answer = text.casefold() in _ANSWERS
    if is_answer or (role is RecordRole.TARGET and has_no_number(text)):
        _check_no_number(fields)
        return None
    relation = _relation(fields)
    unit = cells.normalize_word(fields.get("unit", ""))
    high = fields.get("value_high", "").strip()
    if relation is not None:
        return _said_outright(relation, text, high, unit)
    if high:
        raise Unreadable("value_high", high, why="it needs the relation range, or >")
    return read_wording(text, role, unit)


def _said_outright(relation: Relation, text: str, high: str, unit: str) -> Wording:
    """Read digits whose relation stands beside them; their unit may follow them."""
    value, own_unit = split_number(normalize_number(text))
    if own_unit and unit not in ("", own_unit):
        raise Contradiction(f"the value is in {own_unit}", f"the unit is {unit}")
    value_high = read_digits(high) if high else None
    return Wording(relation, value, value_high, own_unit or unit, None)


def _check_no_number(fields: Cells) -> None:
    """Refuse what belongs to a value where there is none."""
    for column in ("relation", "value_high"):
        if fields.get(column, "").strip():
            raise Unreadable("value", "", why=f"there is a {column}, and no number")


def _relation(fields: Cells) -> Relation | None:
    text = cells.normalize_word(fields.get("relation", ""))
    if text and text not in _RELATIONS:
        raise Unreadable("relation", text, tuple(Relation))
    return _RELATIONS.get(text)


def _basis(fields: Cells, wording: Wording | None) -> Basis:
    chosen = cells.read_choice(fields, "basis", Basis)
    said = wording.basis if wording else None
    if chosen and said and chosen is not said:
        raise Contradiction(f"the basis is {chosen}", f"the words say {said}")
    return chosen or said or Basis.LEVEL


def _metric(
    fields: Cells, words: Vocabulary, wording: Wording | None, role: RecordRole
) -> Metric:
    text = cells.require_text(fields, "metric")
    metric = words.metrics.find(text)
    if metric is None:
        name = read_name("metric", text)
        kind = cells.read_choice(fields, "kind", MetricKind)
        kind = kind or _kind_from(fields, words, wording)
        better = cells.read_choice(fields, "better", Better)
        # A reported 近2.3万个 says nothing of which way the metric should go.
        asked = wording if role is RecordRole.TARGET else None
        unit = wording.unit if wording and not wording.basis else ""
        better = better or _better_from(kind, asked)
        metric = Metric(name, kind=kind, better=better, unit=unit)
        words.add_new(metric)
    return metric


def _better_from(kind: MetricKind, asked: Wording | None) -> Better:
    """Tell which way a new metric should go from what is asked of it."""
    falls = asked is not None and asked.relation in (Relation.AT_MOST, Relation.UNDER)
    return Better.LESS if falls or kind is MetricKind.RANK else Better.MORE


def _usual_unit(metric: Metric, words: Vocabulary) -> Unit | None:
    """Return the unit a metric was described with; none was where it was coined."""
    return words.find_or_add_unit(metric.unit) if metric.unit else None


def _kind_from(fields: Cells, words: Vocabulary, wording: Wording | None) -> MetricKind:
    if wording is None:
        return _kind_without_number(fields)
    basis = _basis(fields, wording)
    if basis is not Basis.LEVEL:
        return MetricKind.STOCK if basis is Basis.CHANGE else MetricKind.FLOW
    dimension = (
        words.find_or_add_unit(wording.unit).dimension if wording.unit else units.COUNT
    )
    if dimension == units.RANK:
        return MetricKind.RANK
    if dimension in (units.PERCENTAGE, units.POINTS) or "/" in dimension:
        return MetricKind.RATIO
    return MetricKind.FLOW if dimension.startswith("money") else MetricKind.STOCK


def _kind_without_number(fields: Cells) -> MetricKind:
    """Tell 位居前列 and 高于全市平均, kept with their words, from an event."""
    value, written = fields.get("value", ""), fields.get("as_written", "")
    words = value or written
    if has_no_number(words):
        return MetricKind.RANK if words.strip().endswith("前列") else MetricKind.STOCK
    counted = written and not value and fields.get("unit")
    return MetricKind.STOCK if counted else MetricKind.EVENT


def _bound(
    fields: Cells,
    words: Vocabulary,
    metric: Metric,
    wording: Wording | None,
    role: RecordRole,
) -> Bound | None:
    if wording is None:
        _check_numberless(fields, metric, role)
        return None
    if metric.kind is MetricKind.EVENT:
        raise _no_answer(fields["value"], metric)
    if not wording.unit:
        why = f"no unit; {metric.unit} is usual" if metric.unit else "no unit"
        raise Unreadable("value", fields["value"], ACCEPTED, why)
    _check_ends(wording, fields)
    relation = wording.relation or _unsaid_relation(metric, role)
    unit = words.find_or_add_unit(wording.unit)
    return Bound(relation, wording.value, wording.value_high, unit)


def _check_numberless(fields: Cells, metric: Metric, role: RecordRole) -> None:
    answered = fields.get("value", "").strip()
    is_answer = answered.casefold() in _ANSWERS
    if metric.kind is MetricKind.EVENT:
        if not is_answer:
            raise _no_answer(answered, metric)
        return
    said = answered or fields.get("as_written", "").strip()
    if role is RecordRole.FIGURE or not said or (answered and is_answer):
        why = "" if answered else "it is empty, and no words stand for it"
        raise Unreadable("value", answered, ACCEPTED, why)


def _no_answer(text: str, metric: Metric) -> Unreadable:
    accepted = ("yes", "no", "an empty value")
    return Unreadable("value", text, accepted, f"{metric.name} is an event")


def _check_ends(wording: Wording, fields: Cells) -> None:
    if wording.relation is Relation.RANGE and wording.value_high is None:
        raise Unreadable("value_high", "", why="a range needs its upper end")
    if wording.value_high is None:
        return
    if wording.relation not in (Relation.RANGE, Relation.OVER):
        raise Contradiction(
            f"the relation is {wording.relation or 'empty'}",
            f"there is an upper end, {format_digits(wording.value_high)}",
        )
    apart = wording.value_high - wording.value
    if apart < 0 or (apart == 0 and wording.relation is Relation.OVER):
        raise Unreadable("value", fields["value"], why="its upper end is below it")


def _unsaid_relation(metric: Metric, role: RecordRole) -> Relation:
    if role is RecordRole.FIGURE or metric.better is Better.NONE:
        return Relation.EQUAL
    return Relation.AT_LEAST if metric.better is Better.MORE else Relation.AT_MOST


def _answer(fields: Cells, metric: Metric) -> EventAnswer:
    if metric.kind is not MetricKind.EVENT:
        return EventAnswer.UNSAID
    return EventAnswer(fields.get("value", "").strip().casefold())


def _baseline(
    fields: Cells, words: Vocabulary, relatives: ReferenceDays
) -> Baseline | None:
    text = fields.get("baseline_value", "").strip()
    if not text:
        _check_no_baseline(fields)
        return None
    unit = cells.normalize_word(fields.get("baseline_unit", ""))
    said = read_wording(text, RecordRole.FIGURE, unit)
    if said.relation is not None or said.basis is not None:
        raise Unreadable("baseline", text, ("2607亿元",), "it is not one exact number")
    period = cells.read_period_text(
        cells.require_text(fields, "baseline_period"), relatives
    )
    return Baseline(said.value, words.find_or_add_unit(said.unit), period)


def _check_no_baseline(fields: Cells) -> None:
    for column in ("baseline_unit", "baseline_period"):
        if fields.get(column, "").strip():
            why = f"it is empty, and there is a {column}"
            raise Unreadable("baseline_value", "", why=why)


def _as_written(fields: Cells) -> str:
    """Return the words as written: those given, else the value where it is words."""
    given = fields.get("as_written", "")
    if given or fields.get("relation", "").strip():
        return given
    value = fields.get("value", "").strip()
    return "" if value.casefold() in (EventAnswer.YES, EventAnswer.NO) else value
