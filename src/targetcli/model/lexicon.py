"""Look up what common indicators mean, by their names in Chinese and English.

An entry is found by its whole name alone, since sides come from nothing less. Of any
other name the head-word gives the kind: 贷款余额 is a stock, 纳税率 a ratio.
docs/lexicon.md has the form and the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from targetcli.errors import Unreadable
from targetcli.model.names import name_key
from targetcli.model.records import Better, MetricKind
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import Unit

Simplify = Callable[[str], str]


class Entry(NamedTuple):
    """Indicator with its names and meaning; what is None was left unsaid on purpose.

    `dimension` is that of its usual unit, of money without the currency. `is_price`
    says that a rise is the way of counting it, and neither good nor bad. `source` tells
    where the meaning is from, and `lexicon` is the version of the lexicon.
    """

    name: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    kind: MetricKind | None = None
    better: Better | None = None
    non_negative: bool | None = None
    dimension: str = ""
    is_price: bool = False
    source: str = ""
    lexicon: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the indicator, without an empty one."""
        return tuple(name for name in (self.name, self.name_en, *self.aliases) if name)

    def is_measured_in(self, unit: Unit) -> bool:
        """Return True where a unit is of the usual dimension, in any currency."""
        return re.sub(r"money [A-Z]{3}", "money", unit.dimension) == self.dimension


class LexiconContent(NamedTuple):
    """Content of a lexicon as loaded; the keys of its tables are folded names.

    `last_words` give the kind of a name that ends with them, `inner_words` of one that
    holds them; "" takes it away, since 功率 is no ratio. `spellings` are folded alike
    wherever they stand in a name.
    """

    version: str
    entries: Sequence[Entry]
    positions: Mapping[str, int]
    last_words: Mapping[str, str]
    inner_words: Mapping[str, str]
    spellings: Mapping[str, str]


class Lexicon:
    """Lexicons searched in their order: a user's own before the packaged one."""

    def __init__(self, contents: Sequence[LexiconContent], simplify: Simplify) -> None:
        self._contents = tuple(contents)
        self._simplify = simplify

    @property
    def version(self) -> str:
        """Version of the packaged lexicon, the last."""
        return self._contents[-1].version

    def find(self, name: str) -> Entry | None:
        """Return the indicator of a name, or None.

        In brackets may follow another name of the indicator or its unit:
        地区生产总值（GDP）, 城镇化率（%）.
        """
        for spelling in self._list_spellings(name):
            for content in self._contents:
                entry = _find_with_brackets(content, spelling)
                if entry is not None:
                    return entry
        return None

    def kind_of_head_word(self, name: str) -> MetricKind | None:
        """Return the kind that the head-word of a name gives, or None."""
        for spelling in self._list_spellings(name):
            for content in self._contents:
                kind = _find_kind(content, spelling)
                if kind is not None:
                    return MetricKind(kind) if kind else None
        return None

    def _list_spellings(self, name: str) -> Iterator[str]:
        yield name
        if not name.isascii():
            yield self._simplify(name)


def fold_indicator_name(text: str, spellings: Mapping[str, str]) -> str:
    """Return the key of an indicator's name, the same for all its spellings.

    Blanks beside Chinese characters, quotation marks, hyphens and "the number of" at
    the beginning do not count.
    """
    key = _QUOTATION_MARKS.sub("", name_key(text))
    key = " ".join(_DASHES.sub(" ", key).split())
    key = _BLANKS_IN_CHINESE.sub("", key)
    key = _OPENING_WORDS.sub("", key)
    for spelling, usual in spellings.items():
        key = key.replace(spelling, usual)
    return key


