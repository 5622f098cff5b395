"""Read Chinese numerals: 三千六百 → 3600."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    "〇": 0,
    "两": 2,
    "兩": 2,
}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

NUMERAL_CHARACTERS = frozenset({*_DIGITS, *_PLACES, *_MYRIADS, "点", "點", "半"})
_MIN_PLAIN_DIGITS, _MAX_LENGTH = 4, 60
_TO_SIMPLIFIED = str.maketrans(
    {**dict(zip("〇兩萬億點", "零两万亿点", strict=True)), "廿": "二十", "卅": "三十"}
)


def read_numeral(text: str) -> Decimal | None:
    """Return the number of a Chinese numeral, or None for any other text.

    >>> read_numeral("三千六百"), read_numeral("一百二十三点五"), read_numeral("半")
    (Decimal('3600'), Decimal('123.5'), Decimal('0.5'))
    """
    if text == "半":
        return Decimal("0.5")
    if len(text) > 1 and text[-1] in "两兩":  # 三十两 weighs thirty taels
        return None
    whole_text, point, decimals_text = text.translate(_TO_SIMPLIFIED).partition("点")
    whole = None if len(text) > _MAX_LENGTH else _read_whole(whole_text)
    if whole is None:
        return None
    if not point:
        return Decimal(whole)
    decimals = _read_digit_by_digit(decimals_text)
    return Decimal(f"{whole}.{decimals}") if decimals else None


def has_myriad_at_least(text: str, myriad: str) -> bool:
    """Return True where the text holds this myriad or a larger one."""
    return any(_MYRIADS.get(character, 0) >= _MYRIADS[myriad] for character in text)


def is_myriad(character: str) -> bool:
    """Return True for 万 and 亿, which may belong to the unit: 三千亿元."""
    return character in _MYRIADS


def _read_digit_by_digit(text: str) -> str:
    """Turn 二零二五 into 2025; return nothing where a character is no digit."""
    digits = [_DIGITS.get(character) for character in text]
    is_digits = "两" not in text and None not in digits
    return "".join(map(str, digits)) if is_digits else ""


def _read_whole(text: str) -> int | None:
    # 三五 may be 35 or "three to five"; 二零 and 二零二五 are only ever digits.
    plainly_digits = len(text) >= _MIN_PLAIN_DIGITS or (len(text) > 1 and "零" in text)
    if plainly_digits and (digits := _read_digit_by_digit(text)):
        return int(digits)
    for myriad in "亿万":
        head, separator, tail = text.partition(myriad)
        if separator:
            return _combine_at_myriad(_read_whole(head), _MYRIADS[myriad], tail)
    return _read_section(text)


def _combine_at_myriad(head: int | None, myriad: int, tail: str) -> int | None:
    below = _read_whole(tail.removeprefix("零")) if tail else 0
    # 一万二 means 12000 in speech and is not written: it is refused, not guessed.
    spoken_short = len(tail) == 1
    if head is None or below is None or below >= myriad or spoken_short:
        return None
    return head * myriad + below


def _read_section(text: str) -> int | None:
    """Read a numeral below ten thousand, its places falling, each with its digit."""
    total, digit, last_place = 0, None, 10_000
    for position, character in enumerate(text):
        if character in _PLACES:
            place = _PLACES[character]
            # 十五 and 一千零十二 leave out the 一 of their 十.
            bare_ten = place == 10 and (digit == 0 or position == 0)  # noqa: PLR2004
            if place >= last_place or not (digit or bare_ten):
                return None
            total += (digit or 1) * place
            digit, last_place = None, place
        elif character in _DIGITS and digit in (None, 0):
            digit = _DIGITS[character]
        else:
            return None
    return _finish_section(text, total, digit, last_place)


def _finish_section(
    text: str, total: int, digit: int | None, last_place: int
) -> int | None:
    # 三千六 means 3600 in speech, as above.
    spoken_short = digit and last_place in (100, 1000) and text[-2] != "零"
    if not text or spoken_short or (digit == 0 and len(text) > 1):
        return None
    return total + (digit or 0)
