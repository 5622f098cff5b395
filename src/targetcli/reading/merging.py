"""Records of one sort under more names, and two of them made one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from targetcli.errors import Contradiction, Unreadable
from targetcli.model.names import name_key, read_name
from targetcli.model.period import Span, format_period
from targetcli.model.records import Metric, Region, Source
from targetcli.model.units import Unit

Named = TypeVar("Named", Region, Metric, Source)

# Two records that say different things here are not one and the same.
_SAME = ("code", "kind", "better", "published", "sha256")
# These are names too, and so become aliases.
_NAMES = ("name_en", "title", "url")
# A metric that may fall below zero stays so: nothing is added to what it says.
_NEVER_FILLED = ("aliases", "non_negative")


def add_names(record: Named, names: Iterable[str]) -> Named:
    """Return a record with more names; those it bears already are left out.

    Raises `Unreadable` for what cannot be a name.
    """
    borne = {name_key(name) for name in list_names(record)}
    aliases = list(record.aliases)
    for alias in map(_read_alias, names):
        if name_key(alias) not in borne:
            borne.add(name_key(alias))
            aliases.append(alias)
    return record._replace(aliases=tuple(aliases))


def list_names(record: Region | Metric | Source) -> tuple[str, ...]:
    """Return every name that a record bears, its own first."""
    others = (getattr(record, column, "") for column in _NAMES)
    return (record[0], *filter(None, others), *record.aliases)


def merge_records(one: Named, into: Named) -> Named:
    """Return `into` with what only `one` said, and with its names.

    Raises `Contradiction` where the two say what cannot be said of one record.
    """
    for column in _SAME:
        said, other = getattr(one, column, None), getattr(into, column, None)
        if said and other and said != other:
            raise Contradiction(
                f"{one[0]} is to be {into[0]}: its {column} is {_text(said)}",
                f"of {into[0]} it is {_text(other)}",
            )
    fillable = (column for column in into._fields if column not in _NEVER_FILLED)
    empty = (column for column in fillable if not getattr(into, column))
    filled = into._replace(**{column: getattr(one, column) for column in empty})
    return add_names(filled, list_names(one))


def list_lost_values(one: Named, union: Named) -> tuple[tuple[str, str, str], ...]:
    """Return what `one` said and the union of the two does not: column, both texts."""
    columns = (c for c in union._fields[1:] if c not in (*_NAMES, *_SAME, "aliases"))
    return tuple(
        (column, _text(getattr(one, column)), _text(getattr(union, column)))
        for column in columns
        if getattr(one, column) and getattr(one, column) != getattr(union, column)
    )


def check_not_nested(one: Region, into: Region, regions: Iterable[Region]) -> None:
    """Refuse to make one region of two where one lies in the other.

    Raises `Contradiction`.
    """
    parents = {region.name: region.parent for region in regions}
    for inner, outer in ((one, into), (into, one)):
        if outer.name in _ancestors(inner.name, parents):
            raise Contradiction(
                f"{one.name} is to be {into.name}", f"{inner.name} lies in {outer.name}"
            )


def check_same_dimension(one: str, its_unit: Unit, into: str, unit: Unit) -> None:
    """Refuse to make one of two metrics in units that do not convert.

    Raises `Contradiction`.
    """
    if not its_unit.is_convertible_to(unit):
        raise Contradiction(
            f"{one} is to be {into}: it is in {its_unit.text}",
            f"{into} is in {unit.text}",
        )


def check_same_amount(one: Unit, into: Unit) -> None:
    """Refuse to write in one unit what is in another that is more, less or else.

    Raises `Contradiction`.
    """
    if one.text == into.text:
        raise Contradiction(f"{one.text} is to be {into.text}", "both are one")
    if not one.is_convertible_to(into):
        raise Contradiction(
            f"{one.text} is to be {into.text}: it measures {one.dimension}",
            f"{into.text} measures {into.dimension}",
        )
    if one.numerator * into.denominator != into.numerator * one.denominator:
        raise Contradiction(
            f"{one.text} is to be {into.text}: it is {one.numerator} of the smallest",
            f"{into.text} is {into.numerator}",
            "figures convert as they are; nothing needs to be merged",
        )


def _ancestors(name: str, parents: dict[str, str]) -> set[str]:
    found: set[str] = set()
    while (name := parents.get(name, "")) and name not in found:
        found.add(name)
    return found


def _read_alias(text: str) -> str:
    name = read_name("alias", text)
    if "|" in name:
        raise Unreadable("alias", text, why="aliases are written with | between them")
    return name


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format_period(value) if isinstance(value, Span) else str(value)
