"""A lexicon is read whole, or its first fault is named with line and key."""

from __future__ import annotations

import json

import pytest

from targetcli.errors import ConfigRefused
from targetcli.model.lexicon import Entry
from targetcli.model.records import Better, MetricKind
from targetcli.problems.problem import Problem
from targetcli.problems.reading import LexiconProblem, ReadingProblem
from targetcli.problems.usage import ConfigProblem
from targetcli.reading.lexicon_reader import (
    load_lexicon_document,
    make_lexicon_document,
    read_lexicon,
)

WHOLE = """\
version = "7"

[spellings]
"芦荻" = "芦苇"

[[indicator]]
name = "芦苇产量"
name_en = "reed output"
aliases = ["芦苇总产量", "reeds"]
kind = "flow"
better = "more"
non_negative = true
dimension = "mass/area"
prices = true
source = "a yearbook"

[[indicator]]
name = "水位"
source = "a gauge"

[[last_words]]
kind = "stock"
words = ["芦荻存量"]

[[inner_words]]
words = ["累计"]
"""


def test_every_part_of_a_lexicon_is_read() -> None:
    content = read_lexicon("ours.toml", WHOLE)
    assert content.version == "7"
    assert content.entries == (
        Entry(
            "芦苇产量",
            "reed output",
            ("芦苇总产量", "reeds"),
            MetricKind.FLOW,
            Better.MORE,
            non_negative=True,
            dimension="mass/area",
            is_price=True,
            source="a yearbook",
        ),
        Entry("水位", source="a gauge"),
    )
    keys = {"芦苇产量": 0, "reed output": 0, "芦苇总产量": 0, "reeds": 0, "水位": 1}
    assert content.positions == keys
    assert content.last_words == {"芦苇存量": "stock"}
    assert content.inner_words == {"累计": ""}
    assert content.spellings == {"芦荻": "芦苇"}


def test_what_json_holds_is_what_was_read() -> None:
    content = read_lexicon("ours.toml", WHOLE)
    text = json.dumps(make_lexicon_document(content))
    assert load_lexicon_document(json.loads(text)) == content


def test_names_are_folded_with_the_spellings_of_the_package_too() -> None:
    content = read_lexicon("ours.toml", WHOLE, {"水位": "水平"})
    assert content.positions["水平"] == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "problem"),
    [
        ('version = "7"', "version = 7", 1, "version", LexiconProblem.NO_TEXT),
        ('version = "7"', "", 0, "version", LexiconProblem.NO_TEXT),
        ('version = "7"', "verse = 7", 1, "verse", LexiconProblem.UNKNOWN_KEY),
        ('name = "水位"', "", 17, "name", LexiconProblem.NO_TEXT),
        ('name = "水位"', 'name = " "', 18, "name", ReadingProblem.EMPTY),
        ('name = "水位"', 'name = "reeds"', 17, "", LexiconProblem.NAME_TWICE),
        ('name = "水位"', 'name = "芦荻产量"', 17, "", LexiconProblem.NAME_TWICE),
        ('source = "a gauge"', "", 17, "source", LexiconProblem.NO_TEXT),
        ('kind = "flow"', 'kind = "x"', 10, "kind", ConfigProblem.NO_CHOICE),
        ('better = "more"', "better = 1", 11, "better", ConfigProblem.NO_CHOICE),
        ("= true", '= "yes"', 12, "non_negative", LexiconProblem.NO_FLAG),
        ("mass/area", "mass/sky", 13, "dimension", ConfigProblem.NO_CHOICE),
        ('["芦苇总产量", "reeds"]', '"x"', 9, "aliases", LexiconProblem.NO_TEXTS),
        ('["芦苇总产量", "reeds"]', '[" "]', 9, "aliases", LexiconProblem.NO_TEXTS),
        ("prices", "costs", 14, "costs", LexiconProblem.UNKNOWN_KEY),
        ('["芦荻存量"]', '["x", 1]', 23, "words", LexiconProblem.NO_TEXTS),
        ('"芦荻" = "芦苇"', '"芦荻" = 1', 4, "芦荻", LexiconProblem.NO_TEXT),
        ("[[inner_words]]\nwords", "[[inner_words]]\nword", 26, "word", None),
    ],
)
def test_the_first_fault_is_named_with_its_line(
    old: str, new: str, line: int, key: str, problem: Problem | None
) -> None:
    assert old in WHOLE
    with pytest.raises(ConfigRefused) as refused:
        read_lexicon("ours.toml", WHOLE.replace(old, new, 1))
    failure = refused.value
    assert (failure.file, failure.line, failure.key) == ("ours.toml", line, key)
    assert failure.reason.problem is (problem or LexiconProblem.UNKNOWN_KEY)
    assert failure.page == "docs/lexicon.md"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('version = "1"\nindicator = 5', "indicator"),
        ('version = "1"\nindicator = [5]', "indicator"),
        ('version = "1"\nspellings = 5', "spellings"),
        ('version = "1"\nlast_words = [[]]', "last_words"),
    ],
)
def test_what_is_no_table_is_refused(text: str, key: str) -> None:
    with pytest.raises(ConfigRefused) as refused:
        read_lexicon("ours.toml", text)
    assert refused.value.reason.problem is LexiconProblem.NO_TABLE
    assert (refused.value.key, refused.value.line) in ((key, 0), (key, 2))


@pytest.mark.parametrize(
    ("text", "line"), [("version = ", 1), ("x = " + "[" * 9999, 0), ("a = 1\na = 2", 2)]
)
def test_what_is_no_toml_is_refused(text: str, line: int) -> None:
    with pytest.raises(ConfigRefused) as refused:
        read_lexicon("ours.toml", text)
    assert refused.value.reason.problem is ConfigProblem.NO_TOML
    assert refused.value.line in (0, line)
