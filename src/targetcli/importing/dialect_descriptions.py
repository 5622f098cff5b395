"""Read the dialect of a CSV file as a data package describes it, in either version."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Description = dict[str, Any]

_LINE_ENDS = ("\n", "\r\n", "\r")
_LONGEST_ROW_NUMBER = 9  # digits
# What changes nothing in how a file is read here.
_PASSED_OVER = ("$schema", "csvddfVersion", "caseSensitiveHeader", "title", "name")


class PropertyRefused(Exception):
    """A property of a description that is not read, by its path."""

    def __init__(self, path: str, value: object) -> None:
        super().__init__(path)
        self.path = path
        self.value = value


def read_dialect(dialect: Description) -> tuple[Description, frozenset[str]]:
    """Return the options of a dialect, and the text that stands for nothing in it.

    Raises `PropertyRefused` for what is not understood.
    """
    nested = require(dict, "dialect.csv", dialect.get("csv", {}))
    options: Description = {}
    for key, value in {**dialect, **nested}.items():
        if key in _READERS:
            option, read = _READERS[key]
            options[option] = read(f"dialect.{key}", value)
        elif key not in ("csv", *_PASSED_OVER):
            raise PropertyRefused(f"dialect.{key}", value)
    options.pop("line_end", None)
    null = options.pop("null", "")
    return options, frozenset({null} - {""})


def require(kind: type[Any], path: str, value: object) -> Any:  # noqa: ANN401 - of that kind
    """Return a value of a kind; raises `PropertyRefused` for another."""
    if not isinstance(value, kind):
        raise PropertyRefused(path, value)
    return value


def require_character(path: str, value: object) -> str:
    """Return a single character; raises `PropertyRefused` for anything else."""
    if not isinstance(value, str) or len(value) != 1 or value in "\r\n\0":
        raise PropertyRefused(path, value)
    return value


def _read_optional_character(path: str, value: object) -> str:
    return require_character(path, value) if value else ""


def _read_flag(path: str, value: object) -> bool:
    return bool(require(bool, path, value))


def _read_text(path: str, value: object) -> str:
    return str(require(str, path, value or ""))


def _read_line_end(path: str, value: object) -> str:
    if value not in _LINE_ENDS:
        raise PropertyRefused(path, value)
    return str(value)


def _read_rows(path: str, value: object) -> frozenset[int]:
    return frozenset(_require_rows(path, require(list, path, value)))


def _read_header_row(path: str, value: object) -> int:
    rows = [*_require_rows(path, require(list, path, value))]
    if len(rows) != 1:
        raise PropertyRefused(path, value)
    return rows[0]


def _require_rows(path: str, values: Iterable[object]) -> Iterable[int]:
    """Yield numbers of rows, which a document gives as it writes them."""
    for value in values:
        digits = str(value)
        if not digits.isdecimal() or not 0 < len(digits) <= _LONGEST_ROW_NUMBER:
            raise PropertyRefused(path, value)
        yield int(digits)


_READERS: dict[str, tuple[str, Callable[[str, object], object]]] = {
    "delimiter": ("delimiter", require_character),
    "quoteChar": ("quote", _read_optional_character),
    "escapeChar": ("escape", _read_optional_character),
    "doubleQuote": ("doubles_quotes", _read_flag),
    "skipInitialSpace": ("skips_blanks", _read_flag),
    "lineTerminator": ("line_end", _read_line_end),
    "commentChar": ("comment", _read_text),
    "commentRows": ("comment_rows", _read_rows),
    "header": ("has_header", _read_flag),
    "headerRows": ("header_row", _read_header_row),
    "nullSequence": ("null", _read_text),
}
