"""The lexicon held against headings of published lists that it was not made from.

The kind and the better side in tests/published_indicators were judged by hand before a
name was looked up. A kind is empty where the unit decides it, a side where people
dispute it; a side that the lexicon says there is a wrong one.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

import pytest

from support.paths import CHECKOUT
from targetcli.model.lexicon import Lexicon
from targetcli.session.lexicon_files import load_packaged_content
from targetcli.session.simplification import simplify_characters

FOLDER = CHECKOUT / "tests" / "published_indicators"
PAGE = CHECKOUT / "docs" / "lexicon.md"
LEXICON = Lexicon([load_packaged_content()], simplify_characters)
MOST_WRONG_KINDS = 0.01


class Answer(NamedTuple):
    """Meaning judged of a published name, and what the lexicon makes of it."""

    source: str
    name: str
    judged_kind: str
    judged_better: str
    kind: str
    better: str
    has_entry: bool

    @property
    def has_wrong_kind(self) -> bool:
        return bool(self.judged_kind and self.kind not in ("", self.judged_kind))


@cache
def read_answers(list_name: str) -> tuple[Answer, ...]:
    with (FOLDER / f"{list_name}.csv").open(encoding="utf-8") as file:
        return tuple(map(answer_row, csv.DictReader(file)))


def answer_row(row: dict[str, str]) -> Answer:
    name = row["name"]
    entry = LEXICON.find(name)
    kind = (entry and entry.kind) or LEXICON.kind_of_head_word(name) or ""
    better = (entry and entry.better) or ""
    judged = (row["source"], name, row["kind"], row["better"])
    return Answer(*judged, kind, better, entry is not None)


@pytest.mark.parametrize("list_name", ["first", "second", "third"])
def test_no_published_name_is_given_a_wrong_side(list_name: str) -> None:
    answers = read_answers(list_name)
    assert not [a for a in answers if a.better not in ("", a.judged_better)]
    assert any(a.better for a in answers)


@pytest.mark.parametrize("list_name", ["first", "second", "third"])
def test_hardly_a_published_name_is_given_a_wrong_kind(list_name: str) -> None:
    answers = read_answers(list_name)
    wrong = [answer for answer in answers if answer.has_wrong_kind]
    assert len(wrong) <= MOST_WRONG_KINDS * len(answers), wrong


@pytest.mark.parametrize("list_name", ["first", "second", "third"])
def test_the_page_of_the_lexicon_has_what_was_found(list_name: str) -> None:
    answers = read_answers(list_name)
    counts = (
        len(answers),
        sum(answer.has_entry for answer in answers),
        sum(bool(a.kind) and not a.has_entry for a in answers),
        sum(not a.kind for a in answers),
        sum(not a.better for a in answers),
        sum(a.better not in ("", a.judged_better) for a in answers),
        sum(answer.has_wrong_kind for answer in answers),
    )
    row = f"| {list_name} | {' | '.join(map(str, counts))} |"
    page = PAGE.read_text(encoding="utf-8")
    assert row in page
    for source in {answer.source for answer in answers}:
        assert source in " ".join(page.split()), source


def test_no_name_is_on_two_lists() -> None:
    names = [a.name for x in ("first", "second", "third") for a in read_answers(x)]
    assert len(names) == len(set(names))
