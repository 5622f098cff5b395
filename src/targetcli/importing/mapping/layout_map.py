"""Hold what a map says: how a kind of file is read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

_NOTHING: Mapping[str, str] = MappingProxyType({})
POWER_OF_TEN = "power_of_ten"
"""Column of the power of ten that multiplies a number: 6 makes millions of it."""
_NO_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({})


class OtherColumns(StrEnum):
    """The meaning of the columns that a map does not name."""

    LEFT_OUT = "left-out"
    METRIC = "metric"
    """Each holds the values of a metric, which its heading names."""
    SCOPE = "scope"
    """Each is a part of what the number covers."""


class RecordKinds(StrEnum):
    """The records that a row of a file becomes."""

    FIGURES = "figures"
    TARGETS = "targets"
    LEDGER = "ledger"
    """A target, and the figure of what came of it so far."""
    PLAN = "plan"
    """A target for the last of the periods, and figures for those before it."""


class LayoutMap(NamedTuple):
    """Instructions for reading a kind of file.

    `headings` are those by which such a file is found. `columns` names the column of
    records for each heading, folded, "" where it is left out; `constants` are cells
    that every record gets. With `is_wide` each heading that is a period holds values.
    `words` holds the code of a word by column, `flags` the status for letters beside a
    number. With `splits_first` the first column holds several, as in Eurostat's TSV.
    """

    name: str = ""
    source: str = ""
    headings: tuple[str, ...] = ()
    header_line: int = 0
    columns: Mapping[str, str] = _NOTHING
    constants: Mapping[str, str] = _NOTHING
    is_wide: bool = False
    splits_first: bool = False
    others: OtherColumns = OtherColumns.LEFT_OUT
    records: RecordKinds = RecordKinds.FIGURES
    missing: frozenset[str] = frozenset()
    flags: Mapping[str, str] = _NOTHING
    words: Mapping[str, Mapping[str, str]] = _NO_WORDS
    decimal_mark: str = "."
    day_first: bool = False
    leave_out: tuple[str, ...] = ()

    def with_constants(self, constants: Mapping[str, str]) -> LayoutMap:
        """Return the map with more constants, which win over its own."""
        return self._replace(constants={**self.constants, **constants})
