"""List the words of the built-in units and of the magnitudes before them."""

from __future__ import annotations

from functools import cache

from targetcli.model.units import (
    COUNT,
    MULTIPLE,
    PEOPLE,
    PERCENTAGE,
    POINTS,
    RANK,
    TIME_DIMENSIONS,
    Unit,
    UserUnit,
)

# 兆 is not here: it is a million in one place and a trillion in another.
MAGNITUDES: dict[str, int] = {
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


def simplify(word: str) -> str:
    """Return the word of a unit in simplified characters: 億 is 亿."""
    return word.translate(_SIMPLIFIED)


def fold_word(word: str) -> str:
    """Return the word of a unit in simplified characters and small letters."""
    return simplify(word).casefold()


def find_built_in(text: str) -> Unit | None:
    """Return the built-in unit of a word, without magnitude or quotient, or None."""
    return built_in_units().get(fold_word(text))


def is_built_in(unit: UserUnit) -> bool:
    """Return True where a unit is read with this very meaning without being added."""
    known = built_in_units().get(fold_word(unit.name))
    return known == Unit(known.text, unit.dimension, unit.factor, 1) if known else False


def is_magnitude(text: str) -> bool:
    """Return True for a magnitude alone, such as the 亿 of 3600亿."""
    return fold_word(text) in MAGNITUDES


def is_multiple(text: str) -> bool:
    """Return True for 倍 and the words for it."""
    return any(
        fold_word(text) in _split_words(words)
        for words in _MEASURE_WORDS[MULTIPLE].values()
    )


def is_percentage(text: str) -> bool:
    """Return True for %, ‰, 成 and the words for them."""
    words_by_factor = _MEASURE_WORDS[PERCENTAGE].values()
    return any(text.casefold() in _split_words(words) for words in words_by_factor)


def is_length(text: str) -> bool:
    """Return True for the word of a length, such as km."""
    unit = find_built_in(text)
    return unit is not None and unit.dimension == "length"


@cache
def built_in_units() -> dict[str, Unit]:
    """Return the built-in units by their words in small letters."""
    table: dict[str, Unit] = {}
    for code, words in _CURRENCY_WORDS.items():
        table |= _units_by_word(f"money {code}", 1, words)
    for dimension, factors in _MEASURE_WORDS.items():
        for factor, words in factors.items():
            table |= _units_by_word(dimension, factor, words)
    return table | _units_by_word(COUNT, 1, _COUNT_WORDS)


def _units_by_word(dimension: str, factor: int, words: str) -> dict[str, Unit]:
    return {
        word.casefold(): Unit(word, dimension, factor, 1)
        for word in _split_words(words)
    }


def _split_words(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


def is_time(word: str) -> bool:
    """Return True for the word of a length of time, such as week and month."""
    unit = built_in_units().get(word.strip().casefold())
    return unit is not None and unit.dimension in TIME_DIMENSIONS
