"""Read the number of a bound, with the limiter before or behind it and its unit.

以上 以下 以内 include the number and 超过 不满 exclude it (Civil Code, article 1259).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import bound_vocabulary as words_of
from targetcli.model import numerals, quantity
from targetcli.model.bound import Relation, last_digit_unit
from targetcli.model.bound_vocabulary import strip_prefix
from targetcli.model.records import Better
from targetcli.model.unit_vocabulary import find_built_in, is_length, is_magnitude
from targetcli.model.wording import SideWords, ValueContext, Wording, give_side
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.records import Conflict

_RANK_UNITS = ("位", "名", "强", "rank")
_METRE = "m"


def read_bound(words: str, context: ValueContext) -> Wording:
    """Read a number with its limiter and unit, after words such as 控制在 and 达到."""
    if (rest := strip_prefix(words, words_of.LIMIT_TO)) is not None:
        limited = _read_relation(rest, context)
        return give_side(limited, Better.LESS, SideWords.FALL, context)
    if (rest := strip_prefix(words, words_of.RANKED)) is not None:
        return _read_place(rest, context)
    if (rest := strip_prefix(words, words_of.REACH)) is not None:
        reached = _read_relation(rest, context)
        if reached.is_ranked or reached.unit.endswith("强"):
            return _with_rank_side(reached, context)
        return give_side(reached, Better.MORE, SideWords.REACH, context)
    if (rest := strip_prefix(words, words_of.NO_WORSE)) is not None:
        return _read_no_worse(rest, context)
    rest = strip_prefix(words, words_of.KEEP_AT)
    return _read_relation(words if rest is None else rest, context)


def _read_no_worse(rest: str, context: ValueContext) -> Wording:
    """Read "no worse than 5%": the number of a target, on whichever side is better."""
    wording = _read_relation(rest, context)
    if not context.is_target or wording.relation is not None:
        raise Unreadable("value", rest, problem=ReadingProblem.TWO_BOUNDS)
    return wording


def _read_place(rest: str, context: ValueContext) -> Wording:
    """Read a place among others: 位居第五, 进入前20, ranked 5."""
    wording = _read_relation(rest, context)
    if wording.unit in ("", *_RANK_UNITS):
        wording = wording._replace(unit=wording.unit or "位", is_ranked=True)
    return _with_rank_side(wording, context)


def _with_rank_side(wording: Wording, context: ValueContext) -> Wording:
    # Who reaches the 20th place may be 3rd.
    return give_side(wording, Better.LESS, SideWords.FALL, context)


def _read_relation(words: str, context: ValueContext) -> Wording:
    if (rest := strip_prefix(words, words_of.TOP)) is not None:
        return _read_rank(rest, Relation.AT_MOST, context)
    if (rest := strip_prefix(words, words_of.PLACE)) is not None:
        return _read_rank(rest, None, context)
    if (ends := _strip_between(words)) is not None:
        wording = _read_number(ends, None, context)
        if wording.relation is not Relation.RANGE:
            raise Unreadable("value", words, problem=ReadingProblem.MISSING_END)
        return wording._replace(side=Better.NONE) if context.is_target else wording
    relation, rest = _split_prefix(words, context)
    rest, suffix = split_suffix(rest)
    if suffix is not None and relation not in (None, suffix):
        raise Unreadable("value", words, problem=ReadingProblem.TWO_BOUNDS)
    return _read_number(rest, relation or suffix, context)


def _read_rank(rest: str, relation: Relation | None, context: ValueContext) -> Wording:
    value, unit_text = quantity.split_number(rest)
    unit = combine_units(unit_text, context) or "位"
    if unit not in (*_RANK_UNITS, "%"):
        raise Unreadable("value", rest)
    if value < 1 or value != value.to_integral_value():
        raise Unreadable("value", rest, problem=ReadingProblem.NO_RANK)
    return Wording(relation, value, None, unit, None, is_ranked=unit in _RANK_UNITS)


def _strip_between(words: str) -> str | None:
    rest = strip_prefix(words, words_of.BETWEEN)
    if rest is None and not words.endswith(words_of.BETWEEN_BEHIND):
        return None
    inside = strip_prefix(words, words_of.INSIDE)
    ends = next(text for text in (rest, inside, words) if text is not None)
    for ending in words_of.BETWEEN_BEHIND:
        ends = ends.removesuffix(ending)
    return ends.replace(" and ", "–", 1).replace("和", "–", 1)


def _split_prefix(words: str, context: ValueContext) -> tuple[Relation | None, str]:
    if (rest := strip_prefix(words, words_of.NEARLY)) is not None:
        if context.is_target:
            raise Unreadable("value", words, problem=ReadingProblem.NEARLY_TARGET)
        return Relation.UNDER, rest
    return split_limiter(words)


def split_limiter(words: str) -> tuple[Relation | None, str]:
    """Split off the limiter before a number: 不低于, at least."""
    for relation, prefixes in words_of.LIMITERS.items():
        if (rest := strip_prefix(words, prefixes)) is not None:
            return relation, rest
    return None, words


def split_suffix(words: str) -> tuple[str, Relation | None]:
    """Split off the limiter behind a number: 以上, or less."""
    for relation, suffixes in words_of.LIMITERS_BEHIND.items():
        for suffix in suffixes:
            if words[-len(suffix) :].lower() == suffix:
                return words[: -len(suffix)].strip(), relation
    return words, None


def _read_number(
    words: str, relation: Relation | None, context: ValueContext
) -> Wording:
    value, rest = _split_number(words)
    separator = _range_separator().match(rest)
    if separator is not None:
        return _read_range(value, separator, relation, context)
    odd_match = _odd_pattern().fullmatch(rest)
    if odd_match is None:
        return Wording(relation, value, None, combine_units(rest, context), None)
    if relation is not None or value <= 0:
        raise Unreadable("value", words, problem=ReadingProblem.TWO_BOUNDS)
    unit = combine_units(
        f"{odd_match['magnitude']}{odd_match['unit']}".strip(), context
    )
    # How far 300余家 may go on bounds what was counted, not what is wanted.
    upper_limit = quantity.EXACT.add(value, last_digit_unit(value))
    return Wording(
        Relation.OVER, value, None if context.is_target else upper_limit, unit, None
    )


def _split_number(words: str) -> tuple[Decimal, str]:
    """Split off the number; zero and no are one, and 零事故 counts no unit."""
    if (rest := strip_prefix(words, words_of.NO_SUCH)) is not None and rest:
        return Decimal(0), rest
    value, rest = quantity.split_number(_replace_fraction_words(words))
    is_spelled_zero = value == 0 and words.startswith("零")
    return value, rest if not is_spelled_zero or find_built_in(rest) else ""


def _replace_fraction_words(words: str) -> str:
    """Turn 百分之五 into 五%, and 百分之五至百分之六 into 五至六%."""
    for fraction, sign in words_of.FRACTION_SIGNS.items():
        if words.startswith(fraction):
            whole = words.replace(f"{fraction}百", f"{fraction}一百")
            return f"{whole.replace(fraction, '')}{sign}"
    return words


def _read_range(
    low: Decimal,
    separator: re.Match[str],
    relation: Relation | None,
    context: ValueContext,
) -> Wording:
    high, unit = quantity.split_number(separator.string[separator.end() :])
    low_unit = separator["unit"].strip()
    if relation is not None:
        raise Unreadable(
            "value", separator.string, problem=ReadingProblem.BOUNDED_RANGE
        )
    if not unit.startswith(low_unit):
        raise Unreadable(
            "value", separator.string, problem=ReadingProblem.TWO_RANGE_UNITS
        )
    if low > high:
        raise Unreadable(
            "value",
            separator.string,
            problem=ReadingProblem.FALLING_RANGE,
            low=low,
            high=high,
        )
    return Wording(Relation.RANGE, low, high, combine_units(unit, context), None)


def combine_units(worded_unit: str, context: ValueContext) -> str:
    """Combine the unit in the words with the one given: 亿 and 元 are 亿元."""
    given_unit = context.unit
    is_unclear = not given_unit or (is_length(given_unit) and given_unit != worded_unit)
    if worded_unit.lower() == _METRE and is_unclear:
        raise Unreadable("value", worded_unit, problem=ReadingProblem.METRE_OR_MILLION)
    if not worded_unit or not given_unit or worded_unit == given_unit:
        return worded_unit or given_unit
    if not is_magnitude(worded_unit):
        raise Contradiction(Conflict.UNIT, unit=worded_unit, column_unit=given_unit)
    separator = " " if worded_unit.isascii() else ""
    return (
        given_unit
        if given_unit.startswith(worded_unit)
        else f"{worded_unit}{separator}{given_unit}"
    )


@cache
def _range_separator() -> re.Pattern[str]:
    follows = f"(?=[+-]?[0-9]|[{''.join(sorted(numerals.NUMERAL_CHARACTERS))}])"
    return re.compile(rf"(?P<unit>[^-–—~至到]*?) ?(?:[-–—~至到]|to ) ?{follows}")


@cache
def _odd_pattern() -> re.Pattern[str]:
    return re.compile(r"(?P<magnitude>[百千万亿萬億]*)(?:余|多|-odd)(?P<unit>.*)")
