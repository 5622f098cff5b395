"""Read a map from a TOML file (docs/import.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from targetcli.errors import ConfigRefused, Unreadable
from targetcli.importing.layout.headings import fold_heading
from targetcli.importing.mapping.layout_map import (
    LayoutMap,
    OtherColumns,
    RecordKinds,
)
from targetcli.importing.table_kinds import TableKind, columns_of
from targetcli.problems.problem import FailureReason
from targetcli.problems.usage import ConfigProblem
from targetcli.session.config_files import read_config_text

_LARGEST = 256 * 1024  # bytes
_PAGE = "docs/import.md"
_Choice = TypeVar("_Choice", bound=StrEnum)
_KEYS = (
    *("name", "source", "headings", "header", "wide", "split_first", "others"),
    *("records", "missing", "decimal", "day_first", "leave_out"),
    *("columns", "set", "flags", "words"),
)
SETTABLE_COLUMNS = frozenset(
    (*columns_of(TableKind.TARGETS), *columns_of(TableKind.FIGURES))
)
"""The columns of targets and figures, which a map may name."""


def read_map_file(file: Path) -> LayoutMap:
    """Return the map in a TOML file; raises `ConfigRefused` for anything else."""
    text = read_config_text(file, _LARGEST, _PAGE)
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigRefused(str(file), ConfigProblem.NO_TOML, error=error) from error
    try:
        return read_map(table)
    except Unreadable as failure:
        choice = FailureReason(ConfigProblem.NO_CHOICE, {"accepted": failure.accepted})
        raise ConfigRefused(str(file), choice, failure.text) from failure


def read_map(table: Mapping[str, object]) -> LayoutMap:
    """Return the map of a TOML table; raises `Unreadable` naming what is wrong."""
    for key in table:
        if key not in _KEYS:
            raise Unreadable("map", key, _KEYS)
    columns = {
        fold_heading(heading): column
        for heading, column in _read_texts(table, "columns").items()
    }
    constants = _read_texts(table, "set")
    for column in (*columns.values(), *constants):
        if column and column not in SETTABLE_COLUMNS:
            raise Unreadable("map", column, tuple(sorted(SETTABLE_COLUMNS)))
    return LayoutMap(
        name=_read_text(table, "name"),
        source=_read_text(table, "source"),
        headings=_read_list(table, "headings"),
        header_line=_read_number(table, "header"),
        columns=columns,
        constants=constants,
        is_wide=_read_flag(table, "wide"),
        splits_first=_read_flag(table, "split_first"),
        others=_read_choice(table, "others", OtherColumns.LEFT_OUT),
        records=_read_choice(table, "records", RecordKinds.FIGURES),
        missing=frozenset(_read_list(table, "missing")),
        flags=_read_texts(table, "flags"),
        words=_read_words(table),
        decimal_mark=_read_text(table, "decimal") or ".",
        day_first=_read_flag(table, "day_first"),
        leave_out=_read_list(table, "leave_out"),
    )


def _read_text(table: Mapping[str, object], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise Unreadable("map", key, ('"…"',))
    return value


def _read_flag(table: Mapping[str, object], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise Unreadable("map", key, ("true", "false"))
    return value


def _read_number(table: Mapping[str, object], key: str) -> int:
    value = table.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Unreadable("map", key, ("1", "4"))
    return value


def _read_list(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise Unreadable("map", key, ('["…", "…"]',))
    return tuple(value)


def _read_texts(table: Mapping[str, object], key: str) -> Mapping[str, str]:
    value = table.get(key, {})
    if not isinstance(value, dict) or not all(
        isinstance(v, str) for v in value.values()
    ):
        raise Unreadable("map", key, (f"[{key}]",))
    return value


def _read_words(table: Mapping[str, object]) -> Mapping[str, Mapping[str, str]]:
    value = table.get("words", {})
    if not isinstance(value, dict):
        raise Unreadable("map", "words", ("[words.status]",))
    return {column: _read_texts(value, column) for column in value}


def _read_choice(table: Mapping[str, object], key: str, default: _Choice) -> _Choice:
    value = table.get(key, default.value)
    choices = type(default)
    if not isinstance(value, str) or value not in tuple(choices):
        raise Unreadable("map", key, tuple(choices))
    return choices(value)
