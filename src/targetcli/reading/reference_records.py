"""Read a region, metric, source, unit, identity or milestone from a row."""

from __future__ import annotations

from decimal import Decimal

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import units
from targetcli.model.bound_words import read_wording
from targetcli.model.deadline import read_deadline
from targetcli.model.fields import METRIC_FIELDS, REGION_FIELDS, SOURCE_FIELDS
from targetcli.model.financial_year import format_financial_year, read_financial_year
from targetcli.model.names import name_key, read_name, read_scope
from targetcli.model.period import NO_REFERENCE_DAYS, ReferenceDays
from targetcli.model.quantity import (
    EXACT,
    format_digits,
    normalize_number,
    normalize_text,
    read_digits,
    split_number,
)
from targetcli.model.records import (
    Better,
    Identity,
    Metric,
    MetricKind,
    Milestone,
    Origin,
    Region,
    ScopedRegion,
    Source,
)
from targetcli.model.unit_vocabulary import is_magnitude
from targetcli.model.units import Unit, UserUnit
from targetcli.model.wording import RecordRole
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.records import Conflict
from targetcli.reading.cells import (
    Cells,
    read_code,
    read_day_cell,
    read_id,
    read_simple_fields,
    read_yes_or_no,
    require_text,
)
from targetcli.reading.headings import translate_code
from targetcli.reading.row_values import read_value_unit
from targetcli.reading.vocabulary import Vocabulary

_MAX_FACTOR_DIGITS = 18


def read_region(cells: Cells, vocabulary: Vocabulary) -> Region:
    """Read one region, adding a new parent to the vocabulary."""
    parent = cells.get("parent", "").strip()
    name = read_name("region", require_text(cells, "name"))
    parent = vocabulary.find_or_add_region(parent).name if parent else ""
    if parent and name_key(parent) == name_key(name):
        raise Contradiction(Conflict.NESTED_IN_ITSELF, region=name)
    vocabulary.refuse_circle(name, parent)
    financial_year = read_financial_year(cells.get("fiscal_year", ""))
    return Region(
        name=name,
        parent=parent,
        fiscal_year=format_financial_year(financial_year) if financial_year else "",
        **read_simple_fields(cells, REGION_FIELDS),
    )


def read_metric(cells: Cells, vocabulary: Vocabulary) -> Metric:
    """Read one metric; what the row leaves out is unsaid."""
    unit = normalize_text(cells.get("unit", ""))
    if unit:
        vocabulary.find_or_add_unit(unit)
    kind = read_code(cells, "kind", MetricKind)
    better = read_code(cells, "better", Better)
    better_from = _read_origin(cells, "better_from", better)
    if kind is MetricKind.RANK and better is None:
        better, better_from = Better.LESS, Origin.KNOWN
    sign, sign_from = _read_sign(cells)
    fields = read_simple_fields(cells, METRIC_FIELDS) | {"non_negative": sign}
    return Metric(
        name=read_name("metric", require_text(cells, "name")),
        kind=kind,
        better=better,
        unit=unit,
        kind_from=_read_origin(cells, "kind_from", kind),
        better_from=better_from,
        non_negative_from=sign_from,
        unit_from=_read_origin(cells, "unit_from", unit),
        lexicon=cells.get("lexicon", ""),
        **fields,
    )


def _read_origin(cells: Cells, column: str, value: object) -> Origin:
    """Return who gave a value: what the row says, else the row itself."""
    if not value:
        return Origin.UNSAID
    return read_code(cells, column, Origin) or Origin.SAID


def _read_sign(cells: Cells) -> tuple[bool | None, Origin]:
    """Return if a metric is non-negative; an empty cell with an origin is a no."""
    text = translate_code(cells.get("non_negative", "").strip())
    origin = read_code(cells, "non_negative_from", Origin) or Origin.UNSAID
    if not text and not origin:
        return None, Origin.UNSAID
    is_non_negative = read_yes_or_no(cells, "non_negative")
    return is_non_negative, origin or Origin.SAID


def read_source(cells: Cells) -> Source:
    """Read one source."""
    return Source(
        id=read_name("source", require_text(cells, "id")),
        published=read_day_cell(cells, "published", NO_REFERENCE_DAYS),
        **read_simple_fields(cells, SOURCE_FIELDS),
    )


def read_unit(cells: Cells, vocabulary: Vocabulary) -> UserUnit:
    """Read one unit: a name, a dimension (count where empty) and a whole factor.

    Raises `Contradiction` for a word that has another meaning already.
    """
    dimension = cells.get("dimension", "").strip()
    unit = UserUnit(
        _read_unit_name(require_text(cells, "name")),
        read_name("dimension", dimension) if dimension else units.COUNT,
        _read_factor(cells.get("factor", "").strip() or "1"),
    )
    _check_new_unit(unit, vocabulary)
    return unit


