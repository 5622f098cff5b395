"""Values as announcements print them, and what else their words say."""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter

import pytest

from targetcli.errors import Unreadable
from targetcli.model.announced_forms import rewrite
from targetcli.model.bound_words import read_wording
from targetcli.model.records import Commitment
from targetcli.model.wording import RecordRole
from targetcli.problems.reading import ReadingProblem


@pytest.mark.parametrize(
    ("words", "base"),
    [
        ("68% below 1990 levels", "1990"),
        ("cut by 20% compared with 2015", "2015"),
        ("reduction of 40% on the 2005 baseline", "2005"),
        ("比2020年下降18%", "2020"),
        ("较2015年累计下降18%", "2015"),
        ("比上年增长5%", ""),
    ],
)
def test_the_year_of_a_comparison_is_the_base(words: str, base: str) -> None:
    assert read_wording(words, RecordRole.TARGET).base == base


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("全市第2位", "全市"),
        ("位居全国前10", "全国"),
        ("进入全省十强", "全省"),
        ("名义增长5%", "现价"),
        ("实际增长5%", "不变价"),
        ("扣除价格因素，同比实际增长5%", "不变价"),
        ("按不变价格计算，增长5%", "不变价"),
        ("按现价计算，增长5%", "现价"),
        ("real growth of 5%", "constant prices"),
        ("5% real growth", "constant prices"),
        ("increase by 5% in real terms", "constant prices"),
        ("increase by 5% in cash terms", "current prices"),
        ("增长5%", ""),
        ("第2位", ""),
    ],
)
def test_the_field_of_a_place_is_a_scope(words: str, scope: str) -> None:
    assert read_wording(words, RecordRole.TARGET).scope == scope


@pytest.mark.parametrize(
    ("words", "commitment"),
    [
        ("力争突破3600亿元", Commitment.AIM),
        ("确保5%以上", Commitment.BINDING),
        ("5%以上", None),
    ],
)
def test_the_commitment_is_in_the_words(
    words: str, commitment: Commitment | None
) -> None:
    assert read_wording(words, RecordRole.TARGET).commitment is commitment


@pytest.mark.parametrize(
    ("words", "currency", "rewritten"),
    [
        ("$20m", "CAD", "20 m CAD"),
        ("100 billion dollars", "USD", "100 billion USD"),
        ("5 pounds", "GBP", "5 GBP"),
        ("¥5亿", "CNY", "5亿 CNY"),
        ("US$5", "CAD", "5 USD"),
        ("5 US dollars", "CAD", "5 US dollars"),
        ("5 pounds sterling", "", "5 pounds sterling"),
    ],
)
def test_a_shared_sign_is_the_currency_of_the_region(
    words: str, currency: str, rewritten: str
) -> None:
    assert rewrite(words, currency).words == rewritten


@pytest.mark.parametrize("currency", ["", "EUR"])
def test_a_dollar_of_nobody_is_refused(currency: str) -> None:
    with pytest.raises(Unreadable) as refused:
        rewrite("$20m", currency)
    assert refused.value.reason.problem is ReadingProblem.WHOSE_CURRENCY


@pytest.mark.parametrize(
    ("words", "rewritten"),
    [
        ("one hundred and twenty-five wards", "125 wards"),
        ("a hundred wards", "100 wards"),
        ("a quarter of a million homes", "0.25 million homes"),
        ("three quarters of all homes", "75%"),
        ("one in five", "20%"),
        ("halve", "halve"),
        ("third place", "third place"),
        ("cut by half", "cut by 50%"),
        ("two-bedroom homes", "two-bedroom homes"),
        ("千分之五", "千分之五"),
        ("下降三分之一", "下降33.333333333333%"),
        ("超过半数", "超过50%"),
    ],
)
def test_spelled_numbers(words: str, rewritten: str) -> None:
    assert rewrite(words, "").words == rewritten


@pytest.mark.parametrize(
    "piece", ["1 million ", "a half ", "比上年", "from 1 ", "$1 ", "第"]
)
def test_long_words_are_read_in_no_time(piece: str) -> None:
    begun = perf_counter()
    with suppress(Unreadable):
        read_wording(piece * (200 // len(piece)), RecordRole.FIGURE)
    assert perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("5€", "EUR"),
        ("1.5bn £", "bn GBP"),
        ("£5-10bn", "bn GBP"),
        ("£5–10 billion", "billion GBP"),
        ("人民币5亿元", "亿元"),
    ],
)
def test_a_currency_is_read_on_either_side(words: str, unit: str) -> None:
    assert read_wording(words, RecordRole.FIGURE).unit == unit


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("5$", "5 USD", "5 AUD"),
        ("at least $5bn", "5 bn USD", "5 bn AUD"),
        ("¥5亿", "5亿 CNY", "5亿 JPY"),
        ("over 1.5 billion pounds", "1.5 billion GBP", "1.5 billion EGP"),
        ("Rs 5 crore", "5 crore INR", "5 crore PKR"),
    ],
)
def test_the_currencies_a_sign_may_mean_are_shown_with_the_amount(
    words: str, first: str, second: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read_wording(words, RecordRole.FIGURE)
    facts = refused.value.reason.facts
    assert (facts["first"], facts["second"]) == (first, second)
    assert read_wording(first, RecordRole.FIGURE).unit.endswith(str(facts["code"]))


@pytest.mark.parametrize(
    ("words", "movement", "span"),
    [
        ("from 12% to 9%", "reduce to 9%", "between 9% and 12%"),
        (
            "from 5,000 to 12,000 homes",
            "increase to 12,000 homes",
            "between 5,000 and 12,000 homes",
        ),
    ],
)
def test_from_to_is_shown_as_a_range_and_as_a_movement(
    words: str, movement: str, span: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read_wording(words, RecordRole.TARGET)
    facts = refused.value.reason.facts
    assert (facts["movement"], facts["range"]) == (movement, span)
    read_wording(movement, RecordRole.TARGET)
    read_wording(span, RecordRole.TARGET)
