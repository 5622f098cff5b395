"""Read the value of a row as it is meant of its metric: a bound, or an answer."""

from __future__ import annotations

from typing import NamedTuple

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import units
from targetcli.model.bound import Bound, Relation
from targetcli.model.bound_words import read_wording, refuse_value
from targetcli.model.counted_nouns import count_own_noun
from targetcli.model.numberless_words import tells_of_happening
from targetcli.model.period import ReferenceDays
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    EventAnswer,
    Metric,
    MetricKind,
)
from targetcli.model.units import Unit
from targetcli.model.wording import RecordRole, Wording
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.records import Conflict
from targetcli.reading.cells import (
    Cells,
    normalize_word,
    read_code,
    read_span,
    require_text,
)
from targetcli.reading.event_answers import is_answer, read_answer, refuse_answer
from targetcli.reading.metrics import list_names, settle_wording
from targetcli.reading.value_cells import naming_words, read_basis
from targetcli.reading.vocabulary import Vocabulary

# A bare number is the figure itself; of a target the better side gives the relation.
_UNWORDED_RELATIONS = {
    RecordRole.FIGURE: Relation.EQUAL,
    RecordRole.TARGET: Relation.UNSAID,
}


class RowValue(NamedTuple):
    """Value of a row as it is meant of its metric, None where there is no number."""

    wording: Wording | None
    basis: Basis
    bound: Bound | None
    answer: EventAnswer


def read_value(
    cells: Cells,
    vocabulary: Vocabulary,
    metric: Metric,
    wording: Wording | None,
    role: RecordRole,
) -> RowValue:
    """Read the value of a row, as it is meant of its metric."""
    if wording is not None and not cells.get("relation", "").strip():
        wording = settle_wording(wording, metric, vocabulary)
    return RowValue(
        wording,
        read_basis(cells, wording),
        _read_bound(cells, vocabulary, metric, wording, role),
        read_answer(cells, metric, role),
    )


def read_side(cells: Cells, value: RowValue) -> Better | None:
    """Return the side of a target by its words, where its relation gives none."""
    given = read_code(cells, "side", Better)
    bound = value.bound
    if bound is None or bound.relation not in (Relation.ABOUT, Relation.RANGE):
        return given
    worded = value.wording.side if value.wording else None
    if given and worded and given is not worded:
        raise Contradiction(Conflict.SIDE, side=given, worded=worded)
    return given or worded


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
        raise refuse_answer(cells["value"], metric.name)
    if not wording.unit and (wording.value or wording.value_high):
        raise _refuse_unitless(cells["value"], metric)
    _check_upper_end(wording, cells)
    relation = wording.relation or _UNWORDED_RELATIONS[role]
    unit_text = wording.unit or metric.unit
    # Nothing at all is nothing in any unit.
    with naming_words(cells):
        unit = (
            read_value_unit(unit_text, vocabulary, metric)
            if unit_text
            else units.NO_UNIT
        )
    return Bound(relation, wording.value, wording.value_high, unit)


def read_value_unit(text: str, vocabulary: Vocabulary, metric: Metric) -> Unit:
    """Read the unit of a value; the noun of its metric counts what the metric does."""
    unit = vocabulary.find_or_add_unit(text)
    return count_own_noun(unit, list_names(metric))


def find_usual_unit(metric: Metric, vocabulary: Vocabulary) -> Unit | None:
    """Return the usual unit of a metric, or None where it has none."""
    return read_value_unit(metric.unit, vocabulary, metric) if metric.unit else None


def _check_without_number(cells: Cells, metric: Metric, role: RecordRole) -> None:
    value = cells.get("value", "").strip()
    answers = is_answer(value)
    if metric.kind is MetricKind.EVENT:
        if not answers and not tells_of_happening(value):
            raise refuse_answer(value, metric.name)
        return
    text = value or cells.get("as_written", "").strip()
    if role is RecordRole.FIGURE or not text or (value and answers):
        if value:
            raise refuse_value(value, FailureReason(ReadingProblem.UNKNOWN_FORM))
        raise Unreadable("value", value, problem=ReadingProblem.NO_WORDS)


def _refuse_unitless(text: str, metric: Metric) -> Unreadable:
    if not metric.unit:
        return refuse_value(text, FailureReason(ReadingProblem.NO_UNIT))
    return refuse_value(
        text, FailureReason(ReadingProblem.NO_USUAL_UNIT, {"unit": metric.unit})
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


def read_baseline(
    cells: Cells,
    vocabulary: Vocabulary,
    metric: Metric,
    reference_days: ReferenceDays,
) -> Baseline | None:
    """Read the baseline of a target: its value, unit and period; None without one."""
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
    return Baseline(
        wording.value, read_value_unit(wording.unit, vocabulary, metric), period
    )


def _check_no_baseline(cells: Cells) -> None:
    for column in ("baseline_unit", "baseline_period"):
        if cells.get(column, "").strip():
            raise Unreadable(
                "baseline_value",
                "",
                problem=ReadingProblem.BASELINE_MISSING,
                column=column,
            )
