"""Read how far ahead to look: 90d · 2w · 6m · 1y · 90天 · 6个月."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from targetcli.errors import Unreadable
from targetcli.model.period import add_months
from targetcli.model.quantity import normalize_text

ACCEPTED = ("90d", "2w", "6m", "1y", "90天", "6个月")
_DAYS = {"d": 1, "w": 7, "天": 1, "日": 1, "周": 7}
_MONTHS = {"m": 1, "y": 12, "月": 1, "年": 12}


def read_lookahead(text: str, day: date) -> date:
    """Return the last day of a lookahead that starts on a day.

    Raises `Unreadable` for any other text, and for more than a hundred years.
    """
    match = _lookahead_pattern().fullmatch(normalize_text(text).casefold())
    count = int(match["count"]) if match else 0
    unit = match["unit"] if match else ""
    months = count * _MONTHS.get(unit, 0)
    if match is None or months > _MONTHS["y"] * 100:
        raise Unreadable("reach", text, ACCEPTED)
    return add_months(day, months) + timedelta(days=count * _DAYS.get(unit, 0))


@cache
def _lookahead_pattern() -> re.Pattern[str]:
    return re.compile(r"(?P<count>[0-9]{1,4}) ?(?:个)?(?P<unit>[dwmy天日周月年])")
