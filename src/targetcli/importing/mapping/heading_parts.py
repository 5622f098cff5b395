"""Take apart the headings of wide tables: names with units, periods, dimensions."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from targetcli.errors import TargetsError, Unreadable
from targetcli.model.period import Span, format_period, read_period
from targetcli.model.quantity import normalize_text
from targetcli.model.units import UnitTable

# Words in the brackets of a heading that say a unit only beside others.
_UNIT_WORDS = {
    "current us$": "USD",
    "us$": "USD",
    "usd": "USD",
    "annual %": "%",
    "percent": "%",
    "percentage": "%",
    "per cent": "%",
    "number": "",
}
_LONGEST = 120


class NameAndUnit(NamedTuple):
    """The name in a heading, and the unit in its brackets; "" for none."""

    name: str
    unit: str


@lru_cache(4096)
def split_unit(heading: str) -> NameAndUnit:
    """Return the name and the unit of a heading: 地区生产总值(亿元).

    What stands in the brackets and is no unit belongs to the name; so does a share that
    says of what: GDP growth (annual %) keeps its name whole.

    >>> split_unit("地区生产总值(亿元)")
    NameAndUnit(name='地区生产总值', unit='亿元')
    """
    text = normalize_text(heading[:_LONGEST])
    match = _brackets().fullmatch(text)
    if match is None:
        return NameAndUnit(text, "")
    inside = match["inside"].strip()
    known = _UNIT_WORDS.get(inside.casefold())
    if known is not None:
        return NameAndUnit(text, known)
    if is_unit(inside):
        return NameAndUnit(match["name"].strip(), inside)
    if "%" in inside:
        return NameAndUnit(text, "%")
    if "us$" in inside.casefold():
        return NameAndUnit(text, "USD")
    return NameAndUnit(text, "")


@lru_cache(1024)
def is_unit(text: str) -> bool:
    """Check that a text is a unit that is built in."""
    try:
        UnitTable().read(text)
    except TargetsError:
        return False
    return True


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"(?P<name>.+?) ?\((?P<inside>[^()]+)\)")


@lru_cache(4096)
def read_period_heading(heading: str) -> str:
    """Return the period that a heading names, as files hold it; "" for none.

    A bare number is a year between 1500 and 2200: 2019, 2019.0 and 2019 [YR2019].
    """
    text = normalize_text(heading[:_LONGEST])
    match = _plain_year().fullmatch(text)
    if match is not None:
        return match["year"]
    if not any(character.isdigit() for character in text) or _digits_alone(text):
        return ""
    try:
        return format_period(_whole(read_period(text)))
    except (Unreadable, ValueError):
        return ""


def _whole(span: Span) -> Span:
    return span


def _digits_alone(text: str) -> bool:
    return text.replace(".", "").replace(",", "").isdigit()


@cache
def _plain_year() -> re.Pattern[str]:
    year = r"(?P<year>1[5-9][0-9]{2}|2[01][0-9]{2})"
    return re.compile(rf"(?:YR)?{year}(?:\.0)?(?: ?\[YR[0-9]{{4}}\])?年?")
