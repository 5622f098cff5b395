"""Laws of reading values: any text is read or refused, and nothing is lost."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from targetcli.errors import Contradiction, Unreadable
from targetcli.model.bound import Relation, rounding_half_width
from targetcli.model.bound_words import read_wording
from targetcli.model.names import name_key, read_name, read_scope
from targetcli.model.numerals import read_numeral
from targetcli.model.quantity import (
    format_digits,
    negate,
    normalize_text,
    read_digits,
    split_number,
)
from targetcli.model.unit_table import UnitTable
from targetcli.model.wording import RecordRole, Wording

# Pieces of the grammar, so that what is drawn comes near to what is read.
PIECES = (
    *(
        "突破",
        "不低于",
        "不超过",
        "控制在",
        "达到",
        "近",
        "约",
        "前",
        "第",
        "下降",
        "增长",
    ),
    *(
        "净增",
        "新增",
        "累计",
        "以上",
        "以内",
        "左右",
        "余",
        "多",
        "之间",
        "between ",
        " and ",
    ),
    *(
        "百分之",
        "一",
        "两",
        "半",
        "十",
        "百",
        "千",
        "万",
        "亿",
        "兆",
        "点",
        "零",
        "〇",
        "每",
    ),
    *("3600", "5", "0", ".", ",", "，", "-", "−", "+", "–", "至", " ", "e5", "²", "①"),
    *(
        "元",
        "人",
        "人次",
        "%",
        "‰",
        "百分点",
        "倍",
        "位",
        "/",
        "kg",
        "per ",
        "亿元",
        "家",
    ),
    *(
        "over ",
        "at least ",
        "nearly ",
        "bn ",
        "million ",
        "vehicles",
        "翻番",
        "持平",
        "\u200b",
    ),
)
TEXTS = st.text() | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
ROLES = st.sampled_from(RecordRole)
DIGITS = st.decimals(
    min_value=-(10**15), max_value=10**15, places=6, allow_nan=False
) | st.decimals(min_value=-(10**6), max_value=10**6, allow_nan=False, places=0)
TABLE = UnitTable()


def read_or_none(text: str, role: RecordRole, unit: str = "") -> Wording | None:
    try:
        return read_wording(text, role, unit)
    except (Unreadable, Contradiction):
        return None


@given(TEXTS, ROLES, st.sampled_from(["", "%", "亿元", "倍", "位"]))
def test_any_text_is_a_value_or_refused(text: str, role: RecordRole, unit: str) -> None:
    wording = read_or_none(text, role, unit)
    if wording is None:
        return
    assert wording.value.is_finite()
    if wording.value_high is not None:
        assert wording.relation in (Relation.RANGE, Relation.OVER)
        assert wording.value <= wording.value_high


@given(TEXTS)
def test_any_text_is_a_unit_or_refused(text: str) -> None:
    noun = TABLE.find_unknown_noun(text)
    try:
        unit = TABLE.read(text)
    except Unreadable:
        return
    assert noun is None or text.endswith(noun)
    assert unit.numerator > 0
    assert unit.denominator > 0


@given(st.text("零一二三四五六七八九〇两十百千万亿点半", max_size=12))
def test_a_numeral_is_a_number_or_none(text: str) -> None:
    number = read_numeral(text)
    assert number is None or (number.is_finite() and number >= 0)


@given(st.integers(0, 10**12))
def test_written_numerals_are_read(number: int) -> None:
    assert read_numeral(_numeral(number)) == number


def _numeral(number: int) -> str:
    """Write a number in Chinese, as a document would."""
    if number == 0:
        return "零"
    for size, word in (
        (10**8, "亿"),
        (10**4, "万"),
        (1000, "千"),
        (100, "百"),
        (10, "十"),
    ):
        if number >= size:
            head, rest = divmod(number, size)
            zero = "零" if 0 < rest < size // 10 else ""
            return _numeral(head) + word + (zero + _numeral(rest) if rest else "")
    return "零一二三四五六七八九"[number]


@given(DIGITS)
def test_digits_are_read_as_written(digits: Decimal) -> None:
    assume(digits or not digits.is_signed())
    assert read_digits(format_digits(digits)).as_tuple() == digits.as_tuple()


@given(DIGITS, st.sampled_from(["亿元", "%", "家", "微克/立方米", "billion CNY"]))
def test_a_quantity_is_read_as_written(digits: Decimal, unit: str) -> None:
    assume(digits or not digits.is_signed())
    read, rest = split_number(f"{format_digits(digits)}{unit}")
    assert (read.as_tuple(), rest) == (digits.as_tuple(), unit)
    assert TABLE.read(rest).text == unit


@given(st.integers(1, 10**17), ROLES)
def test_grouped_digits_are_the_same(number: int, role: RecordRole) -> None:
    assert read_or_none(f"{number:,}元", role) == read_or_none(f"{number}元", role)


@given(DIGITS, ROLES, st.sampled_from(["亿元", "%", "家", "km", "billion CNY", "倍"]))
def test_a_plain_number_is_read_as_one_among_words(
    digits: Decimal, role: RecordRole, unit: str
) -> None:
    number = format_digits(digits)
    assert read_wording(number, role, unit) == read_wording(f"{number} {unit}", role)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), ROLES, st.data())
def test_a_space_beside_a_chinese_character_says_nothing(
    pieces: list[str], role: RecordRole, data: st.DataObject
) -> None:
    text = normalize_text("".join(pieces))
    places = [at for at in range(1, len(text)) if _idle(text[at - 1 : at + 1])]
    spaced = "".join(
        f" {character}" if at in places and data.draw(st.booleans()) else character
        for at, character in enumerate(text)
    )
    assert read_or_none(spaced, role) == read_or_none(text, role)


def _idle(pair: str) -> bool:
    english = any(character.isascii() and character.isalpha() for character in pair)
    return not english and any("㐀" <= character <= "鿿" for character in pair)


FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789%-+,."}


@given(DIGITS, ROLES)
def test_full_width_is_the_same(digits: Decimal, role: RecordRole) -> None:
    text = f"{format_digits(digits)}%"
    assert read_or_none(text.translate(FULL_WIDTH), role) == read_or_none(text, role)


AMOUNTS = st.tuples(
    st.sampled_from(["", "超过", "不低于", "不超过", "低于", "约", "近"]),
    st.integers(1, 10**6),
    st.sampled_from(["%", "家", "个百分点"]),
    st.sampled_from(["", "左右", "以上", "以内"]),
).map(lambda parts: "".join(map(str, parts)))


@given(AMOUNTS)
def test_a_fall_is_a_rise_of_the_other_sign(amount: str) -> None:
    rise = read_or_none(f"增长{amount}", RecordRole.FIGURE)
    fall = read_or_none(f"下降{amount}", RecordRole.FIGURE)
    if rise is None or fall is None:
        assert rise is fall
        return
    assert fall.value == -rise.value
    assert fall.relation == (rise.relation and rise.relation.opposite)
    assert (fall.unit, fall.basis) == (rise.unit, rise.basis)


@given(DIGITS)
def test_negation_is_its_own_inverse(digits: Decimal) -> None:
    assert negate(negate(digits)) == digits
    assert rounding_half_width(negate(digits)) == rounding_half_width(digits)


@given(st.text())
def test_keys_of_names_are_folded_once_and_for_all(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert name_key(f" {text} ") == name_key(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"])))
def test_a_name_is_kept_or_refused(text: str) -> None:
    try:
        name = read_name("region", text)
    except Unreadable:
        return
    assert read_name("region", name) == name
    assert name_key(name) == name_key(text)


@given(st.text("ab含规;； \u037e（）", max_size=20))
def test_a_scope_is_read_as_written(text: str) -> None:
    scope = read_scope(text)
    assert read_scope(scope) == scope
