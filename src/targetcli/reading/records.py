"""Read a target or figure from the cells of one row.

The command line and every file format read here, so that a value is read by the same
grammar wherever it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import units
from targetcli.model.announced_forms import grows_in_real_terms
from targetcli.model.announced_vocabulary import REAL_SCOPES
from targetcli.model.bound import Bound, Relation
from targetcli.model.bound_vocabulary import ANSWERS
from targetcli.model.bound_words import (
    RecordRole,
    Wording,
    has_no_number,
    is_net_zero,
    names_balance,
    read_wording,
    refuse_value,
    tells_of_happening,
)
from targetcli.model.counted_nouns import count_own_noun, create_noun_unit
from targetcli.model.deadline import Deadline, is_open_ended, read_deadline
from targetcli.model.fields import FIGURE_FIELDS, TARGET_FIELDS
from targetcli.model.financial_year import (
    FinancialYear,
    may_be_financial_year,
    read_financial_year,
)
from targetcli.model.names import quote_argument, read_scope
from targetcli.model.period import NO_REFERENCE_DAYS, ReferenceDays, Span, year_span
from targetcli.model.period_words import names_state
from targetcli.model.quantity import (
    is_plain_number,
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
    Region,
    Target,
    When,
)
from targetcli.model.unit_vocabulary import is_multiple
from targetcli.model.units import Unit
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.records import Conflict
from targetcli.problems.remarks import Remark
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
from targetcli.reading.headings import translate_code
from targetcli.reading.metrics import (
    RowMetric,
    find_metric,
    list_names,
    settle_wording,
)
from targetcli.reading.remarks import remark_on_target
from targetcli.reading.validation import check_figure, check_target
from targetcli.reading.vocabulary import Vocabulary

_ANSWERS = {answer.value: answer for answer in EventAnswer}
_RELATIONS = {relation.value: relation for relation in Relation if relation.value}


class _RowValue(NamedTuple):
    """Value of a row as it is meant of its metric, None where there is no number."""

    wording: Wording | None
    basis: Basis
    bound: Bound | None
    answer: EventAnswer


def read_target(
    cells: Cells,
    vocabulary: Vocabulary,
    reference_days: ReferenceDays = NO_REFERENCE_DAYS,
) -> Target:
    """Read one target, adding new names to the vocabulary.

    Raises `Unreadable`, `UnknownName` or `Contradiction`.
    """
    announced = read_day_cell(cells, "announced", reference_days)
    region = vocabulary.find_or_add_region(require_text(cells, "region"))
    announcement_days = ReferenceDays(
        reference_days.today,
        announced.end if announced else None,
        _read_region_year(cells, region),
    )
    _check_unit_of_file(cells, vocabulary)
    wording = _read_words(cells, vocabulary, RecordRole.TARGET, region)
    cells = _add_worded_base(cells, wording)
    basis = _read_basis(cells, wording)
    row_metric = _find_metric(cells, vocabulary, wording, basis)
    metric = row_metric.metric
    value = _read_value(cells, vocabulary, metric, wording, RecordRole.TARGET)
    deadline = _read_deadline(cells, announcement_days)
    window_start = read_period_cell(cells, "window_start", announcement_days)
    _remark_on_month(cells, "deadline", vocabulary)
    number = cells.get("revises", "").strip()
    target = Target(
        id=read_own_id(cells, "T"),
        region=region.name,
        scope=_read_scope(cells, wording, metric),
        metric=metric,
        basis=value.basis,
        basis_from=_read_basis_origin(cells, wording),
        bound=value.bound,
        answer=value.answer,
        window_start=(
            window_start.start
            if window_start
            else _find_window_start(deadline, value.basis, announced)
        ),
        deadline=deadline.day if deadline else None,
        base_period=read_period_cell(cells, "base_period", announcement_days),
        commitment=_read_commitment(cells, wording),
        baseline=_read_baseline(cells, vocabulary, metric, announcement_days),
        announced=announced,
        source=vocabulary.find_or_add_source(cells.get("source", "")),
        as_written=_read_as_written(cells),
        revises=read_id("revises", number, "T") if number else None,
        withdrawn=read_day_cell(cells, "withdrawn", reference_days),
        withdrawn_source=vocabulary.find_or_add_source(
            cells.get("withdrawn_source", "")
        ),
        side=_read_side(cells, value),
        deadline_period=deadline.period if deadline else None,
        when=deadline.when if deadline else When.AT,
        **read_simple_fields(cells, TARGET_FIELDS),
    )
    target = target._replace(owner=_read_owner(cells), note=_read_note(cells))
    in_words = not cells.get("relation", "").strip()
    usual_unit = _find_usual_unit(metric, vocabulary)
    is_basis_given = bool(cells.get("basis", "").strip())
    check_target(target, usual_unit, is_worded=in_words, is_basis_given=is_basis_given)
    row_metric.add_to(vocabulary)
    remark_on_target(target, vocabulary, is_worded=in_words)
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
    region = vocabulary.find_or_add_region(require_text(cells, "region"))
    financial_year = _read_region_year(cells, region)
    reference_days = reference_days._replace(financial_year=financial_year)
    _check_unit_of_file(cells, vocabulary)
    wording = _read_words(cells, vocabulary, RecordRole.FIGURE, region)
    cells = _add_worded_base(cells, wording)
    basis = _read_basis(cells, wording)
    row_metric = _find_metric(cells, vocabulary, wording, basis)
    metric = row_metric.metric
    value = _read_value(cells, vocabulary, metric, wording, RecordRole.FIGURE)
    start, end = _read_figure_period(cells, metric, basis, reference_days)
    _remark_on_month(cells, "period", vocabulary)
    figure = Figure(
        id=read_own_id(cells, "F"),
        region=region.name,
        scope=_read_scope(cells, wording, metric),
        metric=metric,
        basis=value.basis,
        bound=value.bound,
        start=start,
        end=end,
        answer=value.answer,
        base_period=read_period_cell(cells, "base_period", reference_days),
        status=_read_status(cells, wording),
        published=published,
        source=vocabulary.find_or_add_source(cells.get("source", "")),
        as_written=_read_as_written(cells),
        **read_simple_fields(cells, FIGURE_FIELDS),
    )
    in_words = not cells.get("relation", "").strip()
    is_basis_given = bool(cells.get("basis", "").strip())
    check_figure(figure, is_worded=in_words, is_basis_given=is_basis_given)
    row_metric.add_to(vocabulary)
    return figure


def _read_owner(cells: Cells) -> str:
    """Read who answers for a target: several names joined by ``;``, the first leads."""
    names = cells.get("owner", "").replace("；", ";").split(";")
    return ";".join(name.strip() for name in names if name.strip())


def _read_region_year(cells: Cells, region: Region) -> FinancialYear | None:
    """Return the financial year that the row gives, else that of its region."""
    return read_financial_year(cells.get("fiscal_year", "") or region.fiscal_year)


def _read_note(cells: Cells) -> str:
    """Return the note of a target; words such as 长期坚持 are kept in it."""
    note, deadline = cells.get("note", ""), cells.get("deadline", "").strip()
    return deadline if not note and is_open_ended(deadline) else note


def _remark_on_month(cells: Cells, column: str, vocabulary: Vocabulary) -> None:
    """Remark that 2009-10 was read as a month, since financial years look alike."""
    text = cells.get(column, "").strip()
    if may_be_financial_year(text):
        facts = {"text": text, "year": text.replace("-", "/")}
        vocabulary.remarks.append(FailureReason(Remark.MONTH_NOT_YEAR, facts))


def _read_value(
    cells: Cells,
    vocabulary: Vocabulary,
    metric: Metric,
    wording: Wording | None,
    role: RecordRole,
) -> _RowValue:
    """Read the value of a row, as it is meant of its metric."""
    if wording is not None and not cells.get("relation", "").strip():
        wording = settle_wording(wording, metric, vocabulary)
    return _RowValue(
        wording,
        _read_basis(cells, wording),
        _read_bound(cells, vocabulary, metric, wording, role),
        _read_answer(cells, metric, role),
    )


def _read_side(cells: Cells, value: _RowValue) -> Better | None:
    """Return the side of a target by its words, where its relation gives none."""
    given = read_code(cells, "side", Better)
    bound = value.bound
    if bound is None or bound.relation not in (Relation.ABOUT, Relation.RANGE):
        return given
    worded = value.wording.side if value.wording else None
    if given and worded and given is not worded:
        raise Contradiction(Conflict.SIDE, side=given, worded=worded)
    return given or worded


def _add_worded_base(cells: Cells, wording: Wording | None) -> Cells:
    """Return the cells with the base that the words of the value name: below 1990."""
    if wording is None or not wording.base:
        return cells
    given = cells.get("base_period", "").strip()
    if given and given != wording.base:
        raise Contradiction(Conflict.WORDED_BASE, base=given, worded=wording.base)
    return {**cells, "base_period": wording.base}


def _find_window_start(
    deadline: Deadline | None, basis: Basis, announced: Span | None
) -> date | None:
    """Return the first day of the window that the words name.

    新增5万人 by 2025, announced in 2025, are the additions of that year.
    """
    if deadline is None or deadline.window_start or deadline.period is None:
        return deadline.window_start if deadline else None
    year = deadline.period
    is_of_year = announced is not None and year.contains(announced)
    is_whole_year = year == year_span(year.start.year)
    return year.start if basis is Basis.TOTAL and is_of_year and is_whole_year else None


def _read_scope(cells: Cells, wording: Wording | None, metric: Metric) -> str:
    """Read the scope, with what the words say of it: 全市第2位, 名义增长5%.

    Of GDP 实际增长5% says no more than 增长5%, which is at constant prices anyway.
    """
    given = cells.get("scope", "")
    worded = wording.scope if wording else ""
    if worded in REAL_SCOPES and grows_in_real_terms((metric.name, *metric.aliases)):
        worded = ""
    return read_scope(";".join(filter(None, (given, worded))))


def _read_commitment(cells: Cells, wording: Wording | None) -> Commitment | None:
    """Read the commitment; what is given outright comes before 力争 and 确保."""
    given = read_code(cells, "commitment", Commitment)
    return given or (wording.commitment if wording else None)


def _check_unit_of_file(cells: Cells, vocabulary: Vocabulary) -> None:
    """Refuse a new noun in the unit column of a file: it may be an office or a remark.

    The noun of the metric itself counts the metric.
    """
    text = normalize_word(cells.get("unit", ""))
    if not text or not vocabulary.reads_files:
        return
    noun = vocabulary.units.find_new_noun(text)
    if noun is None:
        return
    metric = vocabulary.metrics.find(cells["metric"])
    names = list_names(metric) if metric else (cells["metric"],)
    new = Unit(noun, create_noun_unit(noun).dimension, 1, 1)
    if count_own_noun(new, names).dimension != units.COUNT:
        argument = quote_argument(noun)
        raise Unreadable(
            "unit", noun, problem=ReadingProblem.UNIT_OF_FILE, argument=argument
        )


def _read_status(cells: Cells, wording: Wording | None) -> FigureStatus:
    status = read_code(cells, "status", FigureStatus)
    worded = wording.status if wording else None
    if status and worded and status is not worded:
        raise Contradiction(Conflict.STATUS, status=status, worded=worded)
    return status or worded or FigureStatus.REPORTED


def _read_deadline(cells: Cells, reference_days: ReferenceDays) -> Deadline | None:
    """Read the deadline with the period that it names; return None without one."""
    text = cells.get("deadline", "").strip()
    if not text or is_open_ended(text):
        return None
    deadline = read_deadline(text, reference_days)
    given_period = read_period_cell(cells, "deadline_period", reference_days)
    # A table that has the column leaves it empty where the period was not kept.
    is_kept_day = "deadline_period" in cells and text == deadline.day.isoformat()
    if given_period or is_kept_day:
        deadline = deadline._replace(period=given_period)
    return deadline._replace(when=read_code(cells, "when", When) or deadline.when)


def _read_figure_period(
    cells: Cells, metric: Metric, basis: Basis, reference_days: ReferenceDays
) -> tuple[date | None, date]:
    """Read the first and last day of a figure; no first day means as at the last.

    Words such as 年底 and "as at" say so of any metric, a bare day of a stock or rank.
    """
    text = cells.get("period", "").strip()
    start = read_period_cell(cells, "start", reference_days)
    end = read_period_cell(cells, "end", reference_days)
    if text and (start or end):
        raise Contradiction(Conflict.PERIOD_AND_ENDS, period=text)
    column = "end" if end or "period" not in cells else "period"
    words = require_text(cells, column)
    span = end or read_span(words, reference_days)
    if start:
        return start.start, span.end
    is_state = metric.kind in (MetricKind.STOCK, MetricKind.RANK)
    # A table with both columns leaves the start of a value as at a day empty.
    is_left_empty = end is not None and "start" in cells
    is_bare_state = span.days == 1 and basis is Basis.LEVEL and is_state
    is_as_at = span.days == 1 and (is_left_empty or names_state(words))
    return (None if is_as_at or is_bare_state else span.start), span.end


def _read_words(
    cells: Cells, vocabulary: Vocabulary, role: RecordRole, region: Region
) -> Wording | None:
    """Read the value; of an event, other words than an answer are refused as such."""
    try:
        return _read_wording(cells, role, region.currency)
    except Unreadable as failure:
        name = cells.get("metric", "").strip()
        metric = vocabulary.metrics.find(name)
        kind = metric.kind if metric else cells.get("kind", "").strip()
        if failure.thing == "value" and kind == MetricKind.EVENT:
            raise _refuse_answer(cells["value"], name) from failure
        raise


def _read_wording(cells: Cells, role: RecordRole, currency: str) -> Wording | None:
    """Read the value: as words where no relation is given, else as digits."""
    text = cells.get("value", "").strip()
    if not is_plain_number(text):
        if is_net_zero(text) and names_balance(cells.get("metric", "")):
            text = "0"
        elif _has_no_number(text, role):
            _check_no_number(cells)
            return None
    relation = _read_relation(cells)
    unit = normalize_word(cells.get("unit", ""))
    high = cells.get("value_high", "").strip()
    if relation is not None:
        return _read_digits(relation, text, high, unit)
    if high:
        raise Unreadable("value_high", high, problem=ReadingProblem.UPPER_END_ALONE)
    return read_wording(text, role, unit, currency)


def _has_no_number(text: str, role: RecordRole) -> bool:
    """Return True for an answer, for words of happening, and for a target in words."""
    is_wordy = role is RecordRole.TARGET and has_no_number(text)
    return is_wordy or _translate_answer(text) in _ANSWERS or tells_of_happening(text)


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
    basis = read_code(cells, "basis", Basis)
    worded = wording.basis if wording else None
    if basis and worded and basis is not worded:
        raise Contradiction(Conflict.BASIS, basis=basis, worded=worded)
    return basis or worded or _default_basis(cells, wording)


def _default_basis(cells: Cells, wording: Wording | None) -> Basis:
    """Return growth for a multiple of a base that is named, else level."""
    unit = cells.get("unit", "") or (wording.unit if wording else "")
    has_base = bool(cells.get("base_period", "").strip())
    is_growth = has_base and is_multiple(normalize_word(unit))
    return Basis.GROWTH if is_growth else Basis.LEVEL


def _read_basis_origin(cells: Cells, wording: Wording | None) -> Origin:
    """Return who gave the basis: the row where it has one, unless it says otherwise."""
    if "basis_from" in cells:
        return read_code(cells, "basis_from", Origin) or Origin.UNSAID
    is_given = bool(cells.get("basis", "").strip())
    # The amount of a year is the level of the last one.
    is_yearly = wording is not None and wording.is_yearly
    return Origin.SAID if is_given or is_yearly else Origin.UNSAID


def _find_usual_unit(metric: Metric, vocabulary: Vocabulary) -> Unit | None:
    """Return the usual unit of a metric, or None where it has none."""
    return _read_unit(metric.unit, vocabulary, metric) if metric.unit else None


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
        raise _refuse_answer(cells["value"], metric.name)
    if not wording.unit and (wording.value or wording.value_high):
        raise _refuse_unitless(cells["value"], metric)
    _check_upper_end(wording, cells)
    relation = wording.relation or _UNWORDED_RELATIONS[role]
    unit_text = wording.unit or metric.unit
    # Nothing at all is nothing in any unit.
    with _naming_words(cells):
        unit = _read_unit(unit_text, vocabulary, metric) if unit_text else units.NO_UNIT
    return Bound(relation, wording.value, wording.value_high, unit)


_PROBLEMS_OF_WORDS = (
    ReadingProblem.UNKNOWN_FORM,
    ReadingProblem.MAGNITUDE_ALONE,
    ReadingProblem.THREE_TONS,
)


def _find_metric(
    cells: Cells, vocabulary: Vocabulary, wording: Wording | None, basis: Basis
) -> RowMetric:
    with _naming_words(cells):
        return find_metric(cells, vocabulary, wording, basis)


@contextmanager
def _naming_words(cells: Cells) -> Iterator[None]:
    """Name the words behind a number that are no unit as those of the value."""
    try:
        yield
    except Unreadable as failure:
        is_worded = failure.thing == "unit" and not cells.get("unit", "").strip()
        if is_worded and failure.reason.problem in _PROBLEMS_OF_WORDS:
            raise refuse_value(cells["value"], failure.reason) from failure
        raise


def _read_unit(text: str, vocabulary: Vocabulary, metric: Metric) -> Unit:
    """Read a unit; the noun of the metric itself counts the metric."""
    unit = vocabulary.find_or_add_unit(text)
    return count_own_noun(unit, list_names(metric))


def _check_without_number(cells: Cells, metric: Metric, role: RecordRole) -> None:
    value = cells.get("value", "").strip()
    is_answer = _translate_answer(value) in _ANSWERS
    if metric.kind is MetricKind.EVENT:
        if not is_answer and not tells_of_happening(value):
            raise _refuse_answer(value, metric.name)
        return
    text = value or cells.get("as_written", "").strip()
    if role is RecordRole.FIGURE or not text or (value and is_answer):
        if value:
            raise refuse_value(value, FailureReason(ReadingProblem.UNKNOWN_FORM))
        raise Unreadable("value", value, problem=ReadingProblem.NO_WORDS)


def _refuse_unitless(text: str, metric: Metric) -> Unreadable:
    if not metric.unit:
        return refuse_value(text, FailureReason(ReadingProblem.NO_UNIT))
    return refuse_value(
        text, FailureReason(ReadingProblem.NO_USUAL_UNIT, {"unit": metric.unit})
    )


def _refuse_answer(text: str, metric: str) -> Unreadable:
    yes, no = ("yes", "no") if text.isascii() else ("是", "否")
    return Unreadable(
        "value", text, problem=ReadingProblem.EVENT, metric=metric, yes=yes, no=no
    )


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


def _translate_answer(text: str) -> str:
    """Return the code of an answer by its word; any other text is case-folded."""
    code = translate_code(text.strip())
    return ANSWERS.get(code, code)


def _read_answer(cells: Cells, metric: Metric, role: RecordRole) -> EventAnswer:
    """Read the answer about an event; words that it happened answer a figure."""
    if metric.kind is not MetricKind.EVENT:
        return EventAnswer.UNSAID
    value = cells.get("value", "").strip()
    if not tells_of_happening(value):
        return EventAnswer(_translate_answer(value))
    if role is RecordRole.TARGET:
        return EventAnswer.UNSAID
    return EventAnswer.NO if value.startswith(_NOT) else EventAnswer.YES


_NOT = ("未", "没有", "尚未", "not ")


def _read_baseline(
    cells: Cells,
    vocabulary: Vocabulary,
    metric: Metric,
    reference_days: ReferenceDays,
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
    return Baseline(wording.value, _read_unit(wording.unit, vocabulary, metric), period)


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
    return (
        "" if _translate_answer(value) in (EventAnswer.YES, EventAnswer.NO) else value
    )
