"""Names of indicators are found whole; a head-word gives the kind alone."""

from __future__ import annotations

import pytest

from targetcli.model.lexicon import Entry, Lexicon
from targetcli.model.records import Better, MetricKind
from targetcli.reading.lexicon_reader import read_lexicon
from targetcli.session.simplification import simplify_characters

PACKAGED = """
version = "1"

[spellings]
"国内生产总值" = "gdp"
"gross domestic product" = "gdp"

[[indicator]]
name = "地区生产总值"
name_en = "GDP"
aliases = ["国内生产总值"]
kind = "flow"
better = "more"
dimension = "money"
source = "a yearbook"

[[indicator]]
name = "船闸通过率"
name_en = "lock passage rate"
dimension = "percentage"
source = "a yearbook"

[[last_words]]
kind = "flow"
words = ["产量", "收入", "output"]

[[last_words]]
kind = "stock"
words = ["余额", "capacity", "debt"]

[[last_words]]
kind = "ratio"
words = ["率", "share"]

[[last_words]]
words = ["功率"]

[[inner_words]]
kind = "ratio"
words = ["人均"]

[[inner_words]]
kind = "flow"
words = ["新增"]

[[inner_words]]
words = ["累计"]
"""
OWN = """
version = "2"

[[indicator]]
name = "GDP"
better = "less"
source = "us"

[[last_words]]
words = ["余额"]
"""
LEXICON = Lexicon([read_lexicon("packaged", PACKAGED)], simplify_characters)


def find_name(name: str) -> str | None:
    entry = LEXICON.find(name)
    return entry and entry.name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "地区生产总值",
            "GDP",
            "gdp",
            "ＧＤＰ",
            " GDP ",
            "国内生产总值",
            "地區生產總值",
        ),
        *(
            "地区 生产总值",
            "“地区生产总值”",
            "地区生产总值（GDP）",
            "GDP (地区生产总值)",
        ),
        *(
            "地区生产总值（亿元）",
            "地区生产总值(亿美元)",
            "gross-domestic product",
            "the GDP",
        ),
    ],
)
def test_an_indicator_is_found_by_each_of_its_names(name: str) -> None:
    assert find_name(name) == "地区生产总值"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "地区生产总值增速",
            "人均地区生产总值",
            "全市地区生产总值",
            "GDP of towns",
            "产值",
            "",
        ),
        *(
            "地区生产总值（人）",
            "地区生产总值（全市）",
            "地区生产总值（船闸通过率）",
            "水（GDP）",
        ),
    ],
)
def test_another_coverage_is_no_name_of_it(name: str) -> None:
    assert find_name(name) is None


def test_a_unit_in_brackets_is_of_the_usual_dimension() -> None:
    assert find_name("船闸通过率（%）") == "船闸通过率"
    assert find_name("船闸通过率（万人）") is None


def test_what_is_found_carries_the_version_and_what_is_left_unsaid() -> None:
    assert LEXICON.find("lock passage rate") == Entry(
        "船闸通过率",
        "lock passage rate",
        dimension="percentage",
        source="a yearbook",
        lexicon="1",
    )
    assert LEXICON.version == "1"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("芦苇产量", MetricKind.FLOW),
        ("芦苇產量", MetricKind.FLOW),
        ("芦苇产量（吨）", MetricKind.FLOW),
        ("产量的说明", None),
        ("收费余额", MetricKind.STOCK),
        ("新增收费余额", MetricKind.FLOW),
        ("累计收入", None),
        ("摆渡率", MetricKind.RATIO),
        ("水泵功率", None),
        ("人均芦苇产量", MetricKind.RATIO),
        ("累计摆渡率", MetricKind.RATIO),
        ("芦苇", None),
        ("reed output", MetricKind.FLOW),
        ("output of reeds", MetricKind.FLOW),
        ("reeds for output", None),
        ("output per head", MetricKind.RATIO),
        ("output per year", MetricKind.FLOW),
        ("debt as a share of GDP", MetricKind.RATIO),
        ("debt to GDP", MetricKind.RATIO),
        ("debt to equity ratio", MetricKind.RATIO),
        ("% of villages", MetricKind.RATIO),
        ("storage capacity", MetricKind.STOCK),
        ("new storage capacity", None),
        ("new reed output", MetricKind.FLOW),
    ],
)
def test_the_kind_of_a_name_is_that_of_its_head_word(
    name: str, kind: MetricKind | None
) -> None:
    assert LEXICON.kind_of_head_word(name) is kind


def test_a_users_own_lexicon_wins() -> None:
    packaged = read_lexicon("packaged", PACKAGED)
    own = read_lexicon("own", OWN, packaged.spellings)
    lexicon = Lexicon([own, packaged], simplify_characters)
    entry = lexicon.find("国内生产总值")
    assert entry
    assert (entry.better, entry.kind, entry.lexicon) == (Better.LESS, None, "2")
    assert lexicon.find("船闸通过率") == LEXICON.find("船闸通过率")
    assert lexicon.kind_of_head_word("收费余额") is None
    assert lexicon.kind_of_head_word("芦苇产量") is MetricKind.FLOW
    assert lexicon.version == "1"
