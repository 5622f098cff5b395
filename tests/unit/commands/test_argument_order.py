"""Options may stand before the verb, and languages be named as locales are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.commands.argument_order import arrange_arguments
from targetcli.commands.verbs import VERBS


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("--lang zh list", "list --lang zh"),
        ("--lang zh_CN list", "list --lang zh"),
        ("--lang=zh-Hans list", "list --lang=zh"),
        ("list --lang zh_CN.UTF-8", "list --lang zh"),
        ("list --lang en_GB", "list --lang en"),
        ("list --lang xx", "list --lang xx"),
        ("--db s.db list", "--db s.db list"),
        ("--db s.db -O json list", "--db s.db list -O json"),
        ("-q --as-of 2025 compare --region a", "compare --region a -q --as-of 2025"),
        ("-q add a b -- -5%", "add a b -q -- -5%"),
        ("add a b -- --lang zh_CN", "add a b -- --lang zh_CN"),
        ("--lang zh metrics add x", "metrics add x --lang zh"),
        ("--lang zh", "--help"),
        ("--lang=zh --version", "--version"),
        ("help", "--help"),
        ("help --lang zh", "--help"),
        ("help add", "add --help"),
        ("--lang zh help metrics add", "metrics add --help"),
        ("help units", "help units"),
        ("help dates --lang zh_CN", "help dates --lang zh"),
        ("--lang zh nosuch", "nosuch"),
        ("--nosuch list", "list --nosuch"),
        ("--version", "--version"),
    ],
)
def test_options_are_put_behind_their_verb(typed: str, read: str) -> None:
    assert arrange_arguments(typed.split(), VERBS) == read.split()


words = st.sampled_from(
    ["--lang", "zh", "-q", "--", "list", "add", "--db", "-5", "--json"]
)


@given(st.lists(words.filter("--lang".__ne__), max_size=8))
def test_no_word_is_lost(typed: list[str]) -> None:
    line = [*typed, "compare"]
    assert sorted(arrange_arguments(line, VERBS)) == sorted(line)


@given(st.lists(words, max_size=8))
def test_a_line_that_begins_with_its_verb_stays(typed: list[str]) -> None:
    assert arrange_arguments(["list", *typed], VERBS) == ["list", *typed]
