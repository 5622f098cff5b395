"""One row of text to a region, metric, source, unit, identity or milestone."""

from __future__ import annotations

from decimal import Decimal

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import units
from targetcli.model.bound_words import RecordRole, read_wording
from targetcli.model.names import name_key, read_name, read_scope
from targetcli.model.period import NO_REFERENCE_DAYS, ReferenceDays, read_deadline
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
    Region,
    ScopedRegion,
    Source,
)
from targetcli.model.units import Unit, UserUnit
from targetcli.reading import cells
from targetcli.reading.cells import Cells
from targetcli.reading.vocabulary import Vocabulary

REGION_COLUMNS = ("name", "name_en", "parent", "code", "aliases")
METRIC_COLUMNS = (
    *("name", "name_en", "kind", "better", "non_negative", "unit", "aliases"),
)
SOURCE_COLUMNS = (
    *("id", "title", "publisher", "published", "url", "archived_url", "sha256"),
    "aliases",
)
UNIT_COLUMNS = ("name", "dimension", "factor")
IDENTITY_COLUMNS = ("whole", "parts", "source")
MILESTONE_COLUMNS = ("target", "date", "value")

_MOST_FACTOR_DIGITS = 18


def read_region(fields: Cells, words: Vocabulary) -> Region:
    """Read one region; its parent is coined where it is new."""
    parent = fields.get("parent", "").strip()
    name = read_name("region", cells.require_text(fields, "name"))
    if parent and name_key(parent) == name_key(name):
        raise Contradiction(f"the region is {name}", "it is to lie in itself")
    return Region(
        name=name,
        name_en=cells.read_text(fields, "name_en"),
        parent=words.find_or_add_region(parent).name if parent else "",
        code=cells.read_text(fields, "code"),
        aliases=cells.read_aliases(fields),
    )


def read_metric(fields: Cells, words: Vocabulary) -> Metric:
    """Read one metric; kind and better have no default here."""
    unit = normalize_text(fields.get("unit", ""))
    if unit:
        words.find_or_add_unit(unit)
    return Metric(
        name=read_name("metric", cells.require_text(fields, "name")),
        name_en=cells.read_text(fields, "name_en"),
        kind=cells.read_choice(fields, "kind", MetricKind) or MetricKind.FLOW,
        better=cells.read_choice(fields, "better", Better) or Better.MORE,
        non_negative=cells.read_yes_or_no(fields, "non_negative"),
        unit=unit,
        aliases=cells.read_aliases(fields),
    )


def read_source(fields: Cells) -> Source:
    """Read one source."""
    url = cells.read_text(fields, "url")
    return Source(
        id=read_name("source", cells.require_text(fields, "id")),
        title=cells.read_text(fields, "title"),
        publisher=cells.read_text(fields, "publisher"),
        published=cells.read_day_cell(fields, "published", NO_REFERENCE_DAYS),
        url=url,
        archived_url=cells.read_text(fields, "archived_url"),
        sha256=cells.read_text(fields, "sha256"),
        aliases=cells.read_aliases(fields),
    )


def read_unit(fields: Cells, words: Vocabulary) -> UserUnit:
    """Read one unit: a name, a dimension (count where empty) and a whole factor.

    Raises `Contradiction` for a word that is read already as something else.
    """
    dimension = fields.get("dimension", "").strip()
    new = UserUnit(
        _unit_name(cells.require_text(fields, "name")),
        read_name("dimension", dimension) if dimension else units.COUNT,
        _factor(fields.get("factor", "").strip() or "1"),
    )
    _check_new(new, words)
    return new


def read_unit_amount(name: str, amount: str, words: Vocabulary) -> UserUnit:
    """Return a unit that is a whole number of a known one; a count where none is said.

    Raises `Contradiction` for a word that is read already.
    """
    fields = {"name": name}
    if amount.strip():
        digits, known = split_number(normalize_number(amount))
        unit = words.units.read(known)
        factor = digits * unit.numerator
        if unit.denominator != 1 or factor != factor.to_integral_value():
            raise Unreadable("amount", amount, ("10000平方米", "50公斤"))
        fields |= {"dimension": unit.dimension, "factor": str(int(factor))}
    return read_unit(fields, words)


def _check_new(new: UserUnit, words: Vocabulary) -> None:
    """Refuse a word that is read already as something else."""
    try:
        known = words.units.read(new.name)
    except Unreadable:
        return
    if (known.dimension, known.numerator) != (new.dimension, new.factor):
        measured = f"it is read already: {known.numerator} of {known.dimension}"
        raise Contradiction(f"“{new.name}” is to be a new unit", measured)


def read_identity(fields: Cells, words: Vocabulary) -> Identity:
    """Read one identity: ``whole`` and ``parts`` are ``region@scope``, by ``|``."""
    written = cells.require_text(fields, "parts").split("|")
    parts = tuple(_place(part, words) for part in written if part)
    whole = _place(cells.require_text(fields, "whole"), words)
    if len(parts) < 2 or whole in parts or len(set(parts)) < len(parts):  # noqa: PLR2004
        raise Unreadable("identity", fields["parts"], ("部分甲|部分乙@口径",))
    return Identity(whole, parts, words.find_or_add_source(fields.get("source", "")))


def _unit_name(text: str) -> str:
    """Return the name of a unit; one that could not be read after a number is none."""
    name = read_name("unit", normalize_text(text))
    if units.is_magnitude(name) or "/" in name:
        raise Unreadable("unit", text, why="it could not be told from another")
    wording = read_wording(f"1{name}", RecordRole.FIGURE)
    if wording.relation or wording.value != 1 or wording.unit != name:
        raise Unreadable("unit", text, why="it could not be read after a number")
    return name


def _factor(text: str) -> int:
    few = text.isascii() and text.isdigit() and len(text) <= _MOST_FACTOR_DIGITS
    if not few or int(text) == 0:
        raise Unreadable("factor", text, ("1", "12", "10000"))
    return int(text)


def read_milestone(
    fields: Cells, relatives: ReferenceDays = NO_REFERENCE_DAYS
) -> Milestone:
    """Read one milestone; its value is in the target's unit."""
    day = read_deadline(cells.require_text(fields, "date"), relatives).day
    target = cells.read_id("target", cells.require_text(fields, "target").strip(), "T")
    return Milestone(target, day, read_digits(cells.require_text(fields, "value")))


def convert_digits(text: str, unit: Unit, words: Vocabulary) -> str:
    """Return the digits of a value in a unit that it may be given in another of.

    Raises `Contradiction` for one that does not convert, `Unreadable` for no number.
    """
    digits, said = split_number(normalize_number(text))
    if not said:
        return text
    own = words.units.read(said)
    if not own.is_convertible_to(unit):
        raise Contradiction(f"the value is in {own.text}", f"it is to be {unit.text}")
    smallest = EXACT.multiply(digits, own.numerator * unit.denominator)
    per = Decimal(unit.numerator * own.denominator)
    value = EXACT.divide(smallest, per)
    if EXACT.multiply(value, per) != smallest:
        why = f"it is no decimal number of {unit.text}"
        raise Unreadable("value", text, why=why)
    return format_digits(value)


def _place(text: str, words: Vocabulary) -> ScopedRegion:
    region, _, scope = text.strip().partition("@")
    return ScopedRegion(words.find_or_add_region(region).name, read_scope(scope))
