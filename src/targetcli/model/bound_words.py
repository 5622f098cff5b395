"""Read bounds as people word them: 突破3600亿元, 5%左右, at least 5 per cent.

以上 以下 以内 include the number and 超过 不满 exclude it (Civil Code, article 1259).
Text that fits none of the forms is refused, never guessed (docs/design.md §3).
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import NamedTuple

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import announced_forms, numerals, quantity
from targetcli.model import bound_vocabulary as words_of
from targetcli.model.bound import Relation, last_digit_unit
from targetcli.model.nearest_forms import find_nearest_forms
from targetcli.model.records import Basis, Better, Commitment, FigureStatus
from targetcli.model.unit_vocabulary import (
    find_built_in,
    is_length,
    is_magnitude,
    is_percentage,
)
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.records import Conflict


class RecordRole(Enum):
    """Record that a value belongs to: 达到 means "at least" in a target only."""

    TARGET = "target"
    FIGURE = "figure"


class SideWords(Enum):
    """Words that give a target its side, by what may take it away again."""

    FALL = "fall"
    """下降, 降至, 控制在, between: nothing does."""
    RISE = "rise"
    """增长, 提高: of prices they are only the way of counting."""
    REACH = "reach"
    """达到, 完成, 新增: they give way where less is better."""


class Wording(NamedTuple):
    """Bound as read from its words; `relation` is None where no word gives it.

    `side` is the side of a target that its words give apart from the relation, by
    `side_words`. `is_ranked` tells that words make the number a rank (第, 前, top), and
    `is_yearly` that it is the amount of one whole year. `status` is the stage of a
    figure where a word gives it: 预计, 初步核算. `base` is the year of a comparison,
    `scope` among whom a place is counted, and `commitment` what 力争 and 确保 say.
    """

    relation: Relation | None
    value: Decimal
    value_high: Decimal | None
    unit: str
    basis: Basis | None
    status: FigureStatus | None = None
    side: Better | None = None
    side_words: SideWords | None = None
    is_ranked: bool = False
    is_yearly: bool = False
    base: str = ""
    scope: str = ""
    commitment: Commitment | None = None

    def without_side(self) -> Wording:
        """Return the wording without the side, and the relation that it gave."""
        relation = (
            None if self.relation in _RELATIONS_BY_SIDE.values() else self.relation
        )
        return self._replace(relation=relation, side=None, side_words=None)


_RELATIONS_BY_SIDE = {Better.MORE: Relation.AT_LEAST, Better.LESS: Relation.AT_MOST}
_OPPOSITE_SIDES = {Better.MORE: Better.LESS, Better.LESS: Better.MORE}
_SIDES_BY_LIMITER = {
    Relation.AT_LEAST: Better.MORE,
    Relation.OVER: Better.MORE,
    Relation.AT_MOST: Better.LESS,
    Relation.UNDER: Better.LESS,
}
# A bare number, "about" and a range say no side of their own.
_SIDELESS = (None, Relation.ABOUT, Relation.RANGE)
_RANK_UNITS = ("位", "名", "强", "rank")
_METRE = "m"


class _ValueContext(NamedTuple):
    """Kind of record that the words belong to, and the unit given beside them."""

    role: RecordRole
    unit: str

    @property
    def is_target(self) -> bool:
        return self.role is RecordRole.TARGET


def read_wording(
    text: str, role: RecordRole, unit: str = "", currency: str = ""
) -> Wording:
    """Read a value as people write it; its unit may be given beside the words.

    A $ is of the `currency` of the region.

    Raises `Unreadable` with the accepted forms for any other text, `Contradiction` for
    words in another unit than the one given.
    """
    context = _ValueContext(role, unit)
    try:
        words = quantity.normalize_number(text)
        if quantity.is_plain_number(words):  # most of a file: no word has to be tried
            value, _ = quantity.split_number(words)
            return Wording(None, value, None, unit, None)
        return _read_words(words, context, currency)
    except Unreadable as failure:
        raise refuse_value(text, failure.reason) from failure


def refuse_value(text: str, reason: FailureReason) -> Unreadable:
    """Return the refusal of a value, with the nearest forms that are read.

    Where the reason says nothing of its own it tells which part was read.
    """
    partly_read = find_nearest_forms(text)
    if reason.problem is not ReadingProblem.UNKNOWN_FORM:
        return Unreadable("value", text, partly_read.forms, reason)
    if not (partly_read.quantity and partly_read.unread):
        return Unreadable(
            "value", text, problem=ReadingProblem.NO_NUMBER, forms=partly_read.forms
        )
    return Unreadable(
        "value",
        text,
        problem=ReadingProblem.PARTLY_READ,
        read=partly_read.quantity,
        unread=partly_read.unread,
        forms=partly_read.forms,
    )


def _read_words(words: str, context: _ValueContext, currency: str) -> Wording:
    status, words = _split_status(words, context)
    announced = announced_forms.rewrite(words, currency)
    _check_aim(announced, context)
    words = announced.words
    wording = _read_fixed_phrase(words, context) or _read_with_basis(words, context)
    return wording._replace(
        status=status,
        base=announced.base,
        scope=announced.scope,
        commitment=announced.commitment,
    )


def _check_aim(
    announced: announced_forms.AnnouncedValue, context: _ValueContext
) -> None:
    if announced.commitment and not context.is_target:
        raise Unreadable("value", announced.words, problem=ReadingProblem.AIM_OF_FIGURE)


def is_net_zero(text: str) -> bool:
    """Return True for "net zero", which is a number only of what is named net."""
    return quantity.normalize_text(text).lower() in words_of.NET_ZERO


def names_balance(metric: str) -> bool:
    """Return True for the name of a metric of which "net zero" is nothing."""
    return any(net in metric.casefold() for net in words_of.NET_NAMES)


def has_no_number(text: str) -> bool:
    """Return True for words that name a place or an average and no number: 位居前列."""
    words = quantity.normalize_text(text).lower()
    is_numberless = words in words_of.NET_ZERO or words.endswith(
        words_of.NUMBERLESS_ENDINGS
    )
    return is_numberless and not any(
        character.isnumeric() and character != "零" for character in words
    )


def tells_of_happening(text: str) -> bool:
    """Return True for words that something happens, without a number: 建成通车."""
    words = quantity.normalize_text(text).lower()
    happens = any(_ends_with_word(words, ending) for ending in words_of.HAPPENING)
    return happens and not any(character.isdigit() for character in words)


def _ends_with_word(words: str, ending: str) -> bool:
    before = words[: -len(ending)]
    is_english = ending.isascii()
    return words.endswith(ending) and not (is_english and before[-1:].isalpha())


def _split_status(
    words: str, context: _ValueContext
) -> tuple[FigureStatus | None, str]:
    """Split off the word for the status of a figure; a target has none."""
    for status, prefixes in words_of.STATUS.items():
        if (rest := _strip_prefix(words, prefixes)) is not None:
            if context.is_target:
                raise Unreadable("value", words, problem=ReadingProblem.EXPECTED_TARGET)
            return status, rest
    return None, words


def _read_fixed_phrase(words: str, context: _ValueContext) -> Wording | None:
    rest = _strip_prefix(words, words_of.ACHIEVE)
    phrase = (words if rest is None else rest).lower()
    if phrase in words_of.SIGNED_GROWTH:
        relation = words_of.SIGNED_GROWTH[phrase]
        unit = _combine_units("%", context)
        return Wording(relation, Decimal(0), None, unit, Basis.GROWTH)
    if phrase in words_of.NOTHING:
        return Wording(None, Decimal(0), None, context.unit, None)
    if phrase in words_of.MULTIPLES:
        return _read_multiple(Decimal(words_of.MULTIPLES[phrase]), context)
    if phrase in words_of.FULL_COVERAGE:
        full = Wording(None, Decimal(100), None, _combine_units("%", context), None)
        return _with_side(full, Better.MORE, SideWords.FALL, context)
    return None


def _read_multiple(times: Decimal, context: _ValueContext) -> Wording:
    unit = _combine_units("倍", context)
    multiple = Wording(None, times, None, unit, Basis.GROWTH)
    if times < 1:
        return _with_side(multiple, Better.LESS, SideWords.FALL, context)
    return _with_side(multiple, Better.MORE, SideWords.RISE, context)


def _with_side(
    wording: Wording, side: Better, side_words: SideWords, context: _ValueContext
) -> Wording:
    """Give a target the side of its words where no limiter gives one already.

    A bare number gets the relation of that side; nothing at all (达到0, 增长0%) is left
    as it is, since at least nothing asks nothing.
    """
    is_open = wording.relation in _SIDELESS and wording.side in (None, Better.NONE)
    asks_nothing = wording.value == 0 and side is Better.MORE
    if not context.is_target or not is_open or asks_nothing:
        return wording
    relation = wording.relation or _RELATIONS_BY_SIDE[side]
    return wording._replace(relation=relation, side=side, side_words=side_words)


def _read_with_basis(words: str, context: _ValueContext) -> Wording:
    if (yearly := _strip_yearly(words)) is not None:
        return _read_with_basis(yearly, context)._replace(is_yearly=True)
    if (rest := _strip_prefix(words, words_of.NET_RISE)) is not None:
        rise = _read_bound(rest, context)._replace(basis=Basis.CHANGE)
        return _with_side(rise, Better.MORE, SideWords.RISE, context)
    if (rest := _strip_prefix(words, words_of.NET_FALL)) is not None:
        return _read_fall(rest, context)._replace(basis=Basis.CHANGE)
    if (rest := _strip_prefix(words, words_of.GROSS_ADDITION)) is not None:
        addition = _read_bound(rest, context)._replace(basis=Basis.TOTAL)
        return _with_side(addition, Better.MORE, SideWords.REACH, context)
    if (rest := _strip_prefix(words, words_of.CUMULATIVE)) is not None:
        # 累计下降5% is a change over the years, 累计5亿元 the sum of them.
        cumulative = _read_with_basis(rest, context)
        if cumulative.basis is None and is_percentage(cumulative.unit):
            raise Unreadable("value", words, problem=ReadingProblem.SUM_OF_SHARES)
        return (
            cumulative if cumulative.basis else cumulative._replace(basis=Basis.TOTAL)
        )
    return _read_movement(_put_movement_first(words), context)


def _read_movement(words: str, context: _ValueContext) -> Wording:
    if _split_limiter(words)[0] is not None:
        return _read_bound(words, context)
    if (rest := _strip_end(words, words_of.UP_TO)) is not None:
        return _read_end(rest, Better.MORE, SideWords.RISE, context)
    if (rest := _strip_end(words, words_of.DOWN_TO)) is not None:
        return _read_end(rest, Better.LESS, SideWords.FALL, context)
    after_comparison = _strip_prefix(words, words_of.COMPARISON)
    movement = words if after_comparison is None else after_comparison
    if (rest := _strip_prefix(movement, words_of.UP)) is not None:
        rise = _as_rise(_read_bound(rest, context))
        side = Better.MORE if rise.value >= 0 else Better.LESS
        return _with_side(rise, side, SideWords.RISE, context)
    if (rest := _strip_prefix(movement, words_of.DOWN)) is not None:
        return _read_fall(rest, context)
    return _read_bound(words, context)


def _read_fall(rest: str, context: _ValueContext) -> Wording:
    fall = _as_fall(_read_bound(rest, context))
    return _with_side(fall, Better.LESS, SideWords.FALL, context)


def _put_movement_first(words: str) -> str:
    """Turn 至少下降3% into 下降至少3%, and 实现增长5% into 增长5%."""
    movements = (*words_of.UP_TO, *words_of.DOWN_TO, *words_of.UP, *words_of.DOWN)
    achieved = _strip_prefix(words, words_of.ACHIEVE)
    if achieved is not None and _strip_prefix(achieved, movements) is not None:
        words = achieved
    _, rest = _split_limiter(words)
    ends = (words_of.UP_TO, words_of.DOWN_TO)
    end = next((e for part in ends if (e := _strip_end(rest, part)) is not None), None)
    end = _strip_prefix(rest, (*words_of.UP, *words_of.DOWN)) if end is None else end
    if rest == words or end is None:
        return words
    limiter = words[: len(words) - len(rest)].strip()
    movement = rest[: len(rest) - len(end)].strip()
    return (
        f"{movement} {limiter} {end}"
        if movement.isascii()
        else movement + limiter + end
    )


def _strip_yearly(words: str) -> str | None:
    """Return the words of an amount without "a year"; None where they do not say it."""
    if (rest := _strip_prefix(words, words_of.YEARLY)) is not None:
        return rest
    for ending in words_of.YEARLY_BEHIND:
        rest = words[: -len(ending)]
        # 5% a year is a rate, not the amount of a year.
        is_share = rest.endswith(("%", "‰", "百分点", "percent", "per cent", "points"))
        if words.lower().endswith(ending) and not is_share:
            return rest.strip()
    return None


def _strip_prefix(words: str, prefixes: tuple[str, ...]) -> str | None:
    """Return the words after the first prefix that fits; longer prefixes come first."""
    for prefix in prefixes:
        rest = words[len(prefix) :]
        # An English word ends at a space or a digit: "up 5%", not "upper".
        is_english = prefix.isascii() and prefix[-1].isalpha()
        is_whole_word = not (is_english and rest[:1].isalpha())
        if is_whole_word and words[: len(prefix)].lower() == prefix:
            return rest.strip()
    return None


def _strip_end(words: str, prefixes: tuple[str, ...]) -> str | None:
    """Strip the words of a movement to a value; 下降至少3% is one by at least 3%."""
    rest = _strip_prefix(words, prefixes)
    has_limiter = rest is not None and rest.startswith(("少", "多"))
    return None if has_limiter else rest


def _read_end(
    rest: str, side: Better, side_words: SideWords, context: _ValueContext
) -> Wording:
    """Read the value that a movement ends at; it must not be bounded from afar.

    Down to at least 3% would be a fall that may not go too far.
    """
    wording = _read_bound(rest, context)
    limited_side = _SIDES_BY_LIMITER.get(wording.relation or Relation.UNSAID, side)
    if context.is_target and limited_side is not side:
        raise Unreadable("value", rest, problem=ReadingProblem.TWO_BOUNDS)
    # Nothing falls to more than once itself: 缩小到2.5倍 is the level of a ratio.
    is_of_itself = side is Better.MORE or wording.value <= 1
    if _is_multiple(wording.unit) and is_of_itself:
        wording = wording._replace(basis=Basis.GROWTH)
    return _with_side(wording, side, side_words, context)


def _as_rise(wording: Wording) -> Wording:
    unit, high = wording.unit, wording.value_high
    if not _is_multiple(unit):
        return wording._replace(basis=_basis_of_movement(unit))
    if unit != "倍":
        raise Unreadable(
            "value", "", problem=ReadingProblem.RISE_BY_MULTIPLE, unit=unit
        )
    # 增长两倍 ends at three times the base.
    return wording._replace(
        value=quantity.EXACT.add(wording.value, 1),
        value_high=None if high is None else quantity.EXACT.add(high, 1),
        basis=Basis.GROWTH,
    )


def _as_fall(wording: Wording) -> Wording:
    """Return a fall as a rise below zero, with its bound and side turned round."""
    if _is_multiple(wording.unit):
        raise Unreadable("value", "", problem=ReadingProblem.FALL_BY_MULTIPLE)
    if wording.value < 0:
        raise Unreadable("value", "", problem=ReadingProblem.NEGATIVE_FALL)
    relation, high = wording.relation, wording.value_high
    low = quantity.negate(wording.value)
    fall = wording._replace(
        value=low,
        basis=_basis_of_movement(wording.unit),
        side=_OPPOSITE_SIDES.get(wording.side, wording.side) if wording.side else None,
    )
    if high is not None:
        return fall._replace(value=quantity.negate(high), value_high=low)
    return fall._replace(relation=relation and relation.opposite)


def _is_multiple(unit: str) -> bool:
    return unit.endswith("倍") or unit.lower() == "times"


def _basis_of_movement(unit: str) -> Basis:
    return Basis.GROWTH if is_percentage(unit) else Basis.CHANGE


def _read_bound(words: str, context: _ValueContext) -> Wording:
    if (rest := _strip_prefix(words, words_of.LIMIT_TO)) is not None:
        limited = _read_relation(rest, context)
        return _with_side(limited, Better.LESS, SideWords.FALL, context)
    if (rest := _strip_prefix(words, words_of.RANKED)) is not None:
        return _read_place(rest, context)
    if (rest := _strip_prefix(words, words_of.REACH)) is not None:
        reached = _read_relation(rest, context)
        if reached.is_ranked or reached.unit.endswith("强"):
            return _with_rank_side(reached, context)
        return _with_side(reached, Better.MORE, SideWords.REACH, context)
    if (rest := _strip_prefix(words, words_of.NO_WORSE)) is not None:
        return _read_no_worse(rest, context)
    rest = _strip_prefix(words, words_of.KEEP_AT)
    return _read_relation(words if rest is None else rest, context)


def _read_no_worse(rest: str, context: _ValueContext) -> Wording:
    """Read "no worse than 5%": the number of a target, on whichever side is better."""
    wording = _read_relation(rest, context)
    if not context.is_target or wording.relation is not None:
        raise Unreadable("value", rest, problem=ReadingProblem.TWO_BOUNDS)
    return wording


def _read_place(rest: str, context: _ValueContext) -> Wording:
    """Read a place among others: 位居第五, 进入前20, ranked 5."""
    wording = _read_relation(rest, context)
    if wording.unit in ("", *_RANK_UNITS):
        wording = wording._replace(unit=wording.unit or "位", is_ranked=True)
    return _with_rank_side(wording, context)


def _with_rank_side(wording: Wording, context: _ValueContext) -> Wording:
    # Who reaches the 20th place may be 3rd.
    return _with_side(wording, Better.LESS, SideWords.FALL, context)


def _read_relation(words: str, context: _ValueContext) -> Wording:
    if (rest := _strip_prefix(words, words_of.TOP)) is not None:
        return _read_rank(rest, Relation.AT_MOST, context)
    if (rest := _strip_prefix(words, words_of.PLACE)) is not None:
        return _read_rank(rest, None, context)
    if (ends := _strip_between(words)) is not None:
        wording = _read_number(ends, None, context)
        if wording.relation is not Relation.RANGE:
            raise Unreadable("value", words, problem=ReadingProblem.MISSING_END)
        return wording._replace(side=Better.NONE) if context.is_target else wording
    relation, rest = _split_prefix(words, context)
    rest, suffix = _split_suffix(rest)
    if suffix is not None and relation not in (None, suffix):
        raise Unreadable("value", words, problem=ReadingProblem.TWO_BOUNDS)
    return _read_number(rest, relation or suffix, context)


def _read_rank(rest: str, relation: Relation | None, context: _ValueContext) -> Wording:
    value, unit_text = quantity.split_number(rest)
    unit = _combine_units(unit_text, context) or "位"
    if unit not in (*_RANK_UNITS, "%"):
        raise Unreadable("value", rest)
    if value < 1 or value != value.to_integral_value():
        raise Unreadable("value", rest, problem=ReadingProblem.NO_RANK)
    return Wording(relation, value, None, unit, None, is_ranked=unit in _RANK_UNITS)


def _strip_between(words: str) -> str | None:
    rest = _strip_prefix(words, words_of.BETWEEN)
    if rest is None and not words.endswith(words_of.BETWEEN_BEHIND):
        return None
    inside = _strip_prefix(words, words_of.INSIDE)
    ends = next(text for text in (rest, inside, words) if text is not None)
    for ending in words_of.BETWEEN_BEHIND:
        ends = ends.removesuffix(ending)
    return ends.replace(" and ", "–", 1).replace("和", "–", 1)


def _split_prefix(words: str, context: _ValueContext) -> tuple[Relation | None, str]:
    if (rest := _strip_prefix(words, words_of.NEARLY)) is not None:
        if context.is_target:
            raise Unreadable("value", words, problem=ReadingProblem.NEARLY_TARGET)
        return Relation.UNDER, rest
    return _split_limiter(words)


def _split_limiter(words: str) -> tuple[Relation | None, str]:
    for relation, prefixes in words_of.LIMITERS.items():
        if (rest := _strip_prefix(words, prefixes)) is not None:
            return relation, rest
    return None, words


def _split_suffix(words: str) -> tuple[str, Relation | None]:
    for relation, suffixes in words_of.LIMITERS_BEHIND.items():
        for suffix in suffixes:
            if words[-len(suffix) :].lower() == suffix:
                return words[: -len(suffix)].strip(), relation
    return words, None


def _read_number(
    words: str, relation: Relation | None, context: _ValueContext
) -> Wording:
    value, rest = _split_number(words)
    separator = _range_separator().match(rest)
    if separator is not None:
        return _read_range(value, separator, relation, context)
    odd_match = _odd_pattern().fullmatch(rest)
    if odd_match is None:
        return Wording(relation, value, None, _combine_units(rest, context), None)
    if relation is not None or value <= 0:
        raise Unreadable("value", words, problem=ReadingProblem.TWO_BOUNDS)
    unit = _combine_units(
        f"{odd_match['magnitude']}{odd_match['unit']}".strip(), context
    )
    # How far 300余家 may go on bounds what was counted, not what is wanted.
    upper_limit = quantity.EXACT.add(value, last_digit_unit(value))
    return Wording(
        Relation.OVER, value, None if context.is_target else upper_limit, unit, None
    )


def _split_number(words: str) -> tuple[Decimal, str]:
    """Split off the number; zero and no are one, and 零事故 counts no unit."""
    if (rest := _strip_prefix(words, words_of.NO_SUCH)) is not None and rest:
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


@cache
def _range_separator() -> re.Pattern[str]:
    follows = f"(?=[+-]?[0-9]|[{''.join(sorted(numerals.NUMERAL_CHARACTERS))}])"
    return re.compile(rf"(?P<unit>[^-–—~至到]*?) ?(?:[-–—~至到]|to ) ?{follows}")


@cache
def _odd_pattern() -> re.Pattern[str]:
    return re.compile(r"(?P<magnitude>[百千万亿萬億]*)(?:余|多|-odd)(?P<unit>.*)")


def _read_range(
    low: Decimal,
    separator: re.Match[str],
    relation: Relation | None,
    context: _ValueContext,
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
    return Wording(Relation.RANGE, low, high, _combine_units(unit, context), None)


def _combine_units(worded_unit: str, context: _ValueContext) -> str:
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
