"""Save a CSV file again as a spreadsheet does that opened it, cell by cell.

As Excel does where the year comes first: it takes a cell for a number, a day or a truth
value where it can, and writes what it then shows.
"""

from __future__ import annotations

import csv
import io
import re
from decimal import ROUND_HALF_UP, Decimal

_MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]
_MONTH = "|".join(_MONTHS)
_SHOWN_DIGITS = 10  # that fit into eleven characters, with a point


def save_again(text: str, *, encoding: str = "utf-8-sig") -> bytes:
    """Return a CSV file as it is saved in an encoding."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    head, *rows = csv.reader(io.StringIO(text))
    writer.writerow(head)
    writer.writerows([save_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode(encoding)


def save_cell(cell: str) -> str:
    """Return what a spreadsheet saves for a cell that it opened."""
    text = cell.strip()
    if _is_number(text):
        return _show_number(Decimal(text))
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper()
    if match := re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", text):
        return "/".join(str(int(part)) for part in match.groups())
    if match := re.fullmatch(r"(\d{4})[-/](\d{1,2})", text):
        return f"{_MONTHS[int(match[2]) - 1]}-{match[1][2:]}"
    if match := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})", text):
        return f"{int(match[1])}月{int(match[2])}日"
    if match := re.fullmatch(rf"({_MONTH})[a-z]*[ -]?(\d{{1,4}})", text, re.IGNORECASE):
        return f"{match[1].title()}-{match[2][-2:]:0>2}"
    if match := re.fullmatch(r"([+-]?\d+(?:\.\d+)?)%", text):
        return f"{Decimal(match[1]):.2f}%" if "." in text else text
    if match := re.fullmatch(r"[￥¥$](\d+(?:\.\d+)?)", text):
        return f"{text[0]}{Decimal(match[1]):,.2f}"
    if re.fullmatch(r"\d{1,2}:\d{2}", text):
        return f"{text.lstrip('0')}:00"
    return cell


def _is_number(text: str) -> bool:
    return bool(
        re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", text, re.IGNORECASE)
    )


def _show_number(number: Decimal) -> str:
    """Return a number as a cell without a format shows it."""
    plain = f"{number.normalize():f}"
    if len(plain.lstrip("-")) <= _SHOWN_DIGITS + 1:
        return plain
    if abs(number) >= 10**11 or 0 < abs(number) < Decimal("0.0001"):
        mantissa, _, exponent = f"{number:.5E}".partition("E")
        short = f"{Decimal(mantissa).normalize():f}"
        return f"{short}E{exponent[0]}{exponent[1:]:0>2}"
    whole = len(f"{int(abs(number))}")
    places = Decimal(1).scaleb(-(_SHOWN_DIGITS - whole))
    return f"{number.quantize(places, ROUND_HALF_UP).normalize():f}"
