"""Read the value of a row from its cells, as they word it.

How it is meant depends on its metric, which is known only then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import units
from targetcli.model.bound import Relation
from targetcli.model.bound_words import read_wording, refuse_value
from targetcli.model.counted_nouns import count_own_noun, create_noun_unit
from targetcli.model.names import quote_argument
from targetcli.model.numberless_words import (
    has_no_number,
    is_net_zero,
    names_balance,
    tells_of_happening,
)
from targetcli.model.quantity import (
    is_plain_number,
    normalize_number,
    read_digits,
    split_number,
)
from targetcli.model.records import Basis, MetricKind, Origin, Region
from targetcli.model.unit_vocabulary import is_multiple
from targetcli.model.units import Unit
from targetcli.model.wording import RecordRole, Wording
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.records import Conflict
from targetcli.reading.cells import Cells, normalize_word, read_code
from targetcli.reading.event_answers import is_answer, refuse_answer
from targetcli.reading.metrics import list_names
from targetcli.reading.vocabulary import Vocabulary

_RELATIONS = {relation.value: relation for relation in Relation if relation.value}
_PROBLEMS_OF_WORDS = (
    ReadingProblem.UNKNOWN_FORM,
    ReadingProblem.MAGNITUDE_ALONE,
    ReadingProblem.THREE_TONS,
)


def read_worded_value(
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
            raise refuse_answer(cells["value"], name) from failure
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
    return is_wordy or is_answer(text) or tells_of_happening(text)


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


def add_worded_base(cells: Cells, wording: Wording | None) -> Cells:
    """Return the cells with the base that the words of the value name: below 1990."""
    if wording is None or not wording.base:
        return cells
    given = cells.get("base_period", "").strip()
    if given and given != wording.base:
        raise Contradiction(Conflict.WORDED_BASE, base=given, worded=wording.base)
    return {**cells, "base_period": wording.base}


def read_basis(cells: Cells, wording: Wording | None) -> Basis:
    """Read the basis, from its column or the words of the value."""
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


def read_basis_origin(cells: Cells, wording: Wording | None) -> Origin:
    """Return who gave the basis: the row where it has one, unless it says otherwise."""
    if "basis_from" in cells:
        return read_code(cells, "basis_from", Origin) or Origin.UNSAID
    is_given = bool(cells.get("basis", "").strip())
    # The amount of a year is the level of the last one.
    is_yearly = wording is not None and wording.is_yearly
    return Origin.SAID if is_given or is_yearly else Origin.UNSAID


def check_unit_of_file(cells: Cells, vocabulary: Vocabulary) -> None:
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


@contextmanager
def naming_words(cells: Cells) -> Iterator[None]:
    """Name the words behind a number that are no unit as those of the value."""
    try:
        yield
    except Unreadable as failure:
        is_worded = failure.thing == "unit" and not cells.get("unit", "").strip()
        if is_worded and failure.reason.problem in _PROBLEMS_OF_WORDS:
            raise refuse_value(cells["value"], failure.reason) from failure
        raise
