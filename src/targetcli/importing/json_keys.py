"""Know a table by the keys of a JSON object, and refuse unknown ones in its terms."""

from __future__ import annotations

from targetcli.errors import FileRefused, FileRow, Unreadable
from targetcli.importing.table_kinds import (
    TableKind,
    columns_of,
    identify_table,
    required_columns,
)
from targetcli.model.names import find_similar_names, quote_argument
from targetcli.problems.files import FileProblem, RowProblem
from targetcli.problems.problem import Problem

# What is wrong with columns, said of keys.
_OF_KEYS: dict[Problem, FileProblem] = {
    FileProblem.NO_KNOWN_COLUMN: FileProblem.NO_KNOWN_KEY,
    FileProblem.MISSPELT_COLUMN: FileProblem.MISSPELT_KEY,
    FileProblem.UNKNOWN_COLUMN: FileProblem.UNKNOWN_KEY,
    FileProblem.MISSING_COLUMN: FileProblem.MISSING_KEYS,
    FileProblem.UNNAMED_COLUMN: FileProblem.BLANK_KEY,
}
KEY_PROBLEMS = frozenset((*_OF_KEYS.values(), FileProblem.NESTED_KEY))
"""Reasons to refuse the keys of an object, which may be known as headings."""
_MOST_KEYS = 12  # that a refusal names


def identify_keys(file: str, keys: tuple[str, ...], place: FileRow) -> TableKind:
    """Return the kind of a table whose rows have these keys.

    Raises `FileRefused` with the place of the object for keys of no table.
    """
    try:
        return identify_table(file, keys)
    except FileRefused as refusal:
        problem = _OF_KEYS.get(refusal.reason.problem)
        if problem is None:
            raise
        nested = [key for key in keys if "." in key]
        if nested:
            problem = FileProblem.NESTED_KEY
        elif not keys:
            problem = FileProblem.EMPTY_OBJECT
        facts = {
            **refusal.reason.facts,
            "argument": quote_argument(file),
            "place": place,
            "path": f".{place.file}",
            "nested": (nested or [""])[0],
            "keys": (*keys[:_MOST_KEYS], *(("…",) if len(keys) > _MOST_KEYS else ())),
            "targets": required_columns(TableKind.TARGETS),
            "figures": required_columns(TableKind.FIGURES),
        }
        raise FileRefused(file, problem, **facts) from refusal


def refuse_unknown_keys(kind: TableKind, keys: tuple[str, ...], row: str) -> None:
    """Raise `Unreadable` for a key that is no column of a kind of table."""
    known = columns_of(kind)
    for key in keys:
        if key not in known:
            near = find_similar_names(key, known)
            problem = RowProblem.MISSPELT_KEY if near else RowProblem.UNKNOWN_KEY
            near_key = near[0] if near else ""
            raise Unreadable("row", row, problem=problem, key=key, near=near_key)
