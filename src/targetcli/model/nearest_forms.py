"""Find what of a refused value can be read, and the nearest forms that are read.

Of "92% within 18 weeks" 92% is read and the rest is not; at least 92% and at most 92%
are near. The forms are in the language of the input, and of its own number and unit.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from targetcli.errors import TargetsError
from targetcli.model import quantity
from targetcli.model.units import UnitTable

_LONGEST = 80  # of a value that is worth a closer look
_LONGEST_UNIT = 12
_GROUP_LENGTH = 3
_CHINESE_DIGITS = "一二两三四五六七八九十"
_FALLING = (
    *("下降", "减少", "降低", "压减", "缩小", "降至", "降到", "回落", "缩减"),
    *("reduc", "cut", "lower", "fall", "fell", "drop", "declin", "decreas", "shrink"),
    *("slash", "halv"),
)
_RISING = (
    *("增长", "增加", "提高", "提升", "上升", "上涨", "增至", "升至", "翻"),
    *("increas", "rais", "rise", "rose", "rising", "grow", "grew", "lift", "boost"),
)
_ENGLISH_UNITS = {"percent": "%", "pct": "%", "pc": "%"}


class PartlyRead(NamedTuple):
    """The quantity in a refused value as written, the words left, and near forms."""

    quantity: str
    unread: str
    forms: tuple[str, ...]


def find_nearest_forms(text: str) -> PartlyRead:
    """Return what can be read of a value that fits no form, and what is near it."""
    words = quantity.normalize_text(text[:_LONGEST])
    is_english = words.isascii()
    found = _find_number(words)
    if found is None:
        return PartlyRead("", words, _forms_without_number(is_english))
    number, start, end = found
    unit, end = _find_unit(words, end)
    left = (words[:start].strip(" ,，"), words[end:].strip(" ,，。."))
    unread = " … ".join(filter(None, left))
    amount = _join(number, unit)
    if not unit:
        return PartlyRead(number, unread, _forms_of_units(number, is_english))
    if not unread:
        return PartlyRead(amount, "", (amount,))
    forms = _forms_of_amount(words.lower(), amount, unit, is_english)
    return PartlyRead(amount, unread, forms)


def _join(number: str, unit: str) -> str:
    is_word = unit[:1].isascii() and unit[:1].isalpha()
    return f"{number} {unit}" if is_word else f"{number}{unit}"


def _find_number(words: str) -> tuple[str, int, int] | None:
    """Return the first number, its separators in place, with its start and end."""
    match = _western().search(words)
    if match is not None:
        return _regroup(match[0]), match.start(), match.end()
    match = _chinese().search(words)
    if match is None or not _is_number(match[0]):
        return None
    return match[0], match.start(), match.end()


def _is_number(text: str) -> bool:
    """Check that a numeral has one reading: 三千六 may be 3600 or 3006."""
    try:
        return not quantity.split_number(text)[1]
    except TargetsError:
        return False


@cache
def _western() -> re.Pattern[str]:
    return re.compile(r"[0-9]+(?:(?:[., ]|')[0-9]+)*")


@cache
def _chinese() -> re.Pattern[str]:
    # 几十 and 数百 are no number.
    return re.compile(rf"(?<![几数多])[{_CHINESE_DIGITS}][{_CHINESE_DIGITS}百千万亿]*")


def _regroup(number: str) -> str:
    """Write a number with the separators that are read: 1.000.000 is 1,000,000."""
    whole, separator, last = re.fullmatch(r"(.*?)([., ']?)([0-9]+)", number).groups()  # type: ignore[union-attr]
    if not separator:
        return number
    groups = re.split(r"[., ']", whole)
    is_decimal = separator in (".", ",") and len(last) != _GROUP_LENGTH
    if is_decimal and all(len(group) <= _GROUP_LENGTH for group in groups):
        return f"{_group(''.join(groups))}.{last}"
    return _group("".join((*groups, last)))


def _group(digits: str) -> str:
    plain = digits.lstrip("0") or "0"
    return f"{int(plain):,}" if len(plain) <= quantity.MAX_DIGITS else plain


def _find_unit(words: str, start: int) -> tuple[str, int]:
    """Return the unit that follows a number, and its end; "" where none is known."""
    rest = words[start:]
    lead = len(rest) - len(rest.lstrip())
    match = _english_unit().match(rest)
    if match is not None:
        word = _ENGLISH_UNITS.get(match[0].strip().lower(), match[0].strip())
        return word, start + match.end()
    table = UnitTable()
    for length in range(min(_LONGEST_UNIT, len(rest) - lead), 0, -1):
        word = rest[lead : lead + length]
        if word.isascii() or not _is_unit(word, table):
            continue
        return word, start + lead + length
    return "", start


def _is_unit(word: str, table: UnitTable) -> bool:
    try:
        return table.read(word) is not None
    except TargetsError:
        return False


@cache
def _english_unit() -> re.Pattern[str]:
    # A magnitude and a noun; prepositions and verbs are no noun that is counted.
    no_noun = (
        "by|within|in|of|or|and|to|from|at|on|per|below|above|under|over|the|a|an|more"
        "|less|fewer|than|out|for|with|as|between|until|before|after"
    )
    magnitude = "(?:hundred|thousand|million|billion|trillion|lakh|crore|bn|mn|tn|k) ?"
    return re.compile(
        rf" ?(?:%|‰|per ?cent|pct\b|pc\b|(?:percentage )?points?\b"
        rf"|(?:{magnitude})*(?!(?:{no_noun})\b)[a-z][a-z-]*\b(?<!\bm))",
        re.IGNORECASE,
    )


def _forms_without_number(is_english: bool) -> tuple[str, ...]:  # noqa: FBT001
    if is_english:
        return ("at least 5%", "3.6 billion CNY", "reduce by 5%", "5,000 homes")
    return ("突破3600亿元", "50家以上", "控制在3%以内", "下降5%", "前20位")


def _forms_of_units(number: str, is_english: bool) -> tuple[str, ...]:  # noqa: FBT001
    units = ("%", "people", "million GBP") if is_english else ("%", "亿元", "个", "倍")
    return tuple(_join(number, unit) for unit in units)


def _forms_of_amount(
    words: str,
    amount: str,
    unit: str,
    is_english: bool,  # noqa: FBT001
) -> tuple[str, ...]:
    """Return the forms that an amount has, by the movement that the words speak of."""
    if any(word in words for word in _FALLING):
        if is_english:
            return (f"reduce by {amount}", f"reduce to {amount}")
        return (f"下降{amount}", f"降至{amount}")
    if any(word in words for word in _RISING):
        if is_english:
            return (f"increase by {amount}", f"increase to {amount}")
        rise = "增长" if unit in ("%", "‰", "倍") else "增加"
        return (f"{rise}{amount}", f"提高到{amount}")
    if is_english:
        return (f"at least {amount}", f"at most {amount}", f"about {amount}")
    return (f"{amount}以上", f"{amount}以内", f"{amount}左右")
