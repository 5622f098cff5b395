"""Write a number as a cell of a spreadsheet shows it, through its number format.

Left out is what no reader takes for part of the number: marks between thousands, and
blanks that only align. A sign shown by brackets or by red is written as a minus.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from targetcli.importing.number_format import (
    FormatSection,
    Token,
    TokenKind,
    choose_section,
    choose_text_section,
    parse_format,
)

# A double has up to 309 digits before the point; a format, 30 and two marks after it.
_CONTEXT = Context(prec=400, rounding=ROUND_HALF_UP)
_NO_MINUS_MARKS = str.maketrans("", "", "-−–—－(（△▲▽▼↓")
_CLOSING = ")）"
_PLUS_MARKS = "↑▲△"
_WORDS_OF_FALLING = ("负", "下降", "减少", "降低", "回落", "minus", "down")
_DASHES = ("-", "−", "–", "—", "－")


class ShownCell(NamedTuple):
    """The text that a cell shows, and what it holds where that is more."""

    text: str
    held: str = ""


def show_number(value: Decimal, code: str) -> ShownCell | None:
    """Return the text a cell shows for a number, or None for a format that is not read.

    >>> show_number(Decimal(992150000), "#,##0.00,,").text
    '992.15'
    >>> show_number(Decimal("0.05351"), "0.0%")
    ShownCell(text='5.4%', held='5.351%')
    """
    sections = parse_format(code)
    section = choose_section(sections, value)
    if (
        section is None
        or section.has(TokenKind.FRACTION)
        or section.has(TokenKind.DATE)
    ):
        return None
    shown = _show_size(abs(value), section)
    if value == 0 and shown.text in _DASHES:
        return ShownCell("0")
    if value > 0:
        return shown._replace(text=shown.text.lstrip(_PLUS_MARKS).strip())
    if value == 0:
        return shown
    has_own_sign = len(sections) > 1 and section is not sections[0]
    signed = _sign_text(shown.text, section, has_own_sign=has_own_sign)
    if signed is None:
        return None
    return ShownCell(signed, f"-{shown.held}" if shown.held else "")


def show_text(text: str, code: str) -> str:
    """Return the text a cell shows for a text: ``约@`` puts a word before it."""
    section = choose_text_section(parse_format(code)) if "@" in code else None
    if section is None or section.has(TokenKind.DIGIT) or section.has(TokenKind.DATE):
        return text
    return "".join(
        text if token.mark is TokenKind.TEXT else token.text for token in section.tokens
    ).strip()


def _sign_text(text: str, section: FormatSection, *, has_own_sign: bool) -> str | None:
    """Return the text of a negative number with its sign, or none where it shows none.

    The first section puts a minus before the number; another has a sign of its own.
    """
    first_digit = next((n for n, c in enumerate(text) if c.isdigit()), None)
    if first_digit is None or any(word in text for word in _WORDS_OF_FALLING):
        return text
    before, number = text[:first_digit].strip(), text[first_digit:]
    unmarked = before.translate(_NO_MINUS_MARKS).strip()
    if set(number) <= set("0.%"):  # less than half of its last digit
        return unmarked + number
    is_signed = len(unmarked) < len(before) or section.is_coloured or section.condition
    if has_own_sign and not is_signed:
        return None
    return f"-{unmarked}{number.rstrip(_CLOSING)}"


def _show_size(size: Decimal, section: FormatSection) -> ShownCell:
    """Return the text that a section shows for a number without its sign."""
    if section.has(TokenKind.GENERAL):
        return ShownCell(_join(section.tokens, {TokenKind.GENERAL: _plain(size)}))
    if section.has(TokenKind.TEXT):
        return ShownCell(_join(section.tokens, {TokenKind.TEXT: _plain(size)}))
    if section.has(TokenKind.EXPONENT):
        return _show_exponent(size, section)
    if not section.has(TokenKind.DIGIT):
        text = _join(section.tokens, {})
        return ShownCell(text, "" if text and not size else _plain(size))
    percents = sum(token.mark is TokenKind.PERCENT for token in section.tokens)
    thousands = sum(token.mark is TokenKind.SCALE for token in section.tokens)
    scaled = size.scaleb(2 * percents - 3 * thousands, _CONTEXT)
    whole_tokens, decimal_tokens = _split_at_point(section.tokens)
    decimals = sum(token.mark is TokenKind.DIGIT for token in decimal_tokens)
    rounded = scaled.quantize(Decimal(1).scaleb(-decimals), context=_CONTEXT)
    whole, _, fraction = format(rounded, "f").partition(".")
    text = _place_whole(whole, whole_tokens, has_point=bool(decimals))
    text += _place_decimals(fraction, decimal_tokens)
    has_own_point = Token(TokenKind.LITERAL, ".") in whole_tokens
    held = f"{_plain(scaled.normalize())}{'%' * percents}"
    held = _plain(size) if has_own_point else held
    return ShownCell(text.strip(), held if rounded != scaled or not text else "")


def _show_exponent(size: Decimal, section: FormatSection) -> ShownCell:
    """Return a number rounded to the digits that its exponent leaves, written out."""
    whole_tokens, decimal_tokens = _split_at_point(section.tokens)
    decimals = sum(token.mark is TokenKind.DIGIT for token in decimal_tokens)
    step = max(sum(token.mark is TokenKind.DIGIT for token in whole_tokens), 1)
    exponent = size.adjusted() // step * step if size else 0
    last_place = Decimal(1).scaleb(exponent - decimals)
    rounded = size.quantize(last_place, context=_CONTEXT)
    return ShownCell(_plain(rounded), _plain(size) if rounded != size else "")


def _split_at_point(
    tokens: tuple[Token, ...],
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the tokens before the point and after it; exponents end the number."""
    end = next((n for n, t in enumerate(tokens) if t.mark is TokenKind.EXPONENT), None)
    tokens = tokens[:end]
    point = next(
        (n for n, t in enumerate(tokens) if t.mark is TokenKind.POINT), len(tokens)
    )
    return tokens[:point], tokens[point + 1 :]


