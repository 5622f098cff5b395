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
from targetcli.model import numerals, quantity, units
from targetcli.model.bound import Relation, last_digit_unit
from targetcli.model.records import Basis, FigureStatus
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.records import Conflict


class RecordRole(Enum):
    """Record that a value belongs to: 达到 means "at least" in a target only."""

    TARGET = "target"
    FIGURE = "figure"


class Wording(NamedTuple):
    """Bound as read from its words; `relation` is None where no word gives it.

    `status` is the stage of a figure where a word gives it: 预计, 初步核算.
    """

    relation: Relation | None
    value: Decimal
    value_high: Decimal | None
    unit: str
    basis: Basis | None
    status: FigureStatus | None = None


ACCEPTED = (
    "突破3600亿元",
    "50家以上",
    "控制在3%以内",
    "5%左右",
    "5%–6%",
    "近2.3万个",
    "下降5%",
    "前20位",
    "over 3.6 billion CNY",
    "at least 5%",
)

_NEARLY = ("将近", "接近", "近", "不足", "不到", "nearly", "almost")
_PREFIXES: dict[Relation, tuple[str, ...]] = {
    Relation.AT_LEAST: (
        *("不低于", "不得低于", "不少于", "不小于", "至少", "最少"),
        *("大于等于", "大于或等于"),
        *("at least", "no less than", "not less than", "no fewer than", ">=", "≥"),
    ),
    Relation.AT_MOST: (
        *("不超过", "不得超过", "不高于", "不多于", "不大于", "至多", "最多"),
        *("小于等于", "小于或等于"),
        *("at most", "no more than", "not more than", "not exceeding", "<=", "≤"),
    ),
    Relation.OVER: (
        *("突破了", "突破", "超过了", "超过", "超", "高于", "多于", "大于", "逾"),
        *("over", "more than", "above", "exceeding", "in excess of", ">"),
    ),
    Relation.UNDER: (
        *("低于", "少于", "小于", "不满"),
        *("below", "under", "less than", "fewer than", "<"),
    ),
    Relation.ABOUT: (
        *("大约", "约", "about", "around", "approximately", "approx."),
        *("roughly", "≈", "~"),
    ),
    Relation.EQUAL: ("等于", "="),
}
_SUFFIXES: dict[Relation, tuple[str, ...]] = {
    Relation.AT_LEAST: ("及以上", "或以上", "以上", "or more", "or above"),
    Relation.AT_MOST: (
        *("及以下", "或以下", "以下", "以内", "之内", "or less", "or below"),
    ),
    Relation.ABOUT: ("左右", "上下", "or so"),
}
_REACH = (
    "达到了",
    "达到",
    "达",
    "进入",
    "位居",
    "reaching",
    "reaches",
    "reached",
    "reach",
)
_LIMIT_TO, _KEEP_AT = ("控制在",), ("保持在", "稳定在")
_UP_TO = (
    *("增长到", "增长至", "增加到", "增加至", "增至", "提高到", "提高至", "提升到"),
    *("提升至", "上升到", "上升至", "升至", "increase to", "rise to", "grow to"),
)
_DOWN_TO = (
    *("下降到", "下降至", "降低到", "降低至", "减少到", "减少至", "降至", "降到"),
    *("decrease to", "fall to", "reduce to", "cut to"),
)
_UP = (
    *("增长", "增加", "提高", "提升", "上升", "上涨", "up by", "up", "increase of"),
    *("increase by", "rise by", "rise of", "grow by", "growth of"),
)
_DOWN = (
    *("下降", "减少", "降低", "下跌", "down by", "down", "decrease of"),
    *("decrease by", "fall by", "fall of", "reduce by", "reduction of", "cut by"),
)
# The base period and the window give the years compared, not these words.
_COMPARISON = ("同比", "年均")
_NET_CHANGE = ("净增加", "净增", "net increase of")
_GROSS_ADDITION = ("新增", "total of")
_CUMULATIVE = ("累计",)
_STATUS_WORDS = {
    FigureStatus.EXPECTED: ("预计将", "预计可", "预计", "expected", "an expected"),
    FigureStatus.PRELIMINARY: ("初步核算", "preliminary"),
}
_BETWEEN, _BETWEEN_ENDS = ("between", "介于"), "之间"

_SIGNED_GROWTH = {
    "正增长": Relation.OVER,
    "positive growth": Relation.OVER,
    "负增长": Relation.UNDER,
    "零增长": Relation.EQUAL,
    "持平": Relation.EQUAL,
    "unchanged": Relation.EQUAL,
}
_MULTIPLES = {
    "翻番": "2",
    "翻一番": "2",
    "doubling": "2",
    "double": "2",
    "翻两番": "4",
    "翻三番": "8",
    "tripling": "3",
    "triple": "3",
    "减半": "0.5",
    "halving": "0.5",
    "halve": "0.5",
}
_FULL_COVERAGE = ("全覆盖", "全面覆盖", "full coverage")
_ACHIEVE = ("实现", "保持")
_FRACTION_SIGNS = {"百分之": "%", "千分之": "‰"}
_RANK_UNITS = ("位", "名", "强", "rank")


