"""Read nouns that are counted, such as 企业 and "homes", as units of their own."""

from __future__ import annotations

from collections.abc import Iterable

from targetcli.model import numerals
from targetcli.model.unit_vocabulary import (
    MAGNITUDES,
    find_built_in,
    fold_word,
    is_magnitude,
    simplify,
)
from targetcli.model.units import (
    COUNT,
    MULTIPLE,
    NOUN_PREFIX,
    PEOPLE,
    PERCENTAGE,
    POINTS,
    RANK,
    Unit,
    UserUnit,
)

# A noun that holds one of these is a misread bound or number, not a unit.
_NEVER_IN_A_NOUN = (
    *"约超近余逾兆每半两兩番",
    *("以上", "以下", "以内", "左右", "上下", "不足", "突破", "达到", "低于", "高于"),
    *("同比", "环比", "累计", "预计", "或", "与", "之", "的"),
)
_NEVER_A_WORD = frozenset(
    (
        *("about", "over", "under", "nearly", "almost", "least", "most", "than"),
        *("more", "less", "fewer", "level", "levels", "or", "and", "to", "per"),
        *("cent", "hundred", "thousand", "million", "billion", "trillion", "bn"),
        *("mn", "dozen", "lakh", "crore", "odd"),
        # Long, short or metric: three masses.
        *("ton", "tons"),
        # Whose they are is not said.
        *("dollar", "dollars", "pound", "pounds"),
        # 9折 is a price at nine tenths, and counts nothing.
        "折",
    )
)
# 架次 and 辆次 are trips, not planes and cars.
_MEASURE_WORDS_OF_NOUNS = (
    "个家户项件条座所处套间辆台艘架株棵只头张本册部宗批起例款种类幢栋名位"
)
_NO_COUNTED_NOUNS = ("次", "岁", "时")
_IRREGULAR_PLURALS = {"children": "child", "men": "man", "women": "woman"}
_WITHOUT_MAGNITUDES = (PERCENTAGE, POINTS, MULTIPLE, RANK, "time", "months", "score")
MAX_NOUN_LENGTH, _MIN_ENGLISH_LENGTH = 24, 3


def create_noun_unit(noun: str) -> UserUnit:
    """Return the unit of a noun that is counted, and nothing else is counted with."""
    return UserUnit(noun, f"{NOUN_PREFIX}{fold_noun(noun)}")


def count_own_noun(unit: Unit, metric_names: Iterable[str]) -> Unit:
    """Return a unit that counts the metric where its noun is the metric's own.

    5,000 homes of the metric "new homes" are so many of what it counts.
    """
    noun, _, rate = unit.dimension.removeprefix(NOUN_PREFIX).partition("/")
    if not unit.dimension.startswith(NOUN_PREFIX):
        return unit
    if not any(_ends_with_noun(name, noun) for name in metric_names):
        return unit
    return unit._replace(dimension=f"{COUNT}/{rate}" if rate else COUNT)


def _ends_with_noun(name: str, noun: str) -> bool:
    folded = fold_noun(name)
    return f" {folded}".endswith(f" {noun}" if noun.isascii() else noun)


def fold_noun(noun: str) -> str:
    """Return a noun in the singular and in small letters: Homes is home."""
    *front, last = fold_word(noun).split() or [""]
    return " ".join([*front, _IRREGULAR_PLURALS.get(last) or _cut_plural(last)])


def _cut_plural(word: str) -> str:
    if not word.isascii() or len(word) < _MIN_ENGLISH_LENGTH + 1:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word[-1] == "s" and word[-2] not in "sui" else word


def read_counted_noun(word: str) -> Unit | None:
    """Read a Chinese measure word with its noun: 家企业 counts as 家 does."""
    measure, noun = word[:1], word[1:]
    is_counted = measure in _MEASURE_WORDS_OF_NOUNS and noun.isalpha()
    if not word or not is_counted or noun.isascii() or noun in _NO_COUNTED_NOUNS:
        return None
    if not may_be_noun(noun) or len(word) > MAX_NOUN_LENGTH:
        return None
    return Unit(word, PEOPLE if measure == "名" else COUNT, 1, 1)


def may_be_noun(word: str) -> bool:
    """Return True for a word that holds no bound, no number and no "about"."""
    if word.isascii() and len(word) < _MIN_ENGLISH_LENGTH:
        return False
    has_bound_word = any(part in word for part in _NEVER_IN_A_NOUN)
    has_numeral = any(character in numerals.NUMERAL_CHARACTERS for character in word)
    has_lone_magnitude = word.casefold().startswith(("k ", "m "))
    has_stop_word = not _NEVER_A_WORD.isdisjoint(
        word.casefold().replace("-", " ").split()
    )
    return not (has_bound_word or has_numeral or has_stop_word or has_lone_magnitude)


def split_counted_noun(unit: Unit) -> tuple[int, str] | None:
    """Split a unit into its power of ten and its noun: 亿元 is 8 and 元.

    Return None for a unit that takes no 万: a share, a rank, a quotient, a time, and
    one that is no Chinese word.
    """
    if (
        unit.denominator != 1
        or "/" in unit.dimension
        or unit.dimension in _WITHOUT_MAGNITUDES
    ):
        return None
    factor, noun = _split_power_of_ten(unit)
    return None if noun.isascii() else (len(str(factor)) - 1, noun)


def _split_power_of_ten(unit: Unit) -> tuple[int, str]:
    simple = simplify(unit.text)
    if find_built_in(simple):
        return 1, unit.text
    for word, factor in MAGNITUDES.items():
        rest = unit.text[len(word) :].strip()
        # A user's own noun may begin with 百 without being hundreds of anything.
        if rest and simple.casefold().startswith(word) and unit.numerator % factor == 0:
            return factor, rest
    return 1, unit.text


def count_without_rank(text: str) -> str:
    """Return the unit of what 名 and 位 count where they give no place: 人, and 个."""
    for word, counted in (("名", "人"), ("位", "个")):
        magnitude = text.removesuffix(word)
        if magnitude != text and (not magnitude or is_magnitude(magnitude)):
            return f"{magnitude}{counted}"
    return text
