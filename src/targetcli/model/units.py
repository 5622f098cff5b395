"""Define units by their words, dimensions and exact factors.

A unit is a whole number of its dimension's base (over a whole number, for quotients),
so that conversion is exact. Bases are chosen small enough for that: a third of a
square metre, since 亩 is 2000/3 of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from targetcli.errors import Unreadable
from targetcli.model import numerals
from targetcli.problems.reading import ReadingProblem

COUNT = "count"
PERCENTAGE = "percentage"
POINTS = "percentage points"
MULTIPLE = "multiple"
RANK = "rank"
PEOPLE = "people"


class Unit(NamedTuple):
    """Unit as written, with its dimension and its `numerator / denominator` bases."""

    text: str
    dimension: str
    numerator: int
    denominator: int

    def is_convertible_to(self, other: Unit) -> bool:
        """Return True where the two are of one dimension, or one is of nothing."""
        return self.dimension == other.dimension or not (self.text and other.text)


NO_UNIT = Unit("", "nothing", 1, 1)
"""Unit of nothing at all, which is none of anything that is counted or measured."""


def is_count(dimension: str) -> bool:
    """Return True where things or people are counted one by one."""
    is_counted = dimension in (PEOPLE, RANK) or dimension.startswith(COUNT)
    return is_counted and "/" not in dimension


def count_own_noun(unit: Unit, metric_names: Iterable[str]) -> Unit:
    """Return a unit that counts the metric where its noun is the metric's own.

    5,000 homes of the metric "new homes" are so many of what it counts.
    """
    noun, _, rate = unit.dimension.removeprefix(_NOUN_PREFIX).partition("/")
    if not unit.dimension.startswith(_NOUN_PREFIX):
        return unit
    if not any(_ends_with_noun(name, noun) for name in metric_names):
        return unit
    return unit._replace(dimension=f"{COUNT}/{rate}" if rate else COUNT)


def _ends_with_noun(name: str, noun: str) -> bool:
    folded = fold_noun(name)
    return f" {folded}".endswith(f" {noun}" if noun.isascii() else noun)


def fold_noun(noun: str) -> str:
    """Return a noun in the singular and in small letters: Homes is home."""
    *front, last = noun.translate(_SIMPLIFIED).casefold().split() or [""]
    return " ".join([*front, _IRREGULAR_PLURALS.get(last) or _cut_plural(last)])


def _cut_plural(word: str) -> str:
    if not word.isascii() or len(word) < _MIN_ENGLISH_LENGTH + 1:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word[-1] == "s" and word[-2] not in "sui" else word


def create_noun_unit(noun: str) -> UserUnit:
    """Return the unit of a noun that is counted, and nothing else is counted with."""
    return UserUnit(noun, f"{_NOUN_PREFIX}{fold_noun(noun)}")


def is_noun(dimension: str) -> bool:
    """Return True for the dimension of a noun that nobody said to be another."""
    return dimension.startswith(_NOUN_PREFIX)


class UserUnit(NamedTuple):
    """Unit that a user added: its name, dimension and whole number of bases."""

    name: str
    dimension: str = COUNT
    factor: int = 1


_NOUN_PREFIX = f"{COUNT} of "
_UNNAMED = "unnamed"
# 兆 is not here: it is a million in one place and a trillion in another.
_MAGNITUDES: dict[str, int] = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "亿": 10**8,
    "万": 10**4,
    "千": 10**3,
    "百": 100,
    "lakh crore": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
    "trillion": 10**12,
    "billion": 10**9,
    "million": 10**6,
    "thousand": 10**3,
    "tn": 10**12,
    "bn": 10**9,
    "mn": 10**6,
    "m": 10**6,
    "k": 10**3,
}
_CURRENCY_WORDS = {
    "CNY": "元 人民币 元人民币 CNY RMB yuan",
    "USD": "美元 美圆 美金 USD US_dollars US_dollar",
    "EUR": "欧元 EUR euro euros",
    "JPY": "日元 JPY yen",
    "GBP": "英镑 GBP pounds_sterling pound_sterling",
    "HKD": "港元 港币 HKD",
    "MOP": "澳门元 MOP",
    "TWD": "新台币 台币 TWD",
    "KRW": "韩元 KRW",
    "SGD": "新加坡元 SGD",
    "AUD": "澳元 AUD Australian_dollars",
    "CAD": "加元 CAD Canadian_dollars",
    "CHF": "瑞士法郎 CHF",
    "INR": "卢比 INR rupees",
    "RUB": "卢布 RUB",
    "BRL": "BRL",
    "ZAR": "ZAR",
    "NZD": "NZD",
}
_COUNT_WORDS = (
    "个 家 户 项 件 条 座 所 处 套 间 辆 台 艘 架 株 棵 只 头 张 本 册 部 宗 批 起 例 "
    "套(间) 款 种 类 幢 栋 床 张床位 村 镇 units unit"
)
_MEASURE_WORDS: dict[str, dict[int, str]] = {
    PEOPLE: {
        1: "人 个人 people persons person population inhabitants inhabitant residents"
    },
    "births": {1: "births birth live_births live_birth 活产 例活产"},
    "count of home": {1: "homes home"},
    "count of household": {1: "households household"},
    "visits": {1: "人次 person-times visits visit"},
    "area": {
        3: "平方米 平米 m2 sqm",
        2_000: "亩 mu",
        30_000: "公顷 ha hectare hectares",
        3_000_000: "平方公里 平方千米 km2 sqkm",
    },
    "length": {
        1: "毫米 mm",
        10: "厘米 公分 cm",
        1_000: "米 m metre metres",
        500_000: "里",
        1_000_000: "公里 千米 km kilometre kilometres",
    },
    "mass": {
        1: "微克 μg ug micrograms microgram",
        10**3: "毫克 mg",
        10**6: "克 g",
        5 * 10**8: "斤",
        10**9: "公斤 千克 kg kilograms",
        10**12: "吨 t tonne tonnes metric_tons metric_ton metric_tonnes tCO2e tCO2 "
        "tCO2-e tonnes_CO2e tonnes_CO2 tonnes_of_CO2e tonnes_of_CO2",
        10**15: "kt ktCO2e ktCO2",
        10**18: "Mt MtCO2e MtCO2 MtCO2-e Mt_CO2e Mt_CO2-e Mt_CO2",
        10**21: "Gt GtCO2e GtCO2",
    },
    # What a tonne of standard coal holds is a convention: it is not turned to joules.
    "standard coal": {1: "千克标准煤 公斤标准煤 kgce", 10**3: "吨标准煤 吨标煤 tce"},
    "volume": {
        1: "毫升 ml",
        10**3: "升 l",
        10**6: "立方米 方 m3 cubic_metres cubic_metre cubic_meters cubic_meter",
    },
    "energy": {
        1: "焦耳 J",
        1_000: "千焦 kJ",
        10**6: "兆焦 MJ",
        10**9: "吉焦 GJ",
        3_600_000: "千瓦时 度 kWh",
        3_600_000_000: "兆瓦时 MWh",
        3_600_000_000_000: "吉瓦时 GWh",
        3_600_000_000_000_000: "太瓦时 TWh",
    },
    "power": {1: "瓦 W", 10**3: "千瓦 瓩 kW", 10**6: "兆瓦 MW", 10**9: "吉瓦 GW"},
    "time": {
        1: "秒 seconds second",
        60: "分钟 minutes minute mins min",
        3600: "小时 hours hour hrs hr",
        86400: "天 日 days day",
        604800: "周 weeks week",
    },
    "months": {
        1: "个月 月 months month",
        3: "季度 quarters quarter",
        12: "年 岁 周岁 years year",
    },
    PERCENTAGE: {1: "‰ permille", 10: "% percent pct pc per_cent", 100: "成"},
    POINTS: {
        1: "百分点 个百分点 pp percentage_points percentage_point percentage-points "
        "percent_points"
    },
    MULTIPLE: {1: "倍 times"},
    RANK: {1: "位 名 强 rank"},
    # A difference only: 20 °C are not twice 10 °C.
    "temperature difference": {
        1: "°C 摄氏度 degrees_Celsius degree_Celsius degrees_C degree_C"
    },
    "score": {1: "分 points point score"},
}
_SIMPLIFIED = str.maketrans(
    "萬億個戶項條處間輛畝頃噸點級臺棟張冊隻頭種類鎮歐韓幣門標準時鐘強歲裡鎊盧",
    "万亿个户项条处间辆亩顷吨点级台栋张册只头种类镇欧韩币门标准时钟强岁里镑卢",
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
        *(
            "more",
            "less",
            "fewer",
            "level",
            "levels",
            "or",
            "and",
            "to",
            "per",
            "cent",
            "hundred",
            "thousand",
        ),
        *("million", "billion", "trillion", "bn", "mn", "dozen", "lakh", "crore"),
        "odd",
        # Long, short or metric: three masses.
        *("ton", "tons"),
        # Whose they are is not said.
        *("dollar", "dollars", "pound", "pounds"),
        # 9折 is a price at nine tenths, and counts nothing.
        "折",
    )
)
_TIME_DIMENSIONS = ("time", "months")
_RATE_WORDS = (" per ", " a ", " an ", " each ", " every ")
# 架次 and 辆次 are trips, not planes and cars.
_MEASURE_WORDS_OF_NOUNS = (
    "个家户项件条座所处套间辆台艘架株棵只头张本册部宗批起例款种类幢栋名位"
)
# Of 5,000 head of cattle the head is no person; of £5 per head it is.
_PERSONS = {"capita": "person", "head": "person"}
_NO_COUNTED_NOUNS = ("次", "岁", "时")
_IRREGULAR_PLURALS = {"children": "child", "men": "man", "women": "woman"}
_WITHOUT_MAGNITUDES = (PERCENTAGE, POINTS, MULTIPLE, RANK, "time", "months", "score")
_MAX_NOUN_LENGTH, _MIN_ENGLISH_LENGTH = 24, 3

ACCEPTED = (
    "亿元",
    "万套",
    "家",
    "%",
    "百分点",
    "亩",
    "微克/立方米",
    "billion CNY",
    "people",
)


def _units_by_word(dimension: str, factor: int, words: str) -> dict[str, Unit]:
    return {
        word.casefold(): Unit(word, dimension, factor, 1)
        for word in _split_words(words)
    }


def _split_words(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


def is_built_in(unit: UserUnit) -> bool:
    """Return True where a unit is read with this very meaning without being added."""
    known = _built_in_units().get(unit.name.translate(_SIMPLIFIED).casefold())
    return known == Unit(known.text, unit.dimension, unit.factor, 1) if known else False


@cache
def _built_in_units() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for code, words in _CURRENCY_WORDS.items():
        table |= _units_by_word(f"money {code}", 1, words)
    for dimension, factors in _MEASURE_WORDS.items():
        for factor, words in factors.items():
            table |= _units_by_word(dimension, factor, words)
    return table | _units_by_word(COUNT, 1, _COUNT_WORDS)


def _is_round(number: int) -> bool:
    """Return True if a number is a hundred, a thousand, ten thousand and so on."""
    return number >= 100 and str(number).strip("0") == "1"  # noqa: PLR2004


class UnitTable:
    """Units that can be read: the built-in ones and those of the user."""

    def __init__(self, user_units: tuple[UserUnit, ...] = ()) -> None:
        self._units = dict(_built_in_units())
        self._nouns: dict[str, Unit] = {}
        self._units_read: dict[str, Unit] = {}
        for unit in user_units:
            self.add(unit)

    def add(self, unit: UserUnit) -> None:
        """Add a user's unit; a word that is known already keeps its meaning."""
        key = unit.name.translate(_SIMPLIFIED).casefold()
        added = Unit(unit.name, unit.dimension, unit.factor, 1)
        self._units.setdefault(key, added)
        if is_noun(unit.dimension):
            self._nouns.setdefault(fold_noun(unit.name), added)

    def units(self) -> tuple[Unit, ...]:
        """Return every unit, without magnitudes and quotients."""
        return tuple(self._units.values())

    def find(self, word: str) -> Unit | None:
        """Return the unit of a word, without magnitudes and quotients, or None."""
        unit = self._units.get(word.translate(_SIMPLIFIED).casefold())
        if unit is not None:
            return None if _has_other_prefix(word, unit.text) else unit
        noun = self._nouns.get(fold_noun(word)) if word else None
        return noun._replace(text=word) if noun else _read_counted_noun(word)

    def read(self, text: str) -> Unit:
        """Read a unit already in NFKC, such as ``亿元`` or ``微克/立方米``.

        Raises `Unreadable` for a word that is not a known unit.
        """
        if text not in self._units_read:
            self._units_read[text] = self._read_quotient(text)
        return self._units_read[text]

    def replace_word(self, text: str, word: str, other: str) -> str:
        """Return a unit as written with one word replaced: 万標箱 becomes 万TEU."""
        numerator, slash, denominator = _split_quotient(text)
        singles = (numerator, denominator) if slash else (text,)
        return slash.join(self._replace_single(unit, word, other) for unit in singles)

    def _replace_single(self, text: str, word: str, other: str) -> str:
        _, noun = self._split_magnitude(text.strip())
        if noun.casefold() != word.translate(_SIMPLIFIED).casefold():
            return text
        return text.rstrip()[: len(text.rstrip()) - len(noun)] + other

    def find_new_noun(self, text: str) -> str | None:
        """Return the noun that reading a unit would add, or None where it adds none."""
        try:
            self.read(text)
        except Unreadable:
            return self.find_unknown_noun(text)
        return None

    def find_unknown_noun(self, text: str) -> str | None:
        """Return the noun of an unknown unit that may become a count, or None.

        A noun that begins with a unit of measure does not: 亿元产值 is no count.
        """
        numerator, _, denominator = _split_quotient(text)
        nouns = (numerator.strip(), _split_base(denominator)[1])
        words = [self._split_magnitude(noun)[1] for noun in nouns]
        unknown = (word for word in words if word and self.find(word) is None)
        word = next(unknown, words[0])
        is_word = word.replace(" ", "").replace("-", "").isalpha()
        if not is_word or len(word) > _MAX_NOUN_LENGTH or _is_no_noun(word):
            return None
        return None if self._starts_with_measure(word) else word

    def _starts_with_measure(self, word: str) -> bool:
        first = word.split(maxsplit=1)[0]
        beginnings = [first] if first.isascii() else _prefixes_of(first)
        known = (self._units.get(beginning.casefold()) for beginning in beginnings)
        return any(unit and unit.dimension != COUNT for unit in known)

    def _read_quotient(self, text: str) -> Unit:
        numerator, slash, denominator = _split_quotient(text)
        if not slash:
            return self._read_single(numerator.strip(), text)._replace(text=text)
        below = self._read_denominator(denominator.strip(), text)
        above = self._read_numerator(numerator.strip(), below, text)
        return Unit(
            text,
            f"{above.dimension}/{below.dimension}",
            above.numerator * below.denominator,
            above.denominator * below.numerator,
        )

    def _read_numerator(self, text: str, below: Unit, whole: str) -> Unit:
        """Read what there is so much of; "40,000 a week" counts the metric."""
        is_of_round = below.dimension == _UNNAMED and _is_round(below.numerator)
        if text in ("", "1") and is_of_round:  # 1/10万, as tables head a death rate
            return Unit(text, COUNT, 1, 1)
        factor, word = self._split_magnitude(text)
        is_counted = below.dimension in _TIME_DIMENSIONS and " " in whole
        # 70 per 100,000 counts too; 1/10亿元 is a fraction, and refused.
        if not word and (is_counted or whole.startswith("per ")):
            return Unit(text, COUNT, factor, 1)
        return self._read_single(text, whole)

    def _read_denominator(self, text: str, whole: str) -> Unit:
        """Read the base of a quotient: 100,000 of what nobody names, 10万人, a week."""
        text = _PERSONS.get(text.casefold(), text)
        base, noun = _split_base(text)
        if not base:
            return self._read_single(text, whole)
        magnitude, word = self._split_magnitude(noun)
        below = self._read_single(word, whole) if word else Unit(text, _UNNAMED, 1, 1)
        return below._replace(numerator=below.numerator * magnitude * base)

    def _read_single(self, text: str, whole: str) -> Unit:
        magnitude, word = self._split_magnitude(text)
        unit = self.find(word)
        if unit is None:
            raise Unreadable("unit", whole, ACCEPTED, _find_problem(text, word))
        return unit._replace(numerator=unit.numerator * magnitude)

    def _split_magnitude(self, text: str) -> tuple[int, str]:
        simple = text.translate(_SIMPLIFIED)
        if simple.casefold() in self._units:
            return 1, simple
        for word, factor in _MAGNITUDES.items():
            rest = simple[len(word) :]
            # An English magnitude is a word of its own: "bn CNY", not "bnx".
            apart = not (word.isascii() and rest[:1].isascii() and rest[:1].isalnum())
            if simple.casefold().startswith(word) and apart:
                return factor, rest.strip()
        return 1, simple


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
    simple = unit.text.translate(_SIMPLIFIED)
    if find_built_in(simple):
        return 1, unit.text
    for word, factor in _MAGNITUDES.items():
        rest = unit.text[len(word) :].strip()
        # A user's own noun may begin with 百 without being hundreds of anything.
        if rest and simple.casefold().startswith(word) and unit.numerator % factor == 0:
            return factor, rest
    return 1, unit.text