_NUMBERLESS_ENDINGS = ("前列", "平均", "平均水平", "平均值", "above average")


class _ValueContext(NamedTuple):
    """Kind of record that the words belong to, and the unit given beside them."""

    role: RecordRole
    unit: str

    @property
    def is_target(self) -> bool:
        return self.role is RecordRole.TARGET


def read_wording(text: str, role: RecordRole, unit: str = "") -> Wording:
    """Read a value as people write it; its unit may be given beside the words.

    Raises `Unreadable` with the accepted forms for any other text, `Contradiction` for
    words in another unit than the one given.
    """
    context = _ValueContext(role, unit)
    try:
        status, words = _split_status(quantity.normalize_number(text), context)
        wording = _read_fixed_phrase(words, context) or _read_with_basis(words, context)
        return wording._replace(status=status)
    except Unreadable as failure:
        raise Unreadable("value", text, ACCEPTED, failure.reason) from failure


def has_no_number(text: str) -> bool:
    """Return True for words that name a place or an average and no number: 位居前列."""
    words = quantity.normalize_text(text).lower()
    is_numberless = words.endswith(_NUMBERLESS_ENDINGS)
    return is_numberless and not any(character.isnumeric() for character in words)


def _split_status(
    words: str, context: _ValueContext
) -> tuple[FigureStatus | None, str]:
    """Split off the word for the status of a figure; a target has none."""
    for status, prefixes in _STATUS_WORDS.items():
        if (rest := _strip_prefix(words, prefixes)) is not None:
            if context.is_target:
                raise Unreadable("value", words, problem=ReadingProblem.EXPECTED_TARGET)
            return status, rest
    return None, words


def _read_fixed_phrase(words: str, context: _ValueContext) -> Wording | None:
    rest = _strip_prefix(words, _ACHIEVE)
    phrase = (words if rest is None else rest).lower()
    if phrase in _SIGNED_GROWTH:
        unit = _combine_units("%", context)
        return Wording(_SIGNED_GROWTH[phrase], Decimal(0), None, unit, Basis.GROWTH)
    if phrase in _MULTIPLES:
        times = Wording(
            None,
            Decimal(_MULTIPLES[phrase]),
            None,
            _combine_units("倍", context),
            Basis.GROWTH,
        )
        falls = times.value < 1
        return _with_default_relation(
            times, Relation.AT_MOST if falls else Relation.AT_LEAST, context
        )
    if phrase in _FULL_COVERAGE:
        full = Wording(None, Decimal(100), None, _combine_units("%", context), None)
        return _with_default_relation(full, Relation.AT_LEAST, context)
    return None


def _with_default_relation(
    wording: Wording, relation: Relation, context: _ValueContext
) -> Wording:
    """Give a target the relation it means where no word gives one."""
    if wording.relation is None and context.is_target:
        return wording._replace(relation=relation)
    return wording


def _read_with_basis(words: str, context: _ValueContext) -> Wording:
    if (rest := _strip_prefix(words, _NET_CHANGE)) is not None:
        return _read_bound(rest, context)._replace(basis=Basis.CHANGE)
    if (rest := _strip_prefix(words, _GROSS_ADDITION)) is not None:
        return _read_bound(rest, context)._replace(basis=Basis.TOTAL)
    if (rest := _strip_prefix(words, _CUMULATIVE)) is not None:
        # 累计下降5% is a change over the years, 累计5亿元 the sum of them.
        cumulative = _read_with_basis(rest, context)
        return (
            cumulative if cumulative.basis else cumulative._replace(basis=Basis.TOTAL)
        )
    if (rest := _strip_prefix(words, _UP_TO)) is not None:
        return _with_default_relation(
            _read_end_value(rest, context), Relation.AT_LEAST, context
        )
    if (rest := _strip_prefix(words, _DOWN_TO)) is not None:
        return _with_default_relation(
            _read_end_value(rest, context), Relation.AT_MOST, context
        )
    after_comparison = _strip_prefix(words, _COMPARISON)
    movement = words if after_comparison is None else after_comparison
    if (rest := _strip_prefix(movement, _UP)) is not None:
        return _as_rise(_read_bound(rest, context))
    if (rest := _strip_prefix(movement, _DOWN)) is not None:
        return _with_default_relation(
            _as_fall(_read_bound(rest, context)), Relation.AT_MOST, context
        )
    return _read_bound(words, context)


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