def read_unit_amount(name: str, amount: str, vocabulary: Vocabulary) -> UserUnit:
    """Read a unit as an amount of a known one (箱 is 50公斤), or as a count.

    Raises `Contradiction` for a word that has another meaning already.
    """
    cells = {"name": name}
    if amount.strip():
        digits, unit_text = split_number(normalize_number(amount))
        unit = vocabulary.units.read(unit_text)
        factor = digits * unit.numerator
        if unit.denominator != 1 or factor != factor.to_integral_value():
            raise Unreadable("amount", amount, ("10000平方米", "50公斤"))
        cells |= {"dimension": unit.dimension, "factor": str(int(factor))}
    return read_unit(cells, vocabulary)


def _check_new_unit(new: UserUnit, vocabulary: Vocabulary) -> None:
    """Refuse a word that has another meaning already."""
    try:
        known = vocabulary.units.read(new.name)
    except Unreadable:
        return
    if (known.dimension, known.numerator) != (new.dimension, new.factor):
        raise Contradiction(
            Conflict.KNOWN_UNIT,
            unit=new.name,
            number=known.numerator,
            dimension=known.dimension,
        )


def read_identity(cells: Cells, vocabulary: Vocabulary) -> Identity:
    """Read one identity; its parts are ``region@scope``, joined by ``|``."""
    part_texts = require_text(cells, "parts").split("|")
    parts = tuple(_read_scoped_region(part, vocabulary) for part in part_texts if part)
    whole = _read_scoped_region(require_text(cells, "whole"), vocabulary)
    if len(parts) < 2 or whole in parts or len(set(parts)) < len(parts):  # noqa: PLR2004
        raise Unreadable("identity", cells["parts"], ("部分甲|部分乙@口径",))
    return Identity(
        whole, parts, vocabulary.find_or_add_source(cells.get("source", ""))
    )


def _read_unit_name(text: str) -> str:
    """Read the name of a unit, refusing one that could not follow a number."""
    name = read_name("unit", normalize_text(text))
    if is_magnitude(name) or "/" in name:
        raise Unreadable("unit", text, problem=ReadingProblem.AMBIGUOUS_UNIT_NAME)
    wording = read_wording(f"1{name}", RecordRole.FIGURE)
    if wording.relation or wording.value != 1 or wording.unit != name:
        raise Unreadable("unit", text, problem=ReadingProblem.UNREADABLE_UNIT_NAME)
    return name


def _read_factor(text: str) -> int:
    is_whole_number = (
        text.isascii() and text.isdigit() and len(text) <= _MAX_FACTOR_DIGITS
    )
    if not is_whole_number or int(text) == 0:
        raise Unreadable("factor", text, ("1", "12", "10000"))
    return int(text)


def read_milestone(
    cells: Cells, reference_days: ReferenceDays = NO_REFERENCE_DAYS
) -> Milestone:
    """Read one milestone; its value is in the target's unit."""
    day = read_deadline(require_text(cells, "date"), reference_days).day
    target = read_id("target", require_text(cells, "target").strip(), "T")
    return Milestone(target, day, read_digits(require_text(cells, "value")))


def convert_digits(
    text: str, unit: Unit, metric: Metric, vocabulary: Vocabulary
) -> str:
    """Convert a value of a metric to a unit and return its digits; bare digits stay.

    Raises `Contradiction` for a unit of another dimension, `Unreadable` for no number.
    """
    digits, unit_text = split_number(normalize_number(text))
    if not unit_text:
        return text
    own_unit = _read_known_unit(unit_text, metric, vocabulary)
    if not own_unit.is_convertible_to(unit):
        raise Contradiction(Conflict.VALUE_UNIT, unit=own_unit.text, usual=unit.text)
    base_amount = EXACT.multiply(digits, own_unit.numerator * unit.denominator)
    divisor = Decimal(unit.numerator * own_unit.denominator)
    value = EXACT.divide(base_amount, divisor)
    if EXACT.multiply(value, divisor) != base_amount:
        raise Unreadable(
            "value", text, problem=ReadingProblem.NO_DECIMAL, unit=unit.text
        )
    # Digits in the unit asked for stay as announced; 0.3 thousand are 300, not 300.0.
    return format_digits(digits if value == digits else value.normalize())


def _read_known_unit(text: str, metric: Metric, vocabulary: Vocabulary) -> Unit:
    """Read a unit that is known, or a noun that counts what its metric does."""
    try:
        vocabulary.units.read(text)
    except Unreadable:
        unit = read_value_unit(text, vocabulary, metric)
        if unit.dimension != units.COUNT:
            raise
        return unit
    return read_value_unit(text, vocabulary, metric)


def _read_scoped_region(text: str, vocabulary: Vocabulary) -> ScopedRegion:
    region, _, scope = text.strip().partition("@")
    return ScopedRegion(vocabulary.find_or_add_region(region).name, read_scope(scope))
