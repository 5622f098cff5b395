"""Find the readable part of a refused value, and the nearest accepted forms.

Of "92% within 18 weeks" 92% is read and the rest is not; at least 92% and at most 92%
are near. The forms are in the language of the input, and of its own number and unit.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from targetcli.errors import TargetsError
from targetcli.model import quantity
from targetcli.model.unit_table import UnitTable

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
# 100家以上 is no unit 家以.
_OF_BOUNDS = frozenset("以左右上下之余多")
_ENGLISH_UNITS = {"percent": "%", "pct": "%", "pc": "%"}


_UNITS: dict[tuple[bool, bool], tuple[str, ...]] = {
    (True, True): ("people", "homes", "GBP"),
    (True, False): ("%", "people", "million GBP"),
    (False, True): ("元", "人", "个"),
    (False, False): ("%", "亿元", "个", "倍"),
}
"""Units to show, by whether the words are English and whether there is a magnitude."""


class PartlyRead(NamedTuple):
    """The quantity in a refused value as written, the words left, and near forms."""

    quantity: str
    unread: str
    forms: tuple[str, ...]


def find_nearest_forms(text: str) -> PartlyRead:
    """Return the readable part of a value that fits no form, and the forms near it."""
    words = quantity.normalize_text(text[:_LONGEST])
    is_english = _is_english(words)
    found = None if quantity.has_raised_digits(text) else _find_number(words)
    if found is None:
        return PartlyRead("", words, _forms_without_number(is_english))
    digits, start, end = found
    magnitude, end = _find_magnitude(words, end)
    number = _join(digits, magnitude)
    unit, after = _find_unit(words, end)
    left = (words[:start].strip(" ,，"), words[after:].strip(" ,，。."))
    unread = " … ".join(filter(None, left))
    if unit and not unread and digits not in words:  # its separators were at fault
        return PartlyRead(number, "", (_join(number, unit),))
    if not unit or not unread:
        forms = _forms_of_units(digits, magnitude, is_english)
        return PartlyRead(number, unread or unit, forms)
    amount = _join(number, unit)
    forms = _forms_of_amount(words.lower(), amount, unit, is_english)
    return PartlyRead(amount, unread, forms)


def _is_english(words: str) -> bool:
    """Return True where no Chinese character stands in the words: ± is of neither."""
    return not any("\u3400" <= character <= "\u9fff" for character in words)


def _join(number: str, unit: str) -> str:
    is_word = unit[:1].isascii() and unit[:1].isalpha()
    return f"{number} {unit}" if is_word else f"{number}{unit}"


def _find_magnitude(words: str, start: int) -> tuple[str, int]:
    """Return the magnitude that follows a number, and its end: 千亿, lakh crore."""
    match = _magnitude().match(words, start)
    return (match[0].strip(), match.end()) if match else ("", start)


@cache
def _magnitude() -> re.Pattern[str]:
    english = "hundred|thousand|million|billion|trillion|lakh|crore|bn|mn|tn|k"
    return re.compile(
        rf"(?: ?(?:{english})(?![a-z]))+| ?[十百千万亿萬億]+", re.IGNORECASE
    )


def _find_number(words: str) -> tuple[str, int, int] | None:
    """Return the first number, its separators in place, with its start and end."""
    matches = list(_western().finditer(words))
    if matches:
        # English puts the value first (92% within 18 weeks), Chinese last.
        first = matches[0 if _is_english(words) else -1]
        number = _regroup(first[0])
        return (number, first.start(), first.end()) if number else None
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
    # PM2.5 is a name.
    return re.compile(
        r"(?<![a-zA-Z0-9./])[0-9]++(?:(?:[., ]|')[0-9]++)*+(?!/[0-9]| levels?\b)"
    )


@cache
def _chinese() -> re.Pattern[str]:
    # 几十 and 数百 are no number.
    return re.compile(
        rf"(?<![几数多第])[{_CHINESE_DIGITS}][{_CHINESE_DIGITS}百千万亿]*"
    )


def _regroup(number: str) -> str:
    """Write a number with the separators that are read: 1.000.000 is 1,000,000.

    Return "" for one like 5.5.5, which is none.
    """
    separators = re.findall(r"[., ']", number)
    groups = re.split(r"[., ']", number)
    if not separators:
        return number
    *whole, last = groups
    is_decimal = separators[-1] in (".", ",") and len(last) != _GROUP_LENGTH
    if not is_decimal:
        return _group("".join(groups))
    is_regular = separators[-1] not in separators[:-1] and all(
        len(group) == _GROUP_LENGTH for group in whole[1:]
    )
    return f"{_group(''.join(whole))}.{last}" if is_regular else ""


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
    if not _OF_BOUNDS.isdisjoint(word):
        return False
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
    return re.compile(
        rf" ?(?:%|‰|per ?cent\b|pct\b|pc\b|(?:percentage )?points?\b"
        rf"|(?!(?:{no_noun})\b)[a-z][a-z-]*\b(?<!\bm))",
        re.IGNORECASE,
    )


def _forms_without_number(is_english: bool) -> tuple[str, ...]:  # noqa: FBT001
    if is_english:
        return ("at least 5%", "3.6 billion CNY", "reduce by 5%", "5,000 homes")
    return ("突破3600亿元", "50家以上", "控制在3%以内", "下降5%", "前20位")


def _forms_of_units(
    digits: str,
    magnitude: str,
    is_english: bool,  # noqa: FBT001
) -> tuple[str, ...]:
    """Return a number with units; nobody counts 3千亿 in per cent."""
    units = _UNITS[is_english, bool(magnitude)]
    return tuple(_join(_join(digits, magnitude), unit) for unit in units)


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
