"""Reading of units: exact conversion inside a dimension, none across."""

from __future__ import annotations

from fractions import Fraction

import pytest

from targetcli.errors import Unreadable
from targetcli.model.unit_table import UnitTable
from targetcli.model.unit_vocabulary import (
    is_magnitude,
)
from targetcli.model.units import UserUnit
from targetcli.render.error_messages.message import explain

TABLE = UnitTable()


def factor_ratio(text: str, other: str) -> Fraction:
    """How many of the other one is; they must be of one dimension."""
    first, second = TABLE.read(text), TABLE.read(other)
    assert first.is_convertible_to(second)
    return Fraction(first.numerator, first.denominator) / Fraction(
        second.numerator, second.denominator
    )


@pytest.mark.parametrize(
    ("magnitude", "factor"),
    [
        ("百", 10**2),
        ("千", 10**3),
        ("万", 10**4),
        ("萬", 10**4),
        ("十万", 10**5),
        ("百万", 10**6),
        ("千万", 10**7),
        ("亿", 10**8),
        ("億", 10**8),
        ("十亿", 10**9),
        ("百亿", 10**10),
        ("千亿", 10**11),
        ("万亿", 10**12),
        ("萬億", 10**12),
    ],
)
def test_chinese_magnitude(magnitude: str, factor: int) -> None:
    assert factor_ratio(f"{magnitude}元", "元") == factor
    assert factor_ratio(f"{magnitude} 元", "CNY") == factor
    assert is_magnitude(magnitude)


@pytest.mark.parametrize(
    ("magnitude", "factor"),
    [
        ("thousand", 10**3),
        ("million", 10**6),
        ("billion", 10**9),
        ("bn", 10**9),
        ("trillion", 10**12),
        ("Million", 10**6),
    ],
)
def test_english_magnitude(magnitude: str, factor: int) -> None:
    assert factor_ratio(f"{magnitude} CNY", "yuan") == factor
    assert is_magnitude(magnitude)


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("人民币", "元", 1),
        ("万美元", "USD", 10_000),
        ("people", "人", 1),
        ("万人次", "人次", 10_000),
        ("家", "个", 1),
        ("户", "件", 1),
        ("辆", "輛", 1),
        ("套(间)", "套", 1),
        ("公顷", "亩", 15),
        ("平方公里", "亩", 1500),
        ("亩", "平方米", Fraction(2000, 3)),
        ("畝", "m2", Fraction(2000, 3)),
        ("平方公里", "公顷", 100),
        ("公里", "米", 1000),
        ("里", "米", 500),
        ("斤", "kg", Fraction(1, 2)),
        ("吨", "斤", 2000),
        ("噸", "公斤", 1000),
        ("立方米", "升", 1000),
        ("千瓦时", "兆焦", Fraction(18, 5)),
        ("亿千瓦时", "太瓦时", Fraction(1, 10)),
        ("兆瓦", "千瓦", 1000),
        ("天", "小时", 24),
        ("年", "个月", 12),
        ("周岁", "年", 1),
        ("%", "‰", 10),
        ("成", "%", 10),
        ("per cent", "%", 1),
        ("个百分点", "pp", 1),
        ("個百分點", "percentage point", 1),
        ("percentage points", "百分点", 1),
        ("强", "位", 1),
        ("強", "名", 1),
        ("times", "倍", 1),
        ("微克/立方米", "μg/m3", 1),
        ("微克每立方米", "微克/立方米", 1),
        ("毫克/升", "克/立方米", 1),
        ("吨标准煤/万元", "千克标准煤/元", Fraction(1, 10)),
        ("吨标煤/万元", "tce/万元", 1),
        ("万元/人", "元/人", 10_000),
        ("CNY per person", "元/人", 1),
        ("thousand CNY per person", "元/人", 1000),
        ("件/万人", "件/人", Fraction(1, 10_000)),
        ("人/十万人", "人/万人", Fraction(1, 10)),
        ("亿 元", "亿元", 1),
        ("KM", "km", 1),
        ("KWH", "kWh", 1),
    ],
)
def test_exact_conversion(one: str, other: str, times: Fraction) -> None:
    assert factor_ratio(one, other) == times


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("%", "百分点"),
        ("%", "倍"),
        ("人", "人次"),
        ("人", "个"),
        ("元", "美元"),
        ("港元", "澳门元"),
        ("吨标准煤", "吨"),
        ("吨标准煤", "千瓦时"),
        ("千瓦", "千瓦时"),
        ("年", "天"),
        ("位", "个"),
        ("分", "个百分点"),
        ("元/人", "元"),
        ("元/人", "元/户"),
        ("微克/立方米", "立方米/微克"),
    ],
)
def test_no_conversion(one: str, other: str) -> None:
    assert not TABLE.read(one).is_convertible_to(TABLE.read(other))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "兆",
        "兆元",
        "亿",
        "bn",
        "亿亿元",
        "千百元",
        "thousand million CNY",
        "bnx",
        "mW",  # not MW
        "Mg",  # not mg
        "ML",
        "/",
        "元/",
        "/人",
        "元//人",
        "元/人/年",
        "vehicles",
        "元左右",
    ],
)
def test_no_unit(text: str) -> None:
    with pytest.raises(Unreadable):
        TABLE.read(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("亿", "a magnitude of nothing named"),
        ("bn", "a magnitude of nothing named"),
        ("兆元", "兆 means two things"),
        ("vehicles", ""),
        ("", ""),
    ],
)
def test_why_it_is_no_unit(text: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        TABLE.read(text)
    assert explain(refused.value.reason) == why


def test_a_unit_is_kept_as_written() -> None:
    assert TABLE.read("萬人").text == "萬人"
    assert TABLE.read("微克每立方米").text == "微克每立方米"


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("vehicles", "vehicles"),
        ("million vehicles", "vehicles"),
        ("electric cars", "electric cars"),
        ("charge-points", "charge-points"),
        ("governments", "governments"),
        ("场", "场"),
        ("万场次", "场次"),
        ("家企业", "家企业"),
    ],
)
def test_unknown_noun(text: str, noun: str) -> None:
    assert TABLE.find_unknown_noun(text) == noun