def find_built_in(text: str) -> Unit | None:
    """Return the built-in unit of a word, without magnitude or quotient, or None."""
    return _built_in_units().get(text.translate(_SIMPLIFIED).casefold())


def is_magnitude(text: str) -> bool:
    """Return True for a magnitude alone, such as the 亿 of 3600亿."""
    return text.translate(_SIMPLIFIED).casefold() in _MAGNITUDES


def is_multiple(text: str) -> bool:
    """Return True for 倍 and the words for it."""
    return any(
        text.translate(_SIMPLIFIED).casefold() in _split_words(words)
        for words in _MEASURE_WORDS[MULTIPLE].values()
    )


def is_percentage(text: str) -> bool:
    """Return True for %, ‰, 成 and the words for them."""
    words_by_factor = _MEASURE_WORDS[PERCENTAGE].values()
    return any(text.casefold() in _split_words(words) for words in words_by_factor)


def _split_quotient(text: str) -> tuple[str, str, str]:
    """Split a quotient at its slash or word: 微克/立方米, 微克每立方米, kg per m2."""
    for slash in ("/", "每"):
        numerator, separator, denominator = text.partition(slash)
        if separator:
            return numerator, separator, denominator
    spaced = f" {text}"
    for slash in _RATE_WORDS:
        numerator, separator, denominator = spaced.partition(slash)
        is_rate = slash == " per " or _is_time(denominator)
        if separator and denominator != "cent" and is_rate:
            return numerator.strip(), separator, denominator
    return text, "", ""


