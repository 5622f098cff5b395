"""Take apart the headings of wide tables: names with units, periods, dimensions."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from targetcli.errors import TargetsError, Unreadable
from targetcli.importing.layout.headings import may_name_period
from targetcli.model.financial_year import spans_two_years
from targetcli.model.period import format_period
from targetcli.model.period_reader import read_period
from targetcli.model.quantity import normalize_text
from targetcli.model.unit_table import UnitTable

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
MAGNITUDE = "magnitude"
"""Key of the magnitude in a caption that names no unit."""
# Words and letters after a period, for the status of the values below it.
_STATUSES = {
    **dict.fromkeys(("预计", "预测", "f", "forecast", "expected"), "expected"),
    **dict.fromkeys(("初步核算", "初步", "快报"), "preliminary"),
    **dict.fromkeys(("p", "e", "preliminary", "provisional"), "preliminary"),
    **dict.fromkeys(("修订", "r", "revised"), "revised"),
    **dict.fromkeys(("最终", "final"), "final"),
}


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
    >>> split_unit("Unemployment (% of labor force) (modeled estimate)").unit
    '%'
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
    # What stands behind a unit in brackets of its own says more of the name.
    return NameAndUnit(text, split_unit(match["name"]).unit)


@lru_cache(1024)
def is_unit(text: str) -> bool:
    """Check that a text is a unit that is built in."""
    try:
        UnitTable().read(text)
    except TargetsError:
        return False
    return True


def find_magnitude(caption: str) -> str:
    """Return the magnitude that a caption names without a unit; "" for none.

    >>> find_magnitude("Homes completed (thousands)"), find_magnitude("单位：万")
    ('thousand', '万')
    """
    match = _lone_magnitude().search(caption[:_LONGEST].casefold())
    if match is None:
        return ""
    return match["word"] or match["chinese"] or "thousand"


def add_magnitude(unit: str, magnitude: str) -> str:
    """Return a unit with the magnitude of a caption, where it has none of its own.

    >>> add_magnitude("homes", "thousand"), add_magnitude("万人", "万")
    ('thousand homes', '万人')
    """
    if not magnitude or _begins_with_magnitude().match(unit):
        return unit
    return f"{magnitude} {unit}" if magnitude.isascii() else f"{magnitude}{unit}"


@cache
def _lone_magnitude() -> re.Pattern[str]:
    return re.compile(
        r"(?:\bin |\()(?P<word>thousand|million|billion)s?\b|\(['’‘]?000s?\)"
        r"|(?:单位\s*[:：]|[(（])\s*(?P<chinese>百万|千万|[千万亿])\s*[)）]?$"
    )


@cache
def _begins_with_magnitude() -> re.Pattern[str]:
    return re.compile(
        r"(?:thousand|million|billion|k|m|mn|bn)\b|[千万亿]|百万", re.IGNORECASE
    )


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
    if not may_name_period(text) or _digits_alone(text):
        return ""
    try:
        return format_period(read_period(text))
    except (Unreadable, ValueError):
        return text if spans_two_years(text) else ""


@lru_cache(4096)
def read_plan_period(heading: str) -> str:
    """Return the period in a heading of a plan, "" for none: 2030年目标值."""
    return read_period_heading(_plan_words().sub("", heading.strip()))


@lru_cache(4096)
def count_from_new_year(metric: str, period: str) -> str:
    """Return the period from the first of January, where a metric says it runs so.

    >>> count_from_new_year("零售总额_累计值", "2024-03")
    '2024Q1'
    """
    if not _since_new_year().search(metric):
        return period
    try:
        span = read_period(period)
    except TargetsError:  # which is refused where the row is read
        return period
    return format_period(span._replace(start=span.start.replace(month=1, day=1)))


class PeriodAndStatus(NamedTuple):
    """The period that a heading names, and the status of what stands below it."""

    period: str
    status: str


@lru_cache(4096)
def read_flagged_period(heading: str) -> PeriodAndStatus:
    """Return the period of a heading, "" for none, and the status beside it.

    >>> read_flagged_period("2023p"), read_flagged_period("2023年（预计）").status
    (PeriodAndStatus(period='2023', status='preliminary'), 'expected')
    """
    period = read_period_heading(heading)
    match = None if period else _flagged_period().fullmatch(heading.strip())
    if match is None:
        return PeriodAndStatus(period, "")
    flag = match["flag"].casefold()
    return PeriodAndStatus(read_period_heading(match["period"]), _STATUSES[flag])


@cache
def _flagged_period() -> re.Pattern[str]:
    flags = "|".join(_STATUSES)
    return re.compile(
        rf"(?P<period>.*[0-9年季月度]) ?[(（]?(?P<flag>{flags})[)）]?", re.IGNORECASE
    )


@cache
def _plan_words() -> re.Pattern[str]:
    words = "规划目标|目标|规划|基期|基数|现状|实际|完成|实绩"
    return re.compile(rf"(?<=[0-9年]) ?[(（]?(?:{words})[值数]?[)）]?$")


@cache
def _since_new_year() -> re.Pattern[str]:
    return re.compile(r"累计(?:值|额|增长|增速|增幅|同比|同比增长|同比增速)[)）]?$")


def _digits_alone(text: str) -> bool:
    return text.replace(".", "").replace(",", "").isdigit()


@cache
def _plain_year() -> re.Pattern[str]:
    year = r"(?P<year>1[5-9][0-9]{2}|2[01][0-9]{2})"
    return re.compile(rf"(?:YR)?{year}(?:\.0)?(?: ?\[YR[0-9]{{4}}\])?年?")
