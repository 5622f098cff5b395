"""Give texts of some length to every reader of text that comes from outside."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from targetcli.errors import TargetsError
from targetcli.importing.csv_reader import open_csv
from targetcli.model.bound_words import read_wording
from targetcli.model.deadline import read_deadline
from targetcli.model.formula_guard import guard_formula, remove_guard
from targetcli.model.names import find_similar_names, name_key, read_name, read_scope
from targetcli.model.numerals import read_numeral
from targetcli.model.period import ReferenceDays
from targetcli.model.period_reader import read_day, read_period
from targetcli.model.quantity import normalize_text, read_digits, split_number
from targetcli.model.records import read_record_id
from targetcli.model.unit_table import UnitTable
from targetcli.model.wording import RecordRole

_DAYS = ReferenceDays(date(2026, 3, 31), date(2021, 10, 3))
_UNITS = UnitTable()
_READERS: tuple[Callable[[str], object], ...] = (
    *(name_key, normalize_text, read_scope, read_numeral, read_digits, split_number),
    *(_UNITS.read, _UNITS.find_unknown_noun, remove_guard, guard_formula),
    lambda text: read_name("region", text),
    lambda text: find_similar_names(text, ["武进区", "gdp"] * 50),
    lambda text: read_record_id(text, "T"),
    lambda text: read_wording(text, RecordRole.FIGURE),
    lambda text: read_wording("5" + text, RecordRole.TARGET),
    lambda text: read_wording("下降5%" + text, RecordRole.TARGET),
    lambda text: read_period(text, _DAYS),
    lambda text: read_period("2025" + text, _DAYS),
    lambda text: read_day(text, _DAYS),
    lambda text: read_deadline(text + "前", _DAYS),
    lambda text: list(open_csv("t", lambda: ["name\n", text]).rows()),
    lambda text: list(open_csv("t", lambda: text).rows()),
)


def read_long_texts(length: int, piece: str) -> None:
    """Repeat a piece to a length and have every reader read or refuse it."""
    text = piece * (length // len(piece))
    for reader in _READERS:
        with suppress(TargetsError):
            reader(text)


if __name__ == "__main__":
    for piece in sys.argv[2:]:
        print(ascii(piece), flush=True)  # noqa: T201 - the one that was too slow
        read_long_texts(int(sys.argv[1]), piece)
