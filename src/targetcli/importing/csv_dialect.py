"""Find the separator, quotes, comments and header line of a CSV file."""

from __future__ import annotations

from csv import QUOTE_MINIMAL, QUOTE_NONE
from typing import Any, NamedTuple


class CsvDialect(NamedTuple):
    """The marks of a CSV file, and the rows that are none of its table."""

    delimiter: str = ","
    quote: str = '"'
    """The mark around cells; "" where there is none."""
    escape: str = ""
    doubles_quotes: bool = True
    skips_blanks: bool = False
    """True where blanks after a delimiter are not part of the cell."""
    comment: str = ""
    """The mark at the beginning of a comment line."""
    comment_rows: frozenset[int] = frozenset()
    header_row: int = 1
    header: tuple[str, ...] = ()
    """The names of the columns of a file without a header."""

    def reader_options(self) -> dict[str, Any]:
        """Return the options of the standard library's reader."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote or None,
            "quoting": QUOTE_MINIMAL if self.quote else QUOTE_NONE,
            "escapechar": self.escape or None,
            "doublequote": self.doubles_quotes,
            "skipinitialspace": self.skips_blanks,
        }


PLAIN_CSV = CsvDialect()


class NumberMarks(NamedTuple):
    """The marks that a file writes in its numbers."""

    decimal: str
    group: str


class CellMarks(NamedTuple):
    """The meaning of words and marks in the cells of a file, by its fields."""

    missing: frozenset[str]
    """The marks that stand for nothing in any field."""
    missing_of: dict[str, frozenset[str]]
    """The same of a field that has its own."""
    numbers: dict[str, NumberMarks]
    answers: dict[str, dict[str, str]]
    """The words of a field for yes and no."""
    dates: dict[str, str]
    """How a field writes days, as strptime has it."""


NO_MARKS = CellMarks(frozenset(), {}, {}, {}, {})