@pytest.mark.parametrize(
    "text",
    [
        "",
        "亿",
        "兆",
        "bn",
        "k",
        "mn",
        "mW",
        "hundred",
        "million million people",
        "percent or so",
        "per-cent jobs",
        "元左右",
        "家以上",
        "亿元产值",  # money, not a count
        "km road",
        "年半",
        "番",
        "个半月",
        "微克每升每天",
        "人次同比",
        "家、户",
        "% 6%",
        "e5",
        "x10",
        "x" * 25,
        "三",
        "个一",
    ],
)
def test_no_noun(text: str) -> None:
    assert TABLE.find_unknown_noun(text) is None


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("家企业", "count"),
        ("个项目", "count"),
        ("名学生", "people"),
        ("位专家", "count"),
        ("万名学生", "people"),
        ("homes", "count of home"),
        ("home", "count of home"),
        ("a week", "count/time"),
        ("homes a week", "count of home/time"),
        ("million visits per day", "visits/time"),
        ("人次/天", "visits/time"),
        ("tonnes a day", "mass/time"),
    ],
)
def test_measure_words_nouns_and_rates(text: str, dimension: str) -> None:
    assert TABLE.read(text).dimension == dimension


@pytest.mark.parametrize(
    ("text", "times"), [("k", 10**3), ("m", 10**6), ("mn", 10**6), ("tn", 10**12)]
)
def test_short_magnitudes_before_a_noun(text: str, times: int) -> None:
    assert factor_ratio(f"{text} homes", "homes") == times
    assert factor_ratio(f"{text} GBP", "GBP") == times


