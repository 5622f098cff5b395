"""Turn numbers in English words, and fractions, into digits.

Twenty-five million is 25 million, half a million is 0.5 million, 三分之一 and a third
are 33.333333333333%, and 1 in 4 is 25%.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import cache

from targetcli.errors import Unreadable
from targetcli.model.numerals import read_numeral
from targetcli.model.quantity import format_digits
from targetcli.problems.reading import ReadingProblem

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: number for number, word in enumerate(_ONES, 1)}
_NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_ABOUT = re.compile(r"约|左右|上下|~|≈|about|around|approximately|roughly|circa|or so")
_DECIMALS = Context(prec=14)
_LAST_DECIMAL = Decimal("1E-12")


def replace_spelled_numbers(words: str) -> str:
    """Return the words with digits for the numbers that English or 分之 spell.

    Raises `Unreadable` for about a third, which has no last digit to be about.
    """
    words = _written_fraction().sub(_replace_one_in, words)
    if not words.isascii():
        words = _chinese_half().sub("50%", words)
        return _chinese_fraction().sub(_replace_chinese_fraction, words)
    words = _part_of_magnitude().sub(_replace_part_of_magnitude, words)
    words = _english_fraction().sub(_replace_english_fraction, words)
    words = _english_number().sub(_replace_english_number, words)
    return _one_in().sub(_replace_one_in, words)


def _replace_chinese_fraction(match: re.Match[str]) -> str:
    whole, part = read_numeral(match["whole"]), read_numeral(match["part"])
    if not whole or part is None or match["whole"] in ("百", "千", "万"):
        return match[0]
    return _write_share(part, whole, match.string)


def _replace_english_fraction(match: re.Match[str]) -> str:
    part = _NUMBERS.get((match["part"] or "").lower(), 1)
    whole = _PARTS[(match["whole"] or match["half"]).lower()]
    return _write_share(Decimal(part), Decimal(whole), match.string)


def _replace_part_of_magnitude(match: re.Match[str]) -> str:
    return "0.5 " if match["whole"].lower() == "half" else "0.25 "


def _replace_one_in(match: re.Match[str]) -> str:
    if int(match["part"]) >= int(match["whole"]):
        return match[0]
    return _write_share(Decimal(match["part"]), Decimal(match["whole"]), match.string)


def _write_share(part: Decimal, whole: Decimal, words: str) -> str:
    share = _DECIMALS.divide(100 * part, whole)
    if share * whole != 100 * part:
        share = share.quantize(_LAST_DECIMAL)
        if _ABOUT.search(words):
            about = "about " if words.isascii() else "约"
            raise Unreadable(
                "value",
                words,
                problem=ReadingProblem.ABOUT_A_FRACTION,
                example=f"{about}{round(share)}%",
            )
    return f"{format_digits(share.normalize())}%"


def _replace_english_number(match: re.Match[str]) -> str:
    total = 0
    for word in match[0].lower().replace("-", " ").split():
        if word == "hundred":
            total = 100 * (total or 1)
        elif word not in ("a", "and"):
            total += _NUMBERS[word]
    return str(total or 1)


@cache
def _chinese_half() -> re.Pattern[str]:
    return re.compile(
        r"(?<![0-9一二三四五六七八九十])(?:一半|半数)(?=$|以上|以下|以内|左右)"
    )


@cache
def _chinese_fraction() -> re.Pattern[str]:
    digits = "一二三四五六七八九十两百千万"
    return re.compile(rf"(?P<whole>[{digits}]+)分之(?P<part>[{digits}]+)")


@cache
def _part_of_magnitude() -> re.Pattern[str]:
    magnitude = "thousand|million|billion|trillion"
    return re.compile(
        rf"(?<![a-z-])(?:an? )?(?P<whole>half|quarter) (?:of )?an? (?={magnitude})",
        re.IGNORECASE,
    )


@cache
def _english_fraction() -> re.Pattern[str]:
    number = "|".join(_ONES[:9])
    whole = "|".join(sorted(_PARTS, key=len, reverse=True))
    # A third is a share, and the third a place; a quarter alone is a time.
    return re.compile(
        rf"(?<![a-z-])(?<![0-9] )"
        rf"(?:(?P<part>an?|{number})[ -](?P<whole>{whole})s?|(?P<half>half))"
        r"(?: of (?:all |the )?[a-z ]+)?(?![a-z-])",
        re.IGNORECASE,
    )


@cache
def _english_number() -> re.Pattern[str]:
    number = "|".join(sorted(_NUMBERS, key=len, reverse=True))
    below = rf"(?:{number})(?:[ -](?:{number}))?(?![a-z-])"
    return re.compile(
        rf"(?<![a-z-])(?:(?:a|{number}) hundred(?: and {below}| {below})?|{below}"
        r"|a(?= (?:thousand|million|billion|trillion)))(?![a-z-])",
        re.IGNORECASE,
    )


@cache
def _written_fraction() -> re.Pattern[str]:
    """Match 1/3 and ⅓, which is a share where its part is the smaller."""
    return re.compile(
        r"^(?P<part>[1-9])[/\u2044](?P<whole>[2-9]|10)"
        r"(?=$|以上|以下|以内| or| of [a-z])"
    )


@cache
def _one_in() -> re.Pattern[str]:
    return re.compile(
        r"(?<![0-9.,])(?P<part>[1-9][0-9]?) (?:in|out of) (?P<whole>[1-9][0-9]*)"
        r"(?: [a-z ]+)?$"
    )
