"""Chinese numerals: 三千六百 → 3600."""

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

CHARACTERS = frozenset({*_DIGITS, *_PLACES, *_MYRIADS, "点", "點", "半"})
MYRIADS = frozenset(_MYRIADS)


def read_numeral(text: str) -> Decimal | None:
    """Return the number a Chinese numeral says, or None where it says none.

    >>> read_numeral("三千六百"), read_numeral("一百二十三点五"), read_numeral("半")
    (Decimal('3600'), Decimal('123.5'), Decimal('0.5'))
    """
    if text == "半":
        return Decimal("0.5")
    whole_text, _, decimals_text = text.replace("點", "点").partition("点")
    whole = _whole(whole_text)
    if whole is None or text.endswith(("点", "點")):
        return None
    if not decimals_text:
        return Decimal(whole)
    if not all(character in _DIGITS for character in decimals_text):
        return None
    decimals = "".join(str(_DIGITS[character]) for character in decimals_text)
    return Decimal(f"{whole}.{decimals}")


def _whole(text: str) -> int | None:
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    for myriad in ("亿", "億", "万", "萬"):
        head, found, tail = text.partition(myriad)
        if found:
            return _joined(_whole(head), _MYRIADS[myriad], tail)
    return _section(text)


def _joined(head: int | None, myriad: int, tail: str) -> int | None:
    below = 0 if not tail else _whole(tail.removeprefix("零"))
    if head is None or below is None or below >= myriad:
        return None
    return head * myriad + below


def _section(text: str) -> int | None:
    """Read a numeral below ten thousand: places fall, each has its digit."""
    total, digit, last_place = 0, None, 10_000
    for position, character in enumerate(text):
        if character in _PLACES:
            place = _PLACES[character]
            if digit is None and not (place == 10 and position == 0):  # noqa: PLR2004
                return None
            if place >= last_place:
                return None
            total += (1 if digit is None else digit) * place
            digit, last_place = None, place
        elif character in _DIGITS and digit in (None, 0):
            digit = _DIGITS[character]
        else:
            return None
    return _ended(text, total, digit, last_place)


def _ended(text: str, total: int, digit: int | None, last_place: int) -> int | None:
    # 三千六 is said for 3600 and written for nothing: it is refused, not guessed.
    spoken_short = digit and last_place in (100, 1000) and "零" not in text[-2:]
    if not text or spoken_short or (digit == 0 and len(text) > 1):
        return None
    return total + (digit or 0)