def _split_base(text: str) -> tuple[int, str]:
    """Split the base of a quotient: 1,000 live births is 1000 and its noun."""
    match = _base_number().match(text.strip())
    if match is None:
        return (
            (1000, "") if text.strip().casefold() == "thousand" else (0, text.strip())
        )
    return int(match[0].replace(",", "")), text.strip()[match.end() :].strip()


@cache
def _base_number() -> re.Pattern[str]:
    return re.compile(r"10{0,2}(?:,000)+(?![0-9,.])|10{1,6}(?![0-9,.])")


def _is_time(word: str) -> bool:
    unit = _built_in_units().get(word.strip().casefold())
    return unit is not None and unit.dimension in _TIME_DIMENSIONS


def is_ratio(unit: Unit) -> bool:
    """Return True for a share, and for a quotient other than by time."""
    if unit.dimension in (PERCENTAGE, POINTS):
        return True
    _, slash, below = unit.dimension.partition("/")
    return bool(slash) and below not in _TIME_DIMENSIONS


def is_length(text: str) -> bool:
    """Return True for the word of a length, such as km."""
    unit = find_built_in(text)
    return unit is not None and unit.dimension == "length"


def count_without_rank(text: str) -> str:
    """Return the unit of what 名 and 位 count where they give no place: 人, and 个."""
    for word, counted in (("名", "人"), ("位", "个")):
        magnitude = text.removesuffix(word)
        if magnitude != text and (not magnitude or is_magnitude(magnitude)):
            return f"{magnitude}{counted}"
    return text


