"""Rewrite values as announcements print them into those of the grammar of bounds.

£1.5bn is 1.5 bn GBP, 比上年增长5.2% is 增长5.2%, and 68% below 1990 levels is a
reduction of 68% on 1990. Every form is tried once, so that the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from targetcli.errors import Unreadable
from targetcli.model import announced_vocabulary as words_of
from targetcli.model.records import Commitment
from targetcli.model.spelled_numbers import replace_spelled_numbers
from targetcli.problems.reading import ReadingProblem


class AnnouncedValue(NamedTuple):
    """Words of a value for the grammar of bounds, and what else they said.

    `base` is the year of a comparison, `scope` the field of a place (全国) or what
    growth is measured in (现价).
    """

    words: str
    base: str = ""
    scope: str = ""
    commitment: Commitment | None = None


def rewrite(words: str, currency: str) -> AnnouncedValue:
    """Rewrite normalized words of a value; `currency` is that of the region.

    Raises `Unreadable` for words with a reason of their own not to be read.
    """
    _refuse_special(words)
    commitment, words = _split_commitment(words)
    words = _rewrite_money(replace_spelled_numbers(words), currency)
    value = AnnouncedValue(words, commitment=commitment)
    for rewriting in _REWRITINGS:
        value = rewriting(value)
    return value


def grows_in_real_terms(names: Iterable[str]) -> bool:
    """Check that the growth of a metric is at constant prices unless words say else."""
    folded = " ".join(names).casefold()
    return any(word in folded for word in words_of.GROWS_IN_REAL_TERMS)


def _refuse_special(words: str) -> None:
    """Refuse words that hold two values, a proportion, or no number at all."""
    _refuse_contrary(words)
    for problem, pattern in words_of.REFUSED.items():
        match = _compile(pattern).fullmatch(words)
        if match is not None:
            facts: dict[str, Any] = match.groupdict("")
            facts |= _find_examples(problem, facts, is_english=words.isascii())
            raise Unreadable("value", words, problem=problem, **facts)


def _refuse_contrary(words: str) -> None:
    """Refuse a rise from 5% to 4%, whose words and numbers go apart."""
    for pattern, is_rise in words_of.CONTRARY.items():
        match = _compile(pattern).fullmatch(words)
        if match is None:
            continue
        first, second = match["first"].strip("."), match["second"].strip(".")
        if (Decimal(second) > Decimal(first)) is not is_rise:
            raise Unreadable(
                "value",
                words,
                problem=ReadingProblem.CONTRARY_MOVEMENT,
                first=first,
                second=second,
            )


def _find_examples(
    problem: ReadingProblem, facts: dict[str, Any], *, is_english: bool
) -> dict[str, str]:
    """Return examples of accepted values, in the language of the words."""
    if problem is ReadingProblem.PROPORTION:
        return {"example": "2.5 times" if is_english else "2.5倍"}
    if problem is ReadingProblem.ABOUT_THE_SAME:
        return words_of.SAME_IN_ENGLISH if is_english else words_of.SAME_IN_CHINESE
    if problem is ReadingProblem.FROM_TO:
        return _find_movement(**facts)
    return {}


def _find_movement(first: str, second: str, start: str, end: str) -> dict[str, str]:
    """Return the range from 12% to 9%, and the movement, which is a fall."""
    before, after = (
        Decimal(text.replace(",", "").rstrip(".")) for text in (start, end)
    )
    is_fall = after < before
    low, high = (second, first) if is_fall else (first, second)
    movement = f"{'reduce' if is_fall else 'increase'} to {second}"
    return {"range": f"between {low} and {high}", "movement": movement}


def _split_commitment(words: str) -> tuple[Commitment | None, str]:
    for commitment, prefixes in words_of.COMMITMENTS.items():
        for prefix in prefixes:
            if words.startswith(prefix):
                return commitment, words.removeprefix(prefix)
    return None, words


def _rewrite_money(words: str, currency: str) -> str:
    """Put a currency behind its amount: US$1.5bn is 1.5 bn USD."""
    if words.isalpha():
        return words
    for pattern in (_money_before(), _money_behind()):
        words = pattern.sub(lambda match: _name_money(match, currency), words)
    return _money_word().sub(lambda match: _name_money_word(match, currency), words)


def _name_money(match: re.Match[str], currency: str) -> str:
    amount = match["number"]
    if magnitude := match["magnitude"].strip():
        amount = f"{amount} {magnitude}" if magnitude.isascii() else amount + magnitude
    return f"{amount} {_name_code(match['sign'], currency, amount)}"


def _name_money_word(match: re.Match[str], currency: str) -> str:
    amount = _last_amount().search(match.string, 0, match.start())
    return _name_code(match[0], currency, amount[0].strip() if amount else "5")


def _name_code(sign: str, currency: str, amount: str) -> str:
    """Return the code of a currency by its sign or name.

    Several countries have a $: it is the region's, where somebody said which.
    """
    word = sign.strip().casefold()
    if word in words_of.CURRENCY_SIGNS:
        return words_of.CURRENCY_SIGNS[word]
    shared = words_of.SHARED_SIGNS.get(word)
    if shared is None:
        return sign.strip().upper()
    if currency not in shared:
        raise Unreadable(
            "value",
            sign,
            problem=ReadingProblem.WHOSE_CURRENCY,
            sign=sign.strip(),
            first=f"{amount} {shared[0]}",
            second=f"{amount} {shared[1]}",
            code=shared[0],
        )
    return currency


@cache
def _money_before() -> re.Pattern[str]:
    signs = sorted(
        (*words_of.CURRENCY_SIGNS, *words_of.SHARED_SIGNS, *words_of.CODES),
        key=len,
        reverse=True,
    )
    sign = "|".join(map(re.escape, signs))
    magnitude = "|".join(words_of.MONEY_MAGNITUDES)
    number = r"[0-9][0-9,]*(?:\.[0-9]+)?"
    return re.compile(
        rf"(?<![a-z])(?P<sign>{sign}) ?(?P<number>{number}(?:[-–—~至]{number})?)"
        rf"(?P<magnitude>(?: ?(?:{magnitude})(?![a-z]))*)",
        re.IGNORECASE,
    )


@cache
def _money_behind() -> re.Pattern[str]:
    """Match 5€ and 1.5bn £, whose sign is no word."""
    signs = (*words_of.CURRENCY_SIGNS, *words_of.SHARED_SIGNS)
    sign = "|".join(re.escape(sign) for sign in signs if not sign[-1].isalnum())
    magnitude = "|".join(words_of.MONEY_MAGNITUDES)
    return re.compile(
        rf"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)"
        rf"(?P<magnitude>(?: ?(?:{magnitude})(?![a-z]))*) ?(?P<sign>{sign})(?![0-9])",
        re.IGNORECASE,
    )


@cache
def _last_amount() -> re.Pattern[str]:
    return re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?[^0-9]*$")


@cache
def _money_word() -> re.Pattern[str]:
    # US dollars, and 台币 and the like, are words of the table of units.
    return re.compile(
        r"(?<![a-z] )(?<![a-z])(?:dollars?|pounds?)(?! sterling)(?![a-z])"
        r"|(?<=(?:llion|usand) )(?:dollars?|pounds?)(?! sterling)(?![a-z])"
        r"|(?<=[ 0-9](?:bn|mn|tn) )(?:dollars?|pounds?)(?! sterling)(?![a-z])",
        re.IGNORECASE,
    )


def _rewrite_base(value: AnnouncedValue) -> AnnouncedValue:
    """Take out the year that a share is compared with: 68% below 1990 levels."""
    match = _compile(words_of.ENGLISH_BASE).fullmatch(value.words)
    if match is not None:
        movement = words_of.MOVEMENTS_BY_PREPOSITION.get(match["preposition"].lower())
        share = match["share"]
        is_moved = share.lower().startswith(words_of.MOVEMENT_BEGINNINGS)
        words = f"{movement} {share}" if movement and not is_moved else share
        return value._replace(words=words, base=match["year"])
    match = _compile(words_of.SHARE_OF_YEAR).fullmatch(value.words)
    if match is not None:
        return _compare_with_year(value, match)
    match = _compile(words_of.LEVELS_OF_YEAR).fullmatch(value.words)
    if match is not None:
        words = words_of.MOVEMENTS_BY_RELATION[match["relation"].lower()]
        return value._replace(words=words, base=match["year"])
    match = _compile(words_of.MULTIPLE_OF_YEAR).fullmatch(value.words)
    if match is not None:
        return value._replace(words=f"增长到{match['multiple']}", base=match["year"])
    match = _compile(words_of.CHINESE_BASE).fullmatch(value.words)
    if match is None:
        return value
    return value._replace(words=match["movement"], base=match["year"])


def _compare_with_year(value: AnnouncedValue, match: re.Match[str]) -> AnnouncedValue:
    """Rewrite 150% of 2010 levels as a rise to 1.5 times, on 2010."""
    times = Decimal(match["share"]).scaleb(-2).normalize()
    movement = "reduce" if times < 1 else "increase"
    return value._replace(words=f"{movement} to {times:f} times", base=match["year"])


def _rewrite_comparison(value: AnnouncedValue) -> AnnouncedValue:
    """Leave out the words for the same period a year earlier: 比上年同期增长5%."""
    for pattern in (words_of.YEAR_BEFORE, words_of.START_OF_YEAR):
        match = _compile(pattern).fullmatch(value.words)
        if match is not None:
            prices = match.groupdict().get("prices") or ""
            value = value._replace(words=prices + match["movement"])
    return value


def _rewrite_growth_words(value: AnnouncedValue) -> AnnouncedValue:
    """Take out what growth is measured in: 实际增长5% is at constant prices."""
    for pattern, scope in words_of.PRICE_BASES.items():
        match = _compile(pattern).fullmatch(value.words)
        if match is not None:
            parts = match.groupdict()
            words = " ".join(filter(None, (parts["movement"], parts.get("by"))))
            words = f"{words} growth" if pattern.endswith("real growth") else words
            return value._replace(words=words, scope=scope)
    return value


def _rewrite_place(value: AnnouncedValue) -> AnnouncedValue:
    """Take out among whom a place is counted: 全市第2位 is the second of 全市."""
    match = _compile(words_of.PLACE).fullmatch(value.words)
    if match is None:
        return value
    place = _compile(words_of.HUNDRED_STRONG).sub(_count_strong, match["place"])
    return value._replace(words=f"位居{place}", scope=match["field"])


def _count_strong(match: re.Match[str]) -> str:
    number = words_of.ROUND_NUMBERS.get(match["number"], match["number"])
    return f"前{number}强"


def _rewrite_wholly(value: AnnouncedValue) -> AnnouncedValue:
    """Rewrite the forms that stand for another as a whole."""
    words = value.words
    for pattern, replacement in words_of.REWRITTEN.items():
        words = _compile(pattern).sub(replacement, words, count=1)
    return value._replace(words=words)


_REWRITINGS: tuple[Callable[[AnnouncedValue], AnnouncedValue], ...] = (
    _rewrite_base,
    _rewrite_comparison,
    _rewrite_growth_words,
    _rewrite_place,
    _rewrite_wholly,
)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
