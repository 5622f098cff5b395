"""Give records more names, and merge two records into one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from targetcli.errors import Contradiction, Unreadable
from targetcli.model.names import name_key, read_name
from targetcli.model.period import Span, format_period
from targetcli.model.records import Metric, Origin, Region, Source
from targetcli.model.units import Unit, is_count, is_noun
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.records import Conflict

NamedRecord = TypeVar("NamedRecord", Region, Metric, Source)

# What is said counts where another meaning is merely known of the other.
_MEANING_COLUMNS = ("kind", "better")
# Records that differ in one of these are not the same thing.
_MUST_AGREE = ("code", *_MEANING_COLUMNS, "published", "sha256")
# These are names too, and become aliases.
_NAME_COLUMNS = ("name_en", "title", "url")
# A metric that may fall below zero stays so.
_NOT_FILLED = ("aliases", "non_negative", "non_negative_from")
_ORIGIN_COLUMNS = (
    *("kind_from", "better_from", "non_negative_from", "unit_from"),
    "lexicon",
)
_NEVER_LOST = (
    *("aliases", "code", "published", "sha256"),
    *(*_NAME_COLUMNS, *_ORIGIN_COLUMNS),
)


def add_names(record: NamedRecord, names: Iterable[str]) -> NamedRecord:
    """Return a record with more aliases, without those it has already.

    Raises `Unreadable` for text that cannot be a name.
    """
    known_keys = {name_key(name) for name in list_names(record)}
    aliases = list(record.aliases)
    for alias in map(_read_alias, names):
        if name_key(alias) not in known_keys:
            known_keys.add(name_key(alias))
            aliases.append(alias)
    return record._replace(aliases=tuple(aliases))


def list_names(record: Region | Metric | Source) -> tuple[str, ...]:
    """Return every name of a record, its own first."""
    other_names = (getattr(record, column, "") for column in _NAME_COLUMNS)
    return (record[0], *filter(None, other_names), *record.aliases)


def merge_records(duplicate: NamedRecord, survivor: NamedRecord) -> NamedRecord:
    """Return the survivor with the duplicate's names, its empty cells filled.

    Raises `Contradiction` where the two differ in a column that must agree.
    """
    if isinstance(duplicate, Metric) and isinstance(survivor, Metric):
        duplicate, survivor = (
            _drop_known(duplicate, survivor),
            _drop_known(survivor, duplicate),
        )
    for column in _MUST_AGREE:
        value = getattr(duplicate, column, None)
        other_value = getattr(survivor, column, None)
        if value and other_value and value != other_value:
            text, other_text = _format_value(value), _format_value(other_value)
            raise Contradiction(
                Conflict.MERGED_COLUMN,
                name=duplicate[0],
                into=survivor[0],
                column=column,
                value=text,
                other=other_text,
            )
    fillable = (column for column in survivor._fields if column not in _NOT_FILLED)
    empty = (column for column in fillable if not getattr(survivor, column))
    filled = survivor._replace(
        **{column: getattr(duplicate, column) for column in empty}
    )
    return add_names(filled, list_names(duplicate))


def _drop_known(metric: Metric, other: Metric) -> Metric:
    """Return a metric without what is merely known of it, and said of the other."""
    for column in _MEANING_COLUMNS:
        origin, other_origin = (getattr(m, f"{column}_from") for m in (metric, other))
        if (origin, other_origin) == (Origin.KNOWN, Origin.SAID):
            unsaid: dict[str, Any] = {column: None, f"{column}_from": Origin.UNSAID}
            metric = metric._replace(**unsaid)
    return metric


def list_lost_values(
    record: NamedRecord, merged: NamedRecord
) -> tuple[tuple[str, str, str], ...]:
    """Return column, text and merged text where the value of a merged record is lost.

    A meaning that was merely known is lost where another was said.
    """
    saved = (merged._fields[0], *_NEVER_LOST)
    return tuple(
        (column, _format_value(value), _format_value(merged_value))
        for column, value, merged_value in zip(
            merged._fields, record, merged, strict=True
        )
        if column not in saved and value and value != merged_value
    )


def check_not_nested(
    duplicate: Region, survivor: Region, regions: Iterable[Region]
) -> None:
    """Refuse to merge two regions where one lies in the other.

    Raises `Contradiction`.
    """
    parents = {region.name: region.parent for region in regions}
    for inner, outer in ((duplicate, survivor), (survivor, duplicate)):
        if outer.name in _list_ancestors(inner.name, parents):
            raise Contradiction(
                Conflict.NESTED_REGIONS,
                name=duplicate.name,
                into=survivor.name,
                inner=inner.name,
                outer=outer.name,
            )


def check_same_dimension(
    duplicate: str, duplicate_unit: Unit, survivor: str, survivor_unit: Unit
) -> None:
    """Refuse to merge two metrics whose units are of different dimensions.

    Raises `Contradiction`.
    """
    if not duplicate_unit.is_convertible_to(survivor_unit):
        raise Contradiction(
            Conflict.MERGED_UNIT,
            name=duplicate,
            into=survivor,
            unit=duplicate_unit.text,
            other=survivor_unit.text,
        )


def check_same_amount(duplicate: Unit, survivor: Unit) -> None:
    """Refuse to merge two units that are not the same amount.

    Raises `Contradiction`.
    """
    if duplicate.text == survivor.text:
        raise Contradiction(Conflict.SAME_UNIT, name=duplicate.text, into=survivor.text)
    # Two nouns are two units until somebody says that they are one.
    are_counts = is_noun(duplicate.dimension) and is_count(survivor.dimension)
    if not (are_counts or duplicate.is_convertible_to(survivor)):
        raise Contradiction(
            Conflict.MERGED_DIMENSION,
            name=duplicate.text,
            into=survivor.text,
            dimension=duplicate.dimension,
            other=survivor.dimension,
        )
    if (
        duplicate.numerator * survivor.denominator
        != survivor.numerator * duplicate.denominator
    ):
        raise Contradiction(
            Conflict.MERGED_FACTOR,
            name=duplicate.text,
            into=survivor.text,
            number=duplicate.numerator,
            other=survivor.numerator,
        )


def _list_ancestors(name: str, parents: dict[str, str]) -> set[str]:
    ancestors: set[str] = set()
    while (name := parents.get(name, "")) and name not in ancestors:
        ancestors.add(name)
    return ancestors


def _read_alias(text: str) -> str:
    name = read_name("alias", text)
    if "|" in name:
        raise Unreadable("alias", text, problem=ReadingProblem.JOINED_ALIASES)
    return name


def _format_value(value: object) -> str:
    if value is None:
        return "unsaid"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format_period(value) if isinstance(value, Span) else str(value)