def test_a_user_adds_units() -> None:
    table = UnitTable((UserUnit("标准箱"), UserUnit("担", "mass", 5 * 10**10)))
    assert table.read("万标准箱").dimension == "count"
    assert table.read("担").is_convertible_to(table.read("吨"))
    table.add(UserUnit("項目"))
    assert table.read("项目") == table.read("項目")._replace(text="项目")
    assert "担" in {unit.text for unit in table.units()}


def test_an_added_unit_changes_none_that_is_there() -> None:
    table = UnitTable((UserUnit("元", "apples", 7),))
    assert table.read("元") == TABLE.read("元")


@pytest.mark.parametrize(
    ("text", "word", "other", "replaced"),
    [
        ("万標箱", "標箱", "TEU", "万TEU"),
        ("標箱/天", "標箱", "TEU", "TEU/天"),
        ("万人/標箱", "標箱", "TEU", "万人/TEU"),
        ("万人", "標箱", "TEU", "万人"),
        ("Wards ", "wards", "beds", "beds"),
    ],
)
def test_a_word_of_a_unit_is_replaced_by_another(
    text: str, word: str, other: str, replaced: str
) -> None:
    assert TABLE.replace_word(text, word, other) == replaced


@pytest.mark.parametrize(
    ("text", "other", "times"),
    [
        ("Mt", "t", 10**6),
        ("MtCO2e", "tCO2e", 10**6),
        ("kt", "metric tons", 1000),
        ("瓩", "kW", 1),
        ("lakh crore INR", "million rupees", 10**6),
        ("billion US dollars", "USD", 10**9),
        ("per 1,000", "per 100,000", 100),
        ("per thousand", "per 1,000", 1),
        ("张/千人", "张/人", Fraction(1, 1000)),
        ("件/10万人", "件/万人", Fraction(1, 10)),
        ("micrograms per cubic metre", "μg/m3", 1),
    ],
)
def test_units_of_announcements(text: str, other: str, times: int | Fraction) -> None:
    unit, base = UnitTable().read(text), UnitTable().read(other)
    assert unit.dimension == base.dimension
    size = Fraction(unit.numerator, unit.denominator)
    assert size == times * Fraction(base.numerator, base.denominator)


def test_a_base_that_nobody_names_is_not_people() -> None:
    table = UnitTable()
    assert not table.read("per 1,000").is_convertible_to(table.read("per 1,000 people"))


@pytest.mark.parametrize("text", ["tons", "million tons", "dollars", "bn pounds"])
def test_units_of_several_sizes_are_no_nouns(text: str) -> None:
    assert UnitTable().find_unknown_noun(text) is None


@pytest.mark.parametrize("text", ["MT", "mt", "GT", "KT", "MTCO2e", "mtCO2e"])
def test_masses_of_millions_are_read_in_their_own_case_only(text: str) -> None:
    table = UnitTable()
    assert table.find(text) is None
    assert table.read("Mt").numerator == 10**6 * table.read("t").numerator
    assert table.read("MtCO2e") == table.read("Mt")._replace(text="MtCO2e")


@pytest.mark.parametrize("text", ["GBP per head", "GBP per capita", "GBP per person"])
def test_a_head_is_a_person_where_it_shares(text: str) -> None:
    assert UnitTable().read(text).dimension == "money GBP/people"
    assert UnitTable().find_new_noun("head") == "head"


@pytest.mark.parametrize("text", ["1/10万", "/10万", "1/100,000", "per 100,000"])
def test_so_many_of_a_round_number_that_nobody_names(text: str) -> None:
    unit = UnitTable().read(text)
    assert Fraction(unit.numerator, unit.denominator) == Fraction(1, 100_000)


@pytest.mark.parametrize("text", ["1/2", "1/3", "1/10亿元", "/", "/2"])
def test_a_fraction_is_no_unit(text: str) -> None:
    with pytest.raises(Unreadable):
        UnitTable().read(text)