def _place_whole(digits: str, tokens: tuple[Token, ...], *, has_point: bool) -> str:
    """Return the digits before the point, each in its place among other characters."""
    places = [n for n, token in enumerate(tokens) if token.mark is TokenKind.DIGIT]
    is_padded = any(tokens[n].text == "0" for n in places) or has_point
    left = digits if digits != "0" or is_padded else ""
    pieces: list[str] = []
    for place in reversed(range(len(tokens))):
        token = tokens[place]
        if token.mark is not TokenKind.DIGIT:
            pieces.append(_literal(token))
        elif place == places[0]:
            pieces.append(left or token.text.strip("#?"))
            left = ""
        elif left:
            pieces.append(left[-1])
            left = left[:-1]
        elif token.text == "0":
            pieces.append("0")
    if left:  # a point stands before all digits
        pieces.append(left)
    return "".join(reversed(pieces))


def _place_decimals(digits: str, tokens: tuple[Token, ...]) -> str:
    """Return the point and the digits after it; ``#`` and ``?`` show no last zeros."""
    places = [token.text for token in tokens if token.mark is TokenKind.DIGIT]
    while digits and digits[-1] == "0" and places[len(digits) - 1] != "0":
        digits = digits[:-1]
    rest = iter(digits)
    text = "".join(
        next(rest, "") if token.mark is TokenKind.DIGIT else _literal(token)
        for token in tokens
    )
    return f".{text}" if digits else text


def _join(tokens: Iterable[Token], values: dict[TokenKind, str]) -> str:
    pieces = (values.get(token.mark, _literal(token)) for token in tokens)
    return "".join(pieces).strip()


def _literal(token: Token) -> str:
    return token.text if token.mark in (TokenKind.LITERAL, TokenKind.PERCENT) else ""


def _plain(value: Decimal) -> str:
    return format(value, "f")
