"""Parse the number formats of a spreadsheet: ``#,##0.00,,;[Red]-0.0%;"–"``.

A format has up to four sections, for numbers above, below and at zero, and for text;
conditions such as ``[>=10000]`` choose otherwise. `shown_numbers` writes a number
through a section.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum, auto
from functools import cache, lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

_LONGEST_FORMAT = 1024  # Excel takes 255


class TokenKind(Enum):
    """A kind of token in a section."""

    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    SCALE = auto()
    """A comma after the last digit, which divides by a thousand."""
    PERCENT = auto()
    EXPONENT = auto()
    GENERAL = auto()
    TEXT = auto()
    DATE = auto()
    FRACTION = auto()


class Token(NamedTuple):
    """A piece of a section: its kind, and the characters it is written in."""

    mark: TokenKind
    text: str


class FormatSection(NamedTuple):
    """A section of a format: when it holds, whether it is coloured, its tokens."""

    condition: Callable[[Decimal], bool] | None
    is_coloured: bool
    tokens: tuple[Token, ...]

    def has(self, mark: TokenKind) -> bool:
        """Return True if a token of a kind stands in it."""
        return any(token.mark is mark for token in self.tokens)

    @property
    def date_letters(self) -> str:
        """Return its date tokens in lower case, a blank after each; minutes as n."""
        letters = [t.text.lower() for t in self.tokens if t.mark is TokenKind.DATE]
        for place, letter in enumerate(letters):
            before = letters[place - 1] if place else ""
            after = letters[place + 1] if place + 1 < len(letters) else ""
            if set(letter) == {"m"} and ("h" in before or "s" in after):
                letters[place] = "n" * len(letter)
        return " ".join(letters)


GENERAL = FormatSection(
    None, is_coloured=False, tokens=(Token(TokenKind.GENERAL, "General"),)
)

# The formats that a workbook names by number and does not write out; 27 to 36 and 50
# to 58 are days as East Asian versions show them.
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    5: "$#,##0_);($#,##0)",
    6: "$#,##0_);[Red]($#,##0)",
    7: "$#,##0.00_);($#,##0.00)",
    8: "$#,##0.00_);[Red]($#,##0.00)",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月"),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日"),
    30: "m-d-yy",
    31: "yyyy年m月d日",
    32: "h时mm分",
    33: "h时mm分ss秒",
    **dict.fromkeys((34, 55), "上午/下午h时mm分"),
    **dict.fromkeys((35, 56), "上午/下午h时mm分ss秒"),
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}

_COMPARISONS = {">=": ge, "<=": le, "<>": ne, ">": gt, "<": lt, "=": eq}


def built_in_format(number: int) -> str:
    """Return the format that a workbook names by a number."""
    return _BUILT_IN.get(number, "General")


@lru_cache(1024)
def parse_format(code: str) -> tuple[FormatSection, ...]:
    """Return the sections of a format, or none where it is not understood."""
    if len(code) > _LONGEST_FORMAT:
        return ()
    sections = tuple(_parse_section(text) for text in _split_sections(code))
    return tuple(s for s in sections if s) if all(sections) else ()


def choose_section(
    sections: tuple[FormatSection, ...], value: Decimal
) -> FormatSection | None:
    """Return the section that shows a number, or none where no section does."""
    numeric = tuple(s for s in sections[:3] if not s.has(TokenKind.TEXT))
    if not numeric:
        return GENERAL if sections else None
    for place, section in enumerate(numeric):
        if place + 1 == len(numeric) and section.condition is None:
            return section
        holds = section.condition or _signed_condition(place, len(numeric))
        if holds(value):
            return section
    return None


def choose_text_section(sections: tuple[FormatSection, ...]) -> FormatSection | None:
    """Return the section that shows text, or none where it is shown as it is."""
    return next((section for section in sections if section.has(TokenKind.TEXT)), None)


def _signed_condition(place: int, count: int) -> Callable[[Decimal], bool]:
    """Return the condition of a section that states none, by its place."""
    if place == 1:
        return lambda value: value < 0
    return (lambda value: value >= 0) if count == 2 else (lambda value: value > 0)  # noqa: PLR2004 - two sections


def _split_sections(code: str) -> Iterator[str]:
    start = 0
    for match in _pattern().finditer(code):
        if match.lastgroup == "end":
            yield code[start : match.start()]
            start = match.end()
    yield code[start:]


def _parse_section(text: str) -> FormatSection | None:
    """Return a section, or none for numbers and days in one."""
    condition: Callable[[Decimal], bool] | None = None
    is_coloured = False
    tokens: list[Token] = []
    for match in _pattern().finditer(text):
        group, written = match.lastgroup or "", match.group()
        if group == "bracket":
            condition = _read_condition(written) or condition
            is_coloured = is_coloured or _is_color(written)
        tokens += _read_token(group, written)
    tokens = [*_mark_commas(tokens)]
    section = FormatSection(condition, is_coloured, tuple(tokens))
    if section.has(TokenKind.DATE) and section.has(TokenKind.DIGIT):
        is_time = not set(section.date_letters) & set("yd")
        return section if is_time else None
    return section


def _read_token(group: str, written: str) -> Iterator[Token]:
    match group:
        case "quoted":
            yield Token(TokenKind.LITERAL, written.strip('"'))
        case "escaped":
            yield Token(TokenKind.LITERAL, written[1])
        case "bracket":
            yield from _read_bracket(written)
        case "pad" | "end":
            return
        case _:
            yield Token(TokenKind[group.upper()], written)


def _read_bracket(written: str) -> Iterator[Token]:
    """Yield the currency that a bracket names, or the hours that it counts."""
    content = written[1:-1]
    if content.startswith("$") and content[1:].partition("-")[0]:
        yield Token(TokenKind.LITERAL, content[1:].partition("-")[0])
    elif set(content.lower()) in ({"h"}, {"m"}, {"s"}):
        yield Token(TokenKind.DATE, content.replace("m", "n"))


def _read_condition(written: str) -> Callable[[Decimal], bool] | None:
    match = _condition_pattern().fullmatch(written)
    if not match:
        return None
    compare, limit = _COMPARISONS[match[1]], Decimal(match[2])
    return lambda value: compare(value, limit)


def _is_color(written: str) -> bool:
    content = written[1:-1].casefold()
    return content.startswith(("color", "颜色")) or content in _COLORS


_COLORS = (
    *("black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"),
    *("黑色", "蓝色", "青色", "绿色", "洋红", "红色", "白色", "黄色"),
)


def _mark_commas(tokens: list[Token]) -> Iterator[Token]:
    """Yield the tokens, commas after the last whole digit as scales, others gone."""
    point = next(
        (n for n, t in enumerate(tokens) if t.mark is TokenKind.POINT), len(tokens)
    )
    digits = [n for n, t in enumerate(tokens) if t.mark is TokenKind.DIGIT]
    whole_end = max((n for n in digits if n < point), default=-1)
    last = digits[-1] if digits else -1
    for place, token in enumerate(tokens):
        if (
            token.mark is not TokenKind.SCALE
            or whole_end < place < point
            or place > last
        ):
            yield token


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r'(?P<quoted>"[^"]*"?)'
        r"|(?P<escaped>[\\!].)"
        r"|(?P<pad>[_*].)"
        r"|(?P<bracket>\[[^\]]*\])"
        r"|(?P<general>general|g/通用格式)"
        r"|(?P<exponent>e[+-]0+)"
        r"|(?P<date>am/pm|a/p|上午/下午|y+|m+|d+|h+|s+|e+|b+|g+|aaaa?)"
        r"|(?P<digit>[0#?])"
        r"|(?P<point>\.)"
        r"|(?P<scale>,)"
        r"|(?P<percent>%)"
        r"|(?P<text>@)"
        r"|(?P<fraction>(?<=[0#?])/(?=[0-9#?]))"
        r"|(?P<end>;)"
        r"|(?P<literal>.)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _condition_pattern() -> re.Pattern[str]:
    return re.compile(r"\[(>=|<=|<>|>|<|=)(-?[0-9]{1,20}(?:\.[0-9]{1,20})?)\]")