def _read_counted_noun(word: str) -> Unit | None:
    """Read a Chinese measure word with its noun: 家企业 counts as 家 does."""
    measure, noun = word[:1], word[1:]
    is_counted = measure in _MEASURE_WORDS_OF_NOUNS and noun.isalpha()
    if not word or not is_counted or noun.isascii() or noun in _NO_COUNTED_NOUNS:
        return None
    if _is_no_noun(noun) or len(word) > _MAX_NOUN_LENGTH:
        return None
    return Unit(word, PEOPLE if measure == "名" else COUNT, 1, 1)


def _has_other_prefix(word: str, symbol: str) -> bool:
    """Return True where the case makes another symbol: mW is not MW.

    MT may be metric tons, GT gross tons and MTCO2e metric tons of it: not Mt and Gt.
    """
    if symbol.startswith(("kt", "Mt", "Gt")):
        return not word.startswith(symbol[:2])
    return word[0] != symbol[0] and symbol[0] in "mM" and len(symbol) <= len("MWh")


def _find_problem(text: str, word: str) -> ReadingProblem:
    if text and not word:
        return ReadingProblem.MAGNITUDE_ALONE
    if text.startswith("兆"):
        return ReadingProblem.TWO_MAGNITUDES
    if word.casefold() in ("ton", "tons"):
        return ReadingProblem.THREE_TONS
    return ReadingProblem.UNKNOWN_FORM


def _is_no_noun(word: str) -> bool:
    if word.isascii() and len(word) < _MIN_ENGLISH_LENGTH:
        return True
    has_bound_word = any(part in word for part in _NEVER_IN_A_NOUN)
    has_numeral = any(character in numerals.NUMERAL_CHARACTERS for character in word)
    has_lone_magnitude = word.casefold().startswith(("k ", "m "))
    has_stop_word = not _NEVER_A_WORD.isdisjoint(
        word.casefold().replace("-", " ").split()
    )
    return has_bound_word or has_numeral or has_stop_word or has_lone_magnitude


def _prefixes_of(word: str) -> list[str]:
    return [word[:length] for length in range(1, len(word) + 1)]
