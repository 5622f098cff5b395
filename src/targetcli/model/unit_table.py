"""Read units, built-in ones and those of the user: 亿元, 微克/立方米, CNY a person."""

from __future__ import annotations

import re
from functools import cache

from targetcli.errors import Unreadable
from targetcli.model.counted_nouns import (
    MAX_NOUN_LENGTH,
    fold_noun,
    may_be_noun,
    read_counted_noun,
)
from targetcli.model.unit_vocabulary import (
    MAGNITUDES,
    built_in_units,
    fold_word,
    is_time,
    simplify,
)
from targetcli.model.units import COUNT, TIME_DIMENSIONS, Unit, UserUnit, is_noun
from targetcli.problems.reading import ReadingProblem

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
_UNNAMED = "unnamed"
_RATE_WORDS = (" per ", " a ", " an ", " each ", " every ")
# Of 5,000 head of cattle the head is no person; of £5 per head it is.
_PERSONS = {"capita": "person", "head": "person"}


class UnitTable:
    """Units that can be read: the built-in ones and those of the user."""

    def __init__(self, user_units: tuple[UserUnit, ...] = ()) -> None:
        self._units = dict(built_in_units())
        self._nouns: dict[str, Unit] = {}
        self._units_read: dict[str, Unit] = {}
        for unit in user_units:
            self.add(unit)

    def add(self, unit: UserUnit) -> None:
        """Add a user's unit; a word that is known already keeps its meaning."""
        key = fold_word(unit.name)
        added = Unit(unit.name, unit.dimension, unit.factor, 1)
        self._units.setdefault(key, added)
        if is_noun(unit.dimension):
            self._nouns.setdefault(fold_noun(unit.name), added)

    def units(self) -> tuple[Unit, ...]:
        """Return every unit, without magnitudes and quotients."""
        return tuple(self._units.values())

    def find(self, word: str) -> Unit | None:
        """Return the unit of a word, without magnitudes and quotients, or None."""
        unit = self._units.get(fold_word(word))
        if unit is not None:
            return None if _has_other_prefix(word, unit.text) else unit
        noun = self._nouns.get(fold_noun(word)) if word else None
        return noun._replace(text=word) if noun else read_counted_noun(word)

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
        if noun.casefold() != fold_word(word):
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
        if not is_word or len(word) > MAX_NOUN_LENGTH or not may_be_noun(word):
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
        is_counted = below.dimension in TIME_DIMENSIONS and " " in whole
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
        simple = simplify(text)
        if simple.casefold() in self._units:
            return 1, simple
        for word, factor in MAGNITUDES.items():
            rest = simple[len(word) :]
            # An English magnitude is a word of its own: "bn CNY", not "bnx".
            apart = not (word.isascii() and rest[:1].isascii() and rest[:1].isalnum())
            if simple.casefold().startswith(word) and apart:
                return factor, rest.strip()
        return 1, simple


def _is_round(number: int) -> bool:
    """Return True if a number is a hundred, a thousand, ten thousand and so on."""
    return number >= 100 and str(number).strip("0") == "1"  # noqa: PLR2004


def _split_quotient(text: str) -> tuple[str, str, str]:
    """Split a quotient at its slash or word: 微克/立方米, 微克每立方米, kg per m2."""
    for slash in ("/", "每"):
        numerator, separator, denominator = text.partition(slash)
        if separator:
            return numerator, separator, denominator
    spaced = f" {text}"
    for slash in _RATE_WORDS:
        numerator, separator, denominator = spaced.partition(slash)
        is_rate = slash == " per " or is_time(denominator)
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


def _prefixes_of(word: str) -> list[str]:
    return [word[:length] for length in range(1, len(word) + 1)]