def _read_end_value(rest: str, context: _ValueContext) -> Wording:
    wording = _read_bound(rest, context)
    multiple = _is_multiple(wording.unit)
    return wording._replace(basis=Basis.GROWTH) if multiple else wording


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
    if _is_multiple(wording.unit):
        raise Unreadable("value", "", problem=ReadingProblem.FALL_BY_MULTIPLE)
    if wording.value < 0:
        raise Unreadable("value", "", problem=ReadingProblem.NEGATIVE_FALL)
    relation, value, high, unit, *_ = wording
    basis, low = _basis_of_movement(unit), quantity.negate(value)
    if high is not None:
        return Wording(relation, quantity.negate(high), low, unit, basis)
    return Wording(relation and relation.opposite, low, None, unit, basis)


def _is_multiple(unit: str) -> bool:
    return unit.endswith("倍") or unit.lower() == "times"


def _basis_of_movement(unit: str) -> Basis:
    return Basis.GROWTH if units.is_percentage(unit) else Basis.CHANGE


def _read_bound(words: str, context: _ValueContext) -> Wording:
    if (rest := _strip_prefix(words, _LIMIT_TO)) is not None:
        return _with_default_relation(
            _read_relation(rest, context), Relation.AT_MOST, context
        )
    if (rest := _strip_prefix(words, _REACH)) is not None:
        return _with_reach_relation(_read_relation(rest, context), context)
    rest = _strip_prefix(words, _KEEP_AT)
    return _read_relation(words if rest is None else rest, context)


def _with_reach_relation(wording: Wording, context: _ValueContext) -> Wording:
    # Who reaches the 20th place may be 3rd.
    is_rank = wording.unit in _RANK_UNITS
    return _with_default_relation(
        wording, Relation.AT_MOST if is_rank else Relation.AT_LEAST, context
    )


def _read_relation(words: str, context: _ValueContext) -> Wording:
    if (rest := _strip_prefix(words, ("前", "top"))) is not None:
        return _read_rank(rest, Relation.AT_MOST, context)
    if (rest := _strip_prefix(words, ("第",))) is not None:
        return _read_rank(rest, None, context)
    if (ends := _strip_between(words)) is not None:
        wording = _read_number(ends, None, context)
        if wording.relation is not Relation.RANGE:
            raise Unreadable("value", words, problem=ReadingProblem.MISSING_END)
        return wording
    relation, rest = _split_prefix(words, context)
    rest, suffix = _split_suffix(rest)
    if suffix is not None and relation not in (None, suffix):
        raise Unreadable("value", words, problem=ReadingProblem.TWO_BOUNDS)
    return _read_number(rest, relation or suffix, context)


def _read_rank(rest: str, relation: Relation | None, context: _ValueContext) -> Wording:
    value, unit_text = quantity.split_number(rest)
    unit = _combine_units(unit_text, context) or "位"
    if (
        unit not in (*_RANK_UNITS, "%")
        or value < 1
        or value != value.to_integral_value()
    ):
        raise Unreadable("value", rest, problem=ReadingProblem.NO_RANK)
    return Wording(relation, value, None, unit, None)


def _strip_between(words: str) -> str | None:
    rest = _strip_prefix(words, _BETWEEN)
    if rest is None and not words.endswith(_BETWEEN_ENDS):
        return None
    ends = (words if rest is None else rest).removesuffix(_BETWEEN_ENDS)
    return ends.replace(" and ", "–", 1).replace("和", "–", 1)


def _split_prefix(words: str, context: _ValueContext) -> tuple[Relation | None, str]:
    if (rest := _strip_prefix(words, _NEARLY)) is not None:
        if context.is_target:
            raise Unreadable("value", words, problem=ReadingProblem.NEARLY_TARGET)
        return Relation.UNDER, rest
    for relation, prefixes in _PREFIXES.items():
        if (rest := _strip_prefix(words, prefixes)) is not None:
            return relation, rest
    return None, words


def _split_suffix(words: str) -> tuple[str, Relation | None]:
    for relation, suffixes in _SUFFIXES.items():
        for suffix in suffixes:
            if words[-len(suffix) :].lower() == suffix:
                return words[: -len(suffix)].strip(), relation
    return words, None


def _read_number(
    words: str, relation: Relation | None, context: _ValueContext
) -> Wording:
    value, rest = quantity.split_number(_replace_fraction_words(words))
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


def _replace_fraction_words(words: str) -> str:
    """Turn 百分之五 into 五%, and 百分之五至百分之六 into 五至六%."""
    for fraction, sign in _FRACTION_SIGNS.items():
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
    if not worded_unit or not given_unit or worded_unit == given_unit:
        return worded_unit or given_unit
    if not units.is_magnitude(worded_unit):
        raise Contradiction(Conflict.UNIT, unit=worded_unit, column_unit=given_unit)
    separator = " " if worded_unit.isascii() else ""
    return (
        given_unit
        if given_unit.startswith(worded_unit)
        else f"{worded_unit}{separator}{given_unit}"
    )
