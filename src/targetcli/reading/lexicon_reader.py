"""Read a lexicon of indicators from its TOML source, or from what is made of it.

People edit TOML; the packaged lexicon is loaded as JSON, which takes a twentieth of the
time. docs/lexicon.md has the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

from targetcli.errors import ConfigRefused, Unreadable
from targetcli.model.lexicon import Entry, LexiconContent, fold_indicator_name
from targetcli.model.names import read_name
from targetcli.model.records import Better, MetricKind
from targetcli.model.unit_table import UnitTable
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import LexiconProblem
from targetcli.problems.usage import ConfigProblem

_Choice = TypeVar("_Choice", bound=StrEnum)
_Table = Mapping[str, object]

_KEYS = ("version", "indicator", "last_words", "inner_words", "spellings")
_INDICATOR_KEYS = (
    *("name", "name_en", "aliases", "kind", "better", "non_negative", "dimension"),
    *("prices", "source"),
)
_WORDS_KEYS = ("kind", "words")


class _Place(NamedTuple):
    """Table of a file by its name and position, such as the second [[indicator]]."""

    table: str
    position: int


class _LexiconFault(Exception):
    """Raised with the place and key of what is wrong in a file."""

    def __init__(
        self, reason: FailureReason, key: str, place: _Place | None = None
    ) -> None:
        super().__init__(reason, key, place)
        self.reason = reason
        self.key = key
        self.place = place


def read_lexicon(
    file: str, text: str, spellings: Mapping[str, str] | None = None
) -> LexiconContent:
    """Read a lexicon from the text of a TOML file.

    Its names are folded with other spellings beside its own. Raises `ConfigRefused`
    naming the line and the key of the first thing that is wrong.
    """
    try:
        document = _parse_toml(file, text)
        return _read_document(document, dict(spellings or {}))
    except _LexiconFault as fault:
        line = _find_line(text, fault.place, fault.key)
        raise ConfigRefused(
            file, fault.reason, fault.key, line, page="docs/lexicon.md"
        ) from fault


def load_lexicon_document(document: Mapping[str, object]) -> LexiconContent:
    """Return the lexicon of a JSON document that `make_lexicon_document` made."""
    content = LexiconContent(**document)  # type: ignore[arg-type]
    entries = tuple(_load_entry(row) for row in content.entries)
    return content._replace(entries=entries)


def make_lexicon_document(content: LexiconContent) -> dict[str, object]:
    """Return a lexicon as a JSON document."""
    return content._asdict()


def _load_entry(row: Sequence[object]) -> Entry:
    entry = Entry(*row)  # type: ignore[arg-type]
    return entry._replace(
        aliases=tuple(entry.aliases),
        kind=MetricKind(entry.kind) if entry.kind else None,
        better=Better(entry.better) if entry.better else None,
    )


def _parse_toml(file: str, text: str) -> _Table:
    import tomllib  # noqa: PLC0415 - only for a lexicon that is no JSON

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also of a number of 5,000 digits
        line = re.search(r"\(at line (\d+)", str(error))
        raise ConfigRefused(
            file,
            ConfigProblem.NO_TOML,
            line=int(line[1]) if line else 0,
            error=str(error),
            page="docs/lexicon.md",
        ) from error


def _read_document(document: _Table, spellings: dict[str, str]) -> LexiconContent:
    _refuse_unknown(document, _KEYS, None)
    spellings |= _read_spellings(document)
    tables = _list_tables(document, "indicator")
    entries = tuple(_read_entry(table, place) for place, table in tables)
    return LexiconContent(
        _read_text(document, "version", None),
        entries,
        _index_entries(entries, spellings),
        _read_words(document, "last_words", spellings),
        _read_words(document, "inner_words", spellings),
        spellings,
    )


def _index_entries(
    entries: Sequence[Entry], spellings: Mapping[str, str]
) -> dict[str, int]:
    """Return the position of the entry of each name; a name has one entry."""
    positions: dict[str, int] = {}
    for position, entry in enumerate(entries):
        for name in entry.names:
            key = fold_indicator_name(name, spellings)
            other = positions.setdefault(key, position)
            if other != position:
                facts = {"name": name, "other": entries[other].name}
                reason = FailureReason(LexiconProblem.NAME_TWICE, facts)
                raise _LexiconFault(reason, "", _Place("indicator", position))
    return positions


def _read_entry(table: _Table, place: _Place) -> Entry:
    _refuse_unknown(table, _INDICATOR_KEYS, place)
    return Entry(
        _read_indicator_name(table, "name", place),
        _read_indicator_name(table, "name_en", place) if "name_en" in table else "",
        tuple(_read_texts(table, "aliases", place)),
        _read_choice(table, "kind", MetricKind, place),
        _read_choice(table, "better", Better, place),
        _read_flag(table, "non_negative", place),
        _read_dimension(table, place),
        bool(_read_flag(table, "prices", place)),
        _read_text(table, "source", place),
    )


def _read_indicator_name(table: _Table, key: str, place: _Place) -> str:
    try:
        return read_name("name", _read_text(table, key, place))
    except Unreadable as failure:
        raise _LexiconFault(failure.reason, key, place) from failure


def _read_dimension(table: _Table, place: _Place) -> str:
    if "dimension" not in table:
        return ""
    dimension = _read_text(table, "dimension", place)
    known = _list_dimensions()
    if any(part not in known for part in dimension.split("/")):
        facts = {"accepted": ", ".join(sorted(known))}
        reason = FailureReason(ConfigProblem.NO_CHOICE, facts)
        raise _LexiconFault(reason, "dimension", place)
    return dimension


def _list_dimensions() -> set[str]:
    return {unit.dimension.partition(" CNY")[0] for unit in UnitTable().units()}


def _read_spellings(document: _Table) -> dict[str, str]:
    table = document.get("spellings", {})
    if not isinstance(table, Mapping):
        raise _no_table("[spellings]", "spellings")
    place = _Place("spellings", 0)
    return {
        fold_indicator_name(spelling, {}): _read_text(table, spelling, place)
        for spelling in table
    }


def _read_words(
    document: _Table, name: str, spellings: Mapping[str, str]
) -> dict[str, str]:
    """Return the kind that each word gives, "" where it takes a kind away."""
    kinds: dict[str, str] = {}
    for place, table in _list_tables(document, name):
        _refuse_unknown(table, _WORDS_KEYS, place)
        kind = _read_choice(table, "kind", MetricKind, place)
        for word in _read_texts(table, "words", place):
            kinds[fold_indicator_name(word, spellings)] = kind or ""
    return kinds


def _list_tables(document: _Table, name: str) -> Iterator[tuple[_Place, _Table]]:
    tables = document.get(name, [])
    if not isinstance(tables, list):
        raise _no_table(f"[[{name}]]", name)
    for position, table in enumerate(tables):
        place = _Place(name, position)
        if not isinstance(table, Mapping):
            raise _no_table(f"[[{name}]]", name)
        yield place, table


def _no_table(form: str, key: str) -> _LexiconFault:
    return _LexiconFault(FailureReason(LexiconProblem.NO_TABLE, {"form": form}), key)


def _refuse_unknown(
    table: _Table, known: tuple[str, ...], place: _Place | None
) -> None:
    for key in table:
        if key not in known:
            facts = {"known": ", ".join(known)}
            raise _LexiconFault(
                FailureReason(LexiconProblem.UNKNOWN_KEY, facts), key, place
            )


def _read_text(table: _Table, key: str, place: _Place | None) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise _LexiconFault(FailureReason(LexiconProblem.NO_TEXT), key, place)
    return value


def _read_texts(table: _Table, key: str, place: _Place) -> list[str]:
    values = table.get(key, [])
    is_list = isinstance(values, list) and all(
        isinstance(value, str) and value.strip() for value in values
    )
    if not isinstance(values, list) or not is_list:
        raise _LexiconFault(FailureReason(LexiconProblem.NO_TEXTS), key, place)
    return values


def _read_choice(
    table: _Table, key: str, choices: type[_Choice], place: _Place
) -> _Choice | None:
    value = table.get(key, "")
    if value == "":
        return None
    if not isinstance(value, str) or value not in tuple(choices):
        facts = {"accepted": ", ".join(choices)}
        raise _LexiconFault(FailureReason(ConfigProblem.NO_CHOICE, facts), key, place)
    return choices(value)


def _read_flag(table: _Table, key: str, place: _Place) -> bool | None:
    value = table.get(key)
    if value is not None and not isinstance(value, bool):
        raise _LexiconFault(FailureReason(LexiconProblem.NO_FLAG), key, place)
    return value


def _find_line(text: str, place: _Place | None, key: str) -> int:
    """Find the line of a key, or the head of the table that lacks it; 0 if unknown."""
    lines = text.splitlines()
    start, end = _find_block(lines, place)
    for number in range(start, end) if key else ():
        if lines[number].partition("=")[0].strip(" \t\"'") == key:
            return number + 1
    return start + 1 if place else 0


def _find_block(lines: Sequence[str], place: _Place | None) -> tuple[int, int]:
    heads = [n for n, line in enumerate(lines) if line.lstrip().startswith("[")]
    if place is None:
        return 0, next(iter(heads), len(lines))
    own_heads = [
        n for n in heads if lines[n].strip().strip("[]").strip() == place.table
    ]
    start = own_heads[place.position] if place.position < len(own_heads) else 0
    return start, next((head for head in heads if head > start), len(lines))