_CHINESE = r"[\u3400-\u9fff]"
_QUOTATION_MARKS = re.compile(r"[\"'“”‘’「」『』《》]")
_DASHES = re.compile(r"[-‐-―_]")
_BLANKS_IN_CHINESE = re.compile(rf"(?<={_CHINESE}) | (?={_CHINESE})")
_OPENING_WORDS = re.compile(r"^(?:the )?(?:(?:total )?number of )?(?:the )?")
_RATE_OF = re.compile(r"rates? of (?:the )?(?P<thing>.+)")
_LONGEST_ABBREVIATION = 4
_BRACKETED = re.compile(r"(?P<name>[^()]+?) ?\((?P<addition>[^()]+)\)")
_QUOTIENT = re.compile(
    r"\([^()]*%[^()]*\)$|^%|%$|% of "
    r"|\bas (?:a )?(?:share|percentage|proportion) of\b"
    r"|\bper (?!(?:year|annum|quarter|month|week|day|hour|night)\b)"
    r"|\bto gdp$|\bto .+ ratio$"
)
_BEGINNING_OF_ADDITIONS = "new "
_END_OF_ENGLISH_HEAD = re.compile(
    r"[,(:;]| (?:of|in|for|at|by|from|to|on|among|with|within|under|over|per|as|that"
    r"|who|using|held|aged|below|above|against|through|due|related|after|before)\b"
)
# The "of" of an out-of-school rate, or the "at" of at-risk-of-poverty, ends no head.
_HYPHENATED_PHRASE = re.compile(
    r"\b[a-z]+(?:-[a-z]+)*-(?:of|in|for|at|by|from|to|on|with)-[a-z]+(?:-[a-z]+)*",
    re.IGNORECASE,
)
_PHRASE = "such"
_LONGEST_LAST_WORD = 8


def _find_with_brackets(content: LexiconContent, name: str) -> Entry | None:
    entry = _find_entry(content, name)
    bracketed = _BRACKETED.fullmatch(name_key(name))
    if entry is not None or bracketed is None:
        return entry
    entry, addition = _find_entry(content, bracketed["name"]), bracketed["addition"]
    if entry is None:
        return None
    is_same = _find_entry(content, addition) == entry or _is_unit_of(entry, addition)
    return entry if is_same else None


def _find_entry(content: LexiconContent, name: str) -> Entry | None:
    key = fold_indicator_name(name, content.spellings)
    positions = map(content.positions.get, (key, *_list_english_variants(key)))
    position = next((number for number in positions if number is not None), None)
    if position is None:
        return None
    return content.entries[position]._replace(lexicon=content.version)


def _list_english_variants(key: str) -> Iterator[str]:
    """List an English key with its last word in the other number, and "rate of" last.

    unemployment rates and rate of unemployment are the unemployment rate.
    """
    if not key.isascii() or len(key) <= _LONGEST_ABBREVIATION:
        return
    found = _RATE_OF.fullmatch(key)
    if found:
        yield f"{found['thing']} rate"
    yield _change_number(key)
    head = _END_OF_ENGLISH_HEAD.split(key, maxsplit=1)[0]
    yield _change_number(head) + key.removeprefix(head)


def _change_number(words: str) -> str:
    """Return English words with the last in the plural, or the singular if it was."""
    for plural, singular in (("ies", "y"), ("ss", "ss"), ("s", "")):
        if words.endswith(plural):
            return words.removesuffix(plural) + singular
    return words[:-1] + "ies" if re.search("[^aeiou]y$", words) else words + "s"


def _is_unit_of(entry: Entry, text: str) -> bool:
    try:
        return entry.is_measured_in(UnitTable().read(text))
    except Unreadable:
        return False


def _find_kind(content: LexiconContent, name: str) -> str | None:
    """Return the kind by the words of a name; "" and None are unsaid.

    An amount for each of something is a ratio, whatever it is an amount of; new
    capacity may be what was added.
    """
    key = fold_indicator_name(name, content.spellings)
    kinds = [kind for word, kind in content.inner_words.items() if word in key]
    head_key = fold_indicator_name(
        _HYPHENATED_PHRASE.sub(_PHRASE, name), content.spellings
    )
    last_words = (content.last_words.get(word) for word in _list_last_words(head_key))
    head_kind = next((kind for kind in last_words if kind is not None), None)
    if MetricKind.RATIO in (head_kind, *kinds) or _QUOTIENT.search(key):
        return MetricKind.RATIO
    if head_kind == MetricKind.STOCK and key.startswith(_BEGINNING_OF_ADDITIONS):
        head_kind = None
    return min(kinds, default=head_kind)


def _list_last_words(key: str) -> list[str]:
    """List the endings of a name, the longest first; English ends before "of"."""
    if re.search(_CHINESE, key):
        name = re.sub(r"\([^()]*\)$", "", key)
        return [name[-length:] for length in range(_LONGEST_LAST_WORD, 0, -1)]
    words = _END_OF_ENGLISH_HEAD.split(key, maxsplit=1)[0].split()
    return [" ".join(words[-length:]) for length in (3, 2, 1)]
