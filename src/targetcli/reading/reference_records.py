"""One row of text to a region, metric, source, unit, identity or milestone."""

from __future__ import annotations

from decimal import Decimal

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import units
from targetcli.model.bound_words import Role, read_wording
from targetcli.model.names import name_key, read_name, read_scope
from targetcli.model.period import NOTHING, Relatives, read_deadline
from targetcli.model.quantity import (
    EXACT,
    digits_text,
    plain,
    plain_number,
    read_digits,
    split_number,
)
from targetcli.model.records import (
    Better,
    Identity,
    Kind,
    Metric,
    Milestone,
    Place,
    Region,
    Source,
)
from targetcli.model.units import NamedUnit, Unit
from targetcli.reading import cells
from targetcli.reading.cells import Fields
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


def read_region(fields: Fields, words: Vocabulary) -> Region:
    """Read one region; its parent is coined where it is new."""
    parent = fields.get("parent", "").strip()
    name = read_name("region", cells.needed(fields, "name"))
    if parent and name_key(parent) == name_key(name):
        raise Contradiction(f"the region is {name}", "it is to lie in itself")
    return Region(
        name=name,
        name_en=cells.text(fields, "name_en"),
        parent=words.region(parent).name if parent else "",
        code=cells.text(fields, "code"),
        aliases=cells.aliases(fields),
    )


def read_metric(fields: Fields, words: Vocabulary) -> Metric:
    """Read one metric; kind and better have no default here."""
    unit = plain(fields.get("unit", ""))
    if unit:
        words.unit(unit)
    return Metric(
        name=read_name("metric", cells.needed(fields, "name")),
        name_en=cells.text(fields, "name_en"),
        kind=cells.choice(fields, "kind", Kind) or Kind.FLOW,
        better=cells.choice(fields, "better", Better) or Better.MORE,
        non_negative=cells.yes(fields, "non_negative"),
        unit=unit,
        aliases=cells.aliases(fields),
    )


def read_source(fields: Fields) -> Source:
    """Read one source."""
    url = cells.text(fields, "url")
    return Source(
        id=read_name("source", cells.needed(fields, "id")),
        title=cells.text(fields, "title"),
        publisher=cells.text(fields, "publisher"),
        published=cells.day(fields, "published", NOTHING),
        url=url,
        archived_url=cells.text(fields, "archived_url"),
        sha256=cells.text(fields, "sha256"),
        aliases=cells.aliases(fields),
    )


def read_unit(fields: Fields, words: Vocabulary) -> NamedUnit:
    """Read one unit: a name, a dimension (count where empty) and a whole factor.

    Raises `Contradiction` for a word that is read already as something else.
    """
    dimension = fields.get("dimension", "").strip()
    new = NamedUnit(
        _unit_name(cells.needed(fields, "name")),
        read_name("dimension", dimension) if dimension else units.COUNT,
        _factor(fields.get("factor", "").strip() or "1"),
    )
    _check_new(new, words)
    return new


def unit_that_is(name: str, amount: str, words: Vocabulary) -> NamedUnit:
    """Return a unit that is a whole number of a known one; a count where none is said.

    Raises `Contradiction` for a word that is read already.
    """
    fields = {"name": name}
    if amount.strip():
        digits, known = split_number(plain_number(amount))
        unit = words.units.read(known)
        factor = digits * unit.numerator
        if unit.denominator != 1 or factor != factor.to_integral_value():
            raise Unreadable("amount", amount, ("10000平方米", "50公斤"))
        fields |= {"dimension": unit.dimension, "factor": str(int(factor))}
    return read_unit(fields, words)


def _check_new(new: NamedUnit, words: Vocabulary) -> None:
    """Refuse a word that is read already as something else."""
    try:
        known = words.units.read(new.word)
    except Unreadable:
        return
    if (known.dimension, known.numerator) != (new.dimension, new.factor):
        measured = f"it is read already: {known.numerator} of {known.dimension}"
        raise Contradiction(f"“{new.word}” is to be a new unit", measured)


def read_identity(fields: Fields, words: Vocabulary) -> Identity:
    """Read one identity: ``whole`` and ``parts`` are ``region@scope``, by ``|``."""
    written = cells.needed(fields, "parts").split("|")
    parts = tuple(_place(part, words) for part in written if part)
    whole = _place(cells.needed(fields, "whole"), words)
    if len(parts) < 2 or whole in parts or len(set(parts)) < len(parts):  # noqa: PLR2004
        raise Unreadable("identity", fields["parts"], ("部分甲|部分乙@口径",))
    return Identity(whole, parts, words.source(fields.get("source", "")))


def _unit_name(text: str) -> str:
    """Return the name of a unit; one that could not be read after a number is none."""
    name = read_name("unit", plain(text))
    if units.is_magnitude(name) or "/" in name:
        raise Unreadable("unit", text, why="it could not be told from another")
    wording = read_wording(f"1{name}", Role.FIGURE)
    if wording.relation or wording.value != 1 or wording.unit != name:
        raise Unreadable("unit", text, why="it could not be read after a number")
    return name


def _factor(text: str) -> int:
    few = text.isascii() and text.isdigit() and len(text) <= _MOST_FACTOR_DIGITS
    if not few or int(text) == 0:
        raise Unreadable("factor", text, ("1", "12", "10000"))
    return int(text)


def read_milestone(fields: Fields, relatives: Relatives = NOTHING) -> Milestone:
    """Read one milestone; its value is in the target's unit."""
    day = read_deadline(cells.needed(fields, "date"), relatives).day
    target = cells.id_of("target", cells.needed(fields, "target").strip(), "T")
    return Milestone(target, day, read_digits(cells.needed(fields, "value")))


def digits_in(text: str, unit: Unit, words: Vocabulary) -> str:
    """Return the digits of a value in a unit that it may be given in another of.

    Raises `Contradiction` for one that does not convert, `Unreadable` for no number.
    """
    digits, said = split_number(plain_number(text))
    if not said:
        return text
    own = words.units.read(said)
    if not own.measures_the_same(unit):
        raise Contradiction(f"the value is in {own.text}", f"it is to be {unit.text}")
    smallest = EXACT.multiply(digits, own.numerator * unit.denominator)
    per = Decimal(unit.numerator * own.denominator)
    value = EXACT.divide(smallest, per)
    if EXACT.multiply(value, per) != smallest:
        why = f"it is no decimal number of {unit.text}"
        raise Unreadable("value", text, why=why)
    return digits_text(value)


def _place(text: str, words: Vocabulary) -> Place:
    region, _, scope = text.strip().partition("@")
    return Place(words.region(region).name, read_scope(scope))
