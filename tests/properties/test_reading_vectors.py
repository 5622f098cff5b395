"""Outside vectors: what is read is what others say it is; nothing crashes a reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from targetcli.errors import Contradiction, FileRefused, Unreadable
from targetcli.importing.csv_reader import open_csv
from targetcli.model.bound_words import read_wording
from targetcli.model.deadline import read_deadline
from targetcli.model.formula_guard import guard_formula, remove_guard
from targetcli.model.names import name_key, read_name, read_scope
from targetcli.model.period import ReferenceDays
from targetcli.model.period_reader import read_day, read_period
from targetcli.model.quantity import read_digits
from targetcli.model.unit_table import UnitTable
from targetcli.model.wording import RecordRole

TABLE = UnitTable()
RELATIVES = ReferenceDays(date(2026, 3, 31), date(2021, 10, 3))


def vectors(shared: Path, part: str) -> Iterator[dict[str, Any]]:
    folder = shared / "naughty" / "recognizers-text" / "Specs" / part / "Chinese"
    for file in sorted(folder.glob("*.json")):
        yield from json.loads(file.read_text("utf-8-sig"))


READERS: tuple[Callable[[str], object], ...] = (
    *(
        guard_formula,
        remove_guard,
        name_key,
        read_scope,
        read_digits,
        TABLE.read,
        TABLE.find_unknown_noun,
    ),
    lambda text: read_name("region", text),
    lambda text: read_wording(text, RecordRole.TARGET),
    lambda text: read_wording(f"5{text}", RecordRole.FIGURE),
    lambda text: read_wording(text, RecordRole.FIGURE, "%"),
    lambda text: read_period(text, RELATIVES),
    lambda text: read_day(text, RELATIVES),
    lambda text: read_deadline(text, RELATIVES),
    lambda text: list(open_csv("t.csv", lambda: [f"{text}\n"]).rows()),
    lambda text: list(open_csv("t.csv", lambda: ["name,parent\n", f"{text}\n"]).rows()),
)


def all_readers(text: str) -> None:
    for read in READERS:
        try:
            read(text)
        except (Unreadable, Contradiction, FileRefused):
            continue
    assert remove_guard(guard_formula(text)) == text


def test_naughty_strings_are_read_or_refused(shared: Path) -> None:
    strings = json.loads((shared / "naughty" / "blns" / "blns.json").read_text("utf-8"))
    assert len(strings) > 500
    for text in strings:
        all_readers(text)


@pytest.mark.parametrize("part", ["Number", "NumberWithUnit", "DateTime"])
def test_sentences_are_read_or_refused(shared: Path, part: str) -> None:
    for vector in vectors(shared, part):
        all_readers(vector["Input"])
        for result in vector["Results"]:
            all_readers(result["Text"])


def test_dates_of_dateutil_are_read_as_said_or_refused(shared: Path) -> None:
    (file,) = (shared / "naughty" / "dateutil").rglob("parser_strings.json")
    for text in _strings(json.loads(file.read_text("utf-8"))):
        all_readers(text)


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _strings(item)
        case dict():
            for item in value.values():
                yield from _strings(item)


def test_naughty_numbers_are_the_number_they_show(shared: Path) -> None:
    strings = json.loads((shared / "naughty" / "blns" / "blns.json").read_text("utf-8"))
    for text in strings:
        try:
            number = Decimal(text)
            read = read_digits(text)
        except (InvalidOperation, Unreadable):
            continue
        assert read == number
