"""How people word a bound: 突破3600亿元, 5%左右, 近2.3万个, at least 5 per cent.

以上 以下 以内 include the number and 超过 不满 exclude it (Civil Code, article 1259).
Text that fits none of the forms is refused, never guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import NamedTuple

from targetcli.errors import Unreadable
from targetcli.model import numerals, quantity
from targetcli.model.bound import Relation, last_digit
from targetcli.model.records import Basis


class Role(Enum):
    """What the words are said of: 达到 is "at least" of a target, "=" of a figure."""

    TARGET = "target"
    FIGURE = "figure"


class Wording(NamedTuple):
    """A bound as its words say it; `relation` is None where no word says it."""

    relation: Relation | None
    value: Decimal
    value_high: Decimal | None
    unit: str
    basis: Basis | None


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
        *("不低于", "不少于", "不小于", "至少", "最少"),
        *("at least", "no less than", "not less than", ">=", "≥"),
    ),
    Relation.AT_MOST: (
        *("不超过", "不高于", "不多于", "不大于", "至多", "最多"),
        *("at most", "no more than", "not more than", "<=", "≤"),
    ),
    Relation.OVER: (
        *("突破", "超过", "超", "高于", "多于", "大于", "逾"),
        *("over", "more than", "above", "exceeding", ">"),
    ),
    Relation.UNDER: (
        *("低于", "少于", "小于", "不满"),
        *("below", "under", "less than", "<"),
    ),
    Relation.ABOUT: ("大约", "约", "about", "around", "approximately", "≈", "~"),
    Relation.EQUAL: ("=",),
}
_SUFFIXES: dict[Relation, tuple[str, ...]] = {
    Relation.AT_LEAST: ("及以上", "以上", "or more", "or above"),
    Relation.AT_MOST: ("及以下", "以下", "以内", "之内", "or less", "or below"),
    Relation.ABOUT: ("左右", "上下", "or so"),
}
_REACH = ("达到", "达", "reach", "reaching")
_KEEP = ("控制在", "保持在", "稳定在")
_UP_TO = ("增长到", "增长至", "增加到", "增加至", "提高到", "提高至", "上升到", "升至")
_DOWN_TO = ("下降到", "下降至", "降低到", "降低至", "减少到", "减少至", "降至", "降到")
_UP = ("同比增长", "增长", "增加", "提高", "上升", "上涨", "up")
_DOWN = ("同比下降", "下降", "减少", "降低", "下跌", "down")
_NET = ("净增加", "净增", "net increase of")
_GROSS = ("累计新增", "新增", "累计", "total of")

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
_FULL = ("全覆盖", "全面覆盖", "full coverage")


def read_wording(text: str, role: Role) -> Wording:
    """Read a value as people write it.

    Raises `Unreadable` with the accepted forms for anything else.
    """
    words = quantity.plain(text)
    fixed = _fixed_phrase(words, role)
    if fixed is not None:
        return fixed
    try:
        return _with_basis(words, role)
    except Unreadable as failure:
        raise Unreadable("value", text, ACCEPTED, failure.why) from failure


def _fixed_phrase(words: str, role: Role) -> Wording | None:
    lower = words.casefold()
    if lower in _SIGNED_GROWTH:
        zero = Decimal(0)
        return Wording(_SIGNED_GROWTH[lower], zero, None, "%", Basis.GROWTH)
    if lower in _MULTIPLES:
        times = Decimal(_MULTIPLES[lower])
        falls = Relation.AT_MOST if times < 1 else Relation.AT_LEAST
        relation = falls if role is Role.TARGET else None
        return Wording(relation, times, None, "倍", Basis.GROWTH)
    if lower in _FULL:
        relation = Relation.AT_LEAST if role is Role.TARGET else None
        return Wording(relation, Decimal(100), None, "%", None)
    return None


def _with_basis(words: str, role: Role) -> Wording:
    if (rest := _after(words, _NET)) is not None:
        return _plain_bound(rest, role)._replace(basis=Basis.CHANGE)
    if (rest := _after(words, _GROSS)) is not None:
        return _plain_bound(rest, role)._replace(basis=Basis.TOTAL)
    if (rest := _after(words, _UP_TO)) is not None:
        return _moved_to(rest, role, Relation.AT_LEAST)
    if (rest := _after(words, _DOWN_TO)) is not None:
        return _moved_to(rest, role, Relation.AT_MOST)
    if (rest := _after(words, _UP)) is not None:
        return _risen(_plain_bound(rest, role))
    if (rest := _after(words, _DOWN)) is not None:
        return _fallen(_plain_bound(rest, role), role)
    return _plain_bound(words, role)


def _after(words: str, prefixes: tuple[str, ...]) -> str | None:
    """Return what follows the first of the prefixes that fits; longest stand first."""
    lower = words.casefold()
    for prefix in prefixes:
        rest = words[len(prefix) :]
        # An English word ends at a space or a digit: "up 5%", not "upper".
        ends = (
            not prefix[-1:].isalpha() or not prefix.isascii() or not rest[:1].isalpha()
        )
        if lower.startswith(prefix) and ends:
            return rest.strip()
    return None


def _moved_to(rest: str, role: Role, relation: Relation) -> Wording:
    wording = _plain_bound(rest, role)
    if wording.relation is None and role is Role.TARGET:
        wording = wording._replace(relation=relation)
    if wording.unit == "倍":
        return wording._replace(basis=Basis.GROWTH)
    return wording


def _risen(wording: Wording) -> Wording:
    if wording.unit == "倍":  # 增长两倍 ends at three times the base
        high = None if wording.value_high is None else wording.value_high + 1
        wording = wording._replace(value=wording.value + 1, value_high=high)
    return wording._replace(basis=_moved_by(wording.unit))


def _fallen(wording: Wording, role: Role) -> Wording:
    if wording.unit == "倍":
        raise Unreadable("value", "", why="nothing falls by a multiple")
    if wording.relation is Relation.OVER and wording.value_high is not None:
        raise Unreadable("value", "", why="a fall takes no 余 or 多")
    relation = wording.relation.turned if wording.relation else None
    if relation is None and role is Role.TARGET:
        relation = Relation.AT_MOST
    low, high = wording.value, wording.value_high
    value, value_high = (-low, None) if high is None else (-high, -low)
    basis = _moved_by(wording.unit)
    return Wording(relation, value, value_high, wording.unit, basis)


def _moved_by(unit: str) -> Basis:
    return Basis.GROWTH if unit in ("%", "‰", "倍", "percent") else Basis.CHANGE


def _plain_bound(words: str, role: Role) -> Wording:
    if (rest := _after(words, ("前", "top"))) is not None:
        return _placed(rest, Relation.AT_MOST)
    if (rest := _after(words, ("第",))) is not None:
        return _placed(rest, None)
    relation, rest = _prefixed(words, role)
    rest, suffix = _suffixed(rest)
    if suffix is not None and relation not in (None, suffix):
        raise Unreadable("value", words, why="two bounds that do not agree")
    return _number(rest, relation or suffix)


def _placed(rest: str, relation: Relation | None) -> Wording:
    value, unit = quantity.split_number(rest)
    return Wording(relation, value, None, unit or "位", None)


def _prefixed(words: str, role: Role) -> tuple[Relation | None, str]:
    if (rest := _after(words, _KEEP)) is not None:
        within = words.startswith("控制") and not _suffixed(rest)[1]
        relation, rest = _prefixed(rest, role)
        return relation or (Relation.AT_MOST if within else None), rest
    if (rest := _after(words, _REACH)) is not None:
        bare = role is Role.TARGET and not _suffixed(rest)[1]
        relation, rest = _prefixed(rest, role)
        return relation or (Relation.AT_LEAST if bare else None), rest
    if (rest := _after(words, _NEARLY)) is not None:
        if role is Role.TARGET:
            why = "“nearly” bounds a reported figure, not a target"
            raise Unreadable("value", words, why=why)
        return Relation.UNDER, rest
    for relation, prefixes in _PREFIXES.items():
        if (rest := _after(words, prefixes)) is not None:
            return relation, rest
    return None, words.removeprefix("between ")


def _suffixed(words: str) -> tuple[str, Relation | None]:
    for relation, suffixes in _SUFFIXES.items():
        for suffix in suffixes:
            if words.casefold().endswith(suffix) and words != suffix:
                return words[: -len(suffix)].strip(), relation
    return words, None


def _number(words: str, relation: Relation | None) -> Wording:
    if words.startswith("百分之"):
        words = f"{words.removeprefix('百分之')}%"
    value, rest = quantity.split_number(words)
    between = _separator().match(rest)
    if between is not None:
        return _range(value, between, relation)
    odd = _odd().fullmatch(rest)
    if odd is None:
        return Wording(relation, value, None, rest, None)
    if relation is not None or value < 0:
        raise Unreadable("value", words, why="two bounds that do not agree")
    unit = f"{odd['magnitude']}{odd['unit']}".strip()
    return Wording(Relation.OVER, value, value + last_digit(value), unit, None)


@cache
def _separator() -> re.Pattern[str]:
    follows = f"(?=[+-]?[0-9]|[{''.join(sorted(numerals.CHARACTERS))}])"
    return re.compile(rf"(?P<unit>[^-–—~至到]*?) ?(?:[-–—~至到]|to |and ) ?{follows}")


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(r"(?P<magnitude>[百千万亿萬億]*)(?:余|多|-odd)(?P<unit>.*)")


def _range(low: Decimal, between: re.Match[str], relation: Relation | None) -> Wording:
    high, unit = quantity.split_number(between.string[between.end() :])
    first = between["unit"].strip()
    if relation not in (None, Relation.ABOUT) or not unit.startswith(first):
        raise Unreadable("value", between.string, why="two ends that do not agree")
    if low > high:
        why = f"from {quantity.digits_text(low)} down to {quantity.digits_text(high)}"
        raise Unreadable("value", between.string, why=why)
    return Wording(Relation.RANGE, low, high, unit, None)
