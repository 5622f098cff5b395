"""Write a day in ISO, with no more of it than a cell of a spreadsheet shows."""

from __future__ import annotations

from datetime import datetime, time

from targetcli.importing.number_format import TokenKind, parse_format
from targetcli.importing.shown_numbers import ShownCell
from targetcli.problems.files import RowProblem


def show_day(moment: datetime, code: str) -> ShownCell | RowProblem:
    """Return the day, month or year that a cell shows, or why it shows none.

    >>> show_day(datetime(2024, 3, 1), 'yyyy"年"m"月"').text
    '2024-03'
    """
    letters = _date_letters(code)
    shows_time = bool(set("".join(letters)) & set("hsn上下/"))
    holds_time = moment.time() != time()
    if shows_time and (holds_time or not _shows(letters, "ye")):
        return RowProblem.TIME_OF_DAY
    if not _shows(letters, "ye"):
        return RowProblem.NO_YEAR_SHOWN
    if any(letter in ("d", "dd") for letter in letters):
        held = moment.isoformat(" ") if holds_time else ""
        return ShownCell(moment.date().isoformat(), held)
    if _shows(letters, "m"):
        return ShownCell(f"{moment:%Y-%m}")
    return ShownCell(f"{moment:%Y}")


def _shows(letters: list[str], parts: str) -> bool:
    return any(letter[0] in parts for letter in letters)


def _date_letters(code: str) -> list[str]:
    """Return the letters of days in a format; a cell of a day without any shows all."""
    sections = parse_format(code)
    dated = next((section for section in sections if section.has(TokenKind.DATE)), None)
    return dated.date_letters.split() if dated else ["yyyy", "mm", "dd"]
