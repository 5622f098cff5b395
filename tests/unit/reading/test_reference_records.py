"""Regions, metrics, sources, units, identities and milestones from their cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from targetcli.errors import Contradiction, Unreadable
from targetcli.model.period import Span
from targetcli.model.records import (
    Better,
    Identity,
    Metric,
    MetricKind,
    Milestone,
    Origin,
    Region,
    ScopedRegion,
    Source,
)
from targetcli.model.units import UserUnit
from targetcli.reading.reference_records import (
    read_identity,
    read_metric,
    read_milestone,
    read_region,
    read_source,
    read_unit,
)
from targetcli.reading.vocabulary import Vocabulary

SAID, KNOWN = Origin.SAID, Origin.KNOWN


def test_region() -> None:
    vocabulary = Vocabulary(str)
    row = {
        "name": " 新北区 ",
        "name_en": "Xinbei",
        "parent": "常州市",
        "code": "320411",
        "aliases": "新北| 常州新北 |",
    }
    aliases = ("新北", "常州新北")
    assert read_region(row, vocabulary) == Region(
        "新北区", "Xinbei", "常州市", "320411", aliases
    )
    assert vocabulary.new_records == [Region("常州市")]
    assert read_region({"name": "x"}, vocabulary) == Region("x")


def test_metric() -> None:
    vocabulary = Vocabulary(str)
    row = {
        "name": "jobs",
        "name_en": "New jobs",
        "kind": "flow",
        "better": "more",
        "non_negative": "yes",
        "unit": "万个",
        "aliases": "posts",
    }
    assert read_metric(row, vocabulary) == Metric(
        name="jobs",
        name_en="New jobs",
        kind=MetricKind.FLOW,
        better=Better.MORE,
        non_negative=True,
        unit="万个",
        aliases=("posts",),
        kind_from=SAID,
        better_from=SAID,
        non_negative_from=SAID,
        unit_from=SAID,
    )
    assert read_metric({"name": "x"}, vocabulary) == Metric("x")


def test_a_metric_with_the_origins_of_its_meaning() -> None:
    row = {
        "name": "jobs",
        "kind": "flow",
        "kind_from": "known",
        "non_negative_from": "said",
        "lexicon": "1",
    }
    assert read_metric(row, Vocabulary(str)) == Metric(
        "jobs",
        kind=MetricKind.FLOW,
        non_negative=False,
        kind_from=KNOWN,
        non_negative_from=SAID,
        lexicon="1",
    )
    ranked = read_metric({"name": "place", "kind": "rank"}, Vocabulary(str))
    assert (ranked.better, ranked.better_from) == (Better.LESS, KNOWN)


@pytest.mark.parametrize(
    "cells",
    [
        {"name": ""},
        {"kind": "sort"},
        {"better": "up"},
        {"non_negative": "1"},
        {"unit": "兆元"},
        {"aliases": "a|\u202eb"},
    ],
)
def test_no_metric(cells: dict[str, str]) -> None:
    with pytest.raises(Unreadable):
        read_metric({"name": "x", **cells}, Vocabulary(str))


def test_source() -> None:
    row = {
        "id": "wj-2021",
        "title": "报告",
        "publisher": "武进区",
        "published": "2021-10",
        "url": "https://example.org/a",
        "archived_url": "https://example.org/b",
        "sha256": "ab" * 32,
    }
    october = Span(date(2021, 10, 1), date(2021, 10, 31))
    assert read_source(row) == Source(**{**row, "published": october})  # type: ignore[arg-type] # one key is no text
    with pytest.raises(Unreadable):
        read_source({"id": ""})


@pytest.mark.parametrize(
    ("cells", "unit"),
    [
        ({"name": "标准箱"}, UserUnit("标准箱")),
        ({"name": " TEU "}, UserUnit("TEU")),
        (
            {"name": "担", "dimension": "mass", "factor": "50000000000"},
            UserUnit("担", "mass", 50_000_000_000),
        ),
    ],
)
def test_unit(cells: dict[str, str], unit: UserUnit) -> None:
    assert read_unit(cells, Vocabulary(str)) == unit


@pytest.mark.parametrize(
    "cells",
    [
        {"name": ""},
        {"name": "万"},
        {"name": "元/人"},
        {"name": "以上"},
        {"name": "余家"},
        {"name": "5"},
        {"name": "家以上"},
        {"name": "-6"},
        {"name": "x", "factor": "0"},
        {"name": "x", "factor": "-1"},
        {"name": "x", "factor": "1.5"},
        {"name": "x", "factor": "１"},
        {"name": "x", "factor": "9" * 19},
        {"name": "x", "factor": "0" * 18 + "5" * 10_000},
        {"name": "x", "dimension": "a\u200bb"},
    ],
)
def test_no_unit(cells: dict[str, str]) -> None:
    with pytest.raises(Unreadable):
        read_unit(cells, Vocabulary(str))


@pytest.mark.parametrize("name", ["公里", "亿元", "万", "%"])
def test_a_unit_that_is_read_already_keeps_its_meaning(name: str) -> None:
    with pytest.raises((Contradiction, Unreadable)):
        read_unit({"name": name, "dimension": "other"}, Vocabulary(str))


def test_identity() -> None:
    vocabulary = Vocabulary(str)
    row = {
        "whole": "武进区@含常州经开区",
        "parts": "武进区|常州经开区",
        "source": "公报",
    }
    assert read_identity(row, vocabulary) == Identity(
        ScopedRegion("武进区", "含常州经开区"),
        (ScopedRegion("武进区"), ScopedRegion("常州经开区")),
        "S1",
    )


@pytest.mark.parametrize(
    ("whole", "parts"),
    [("", "a|b"), ("w", ""), ("w", "a"), ("w", "w|a"), ("w", "a|a"), ("w", "a| |b")],
)
def test_no_identity(whole: str, parts: str) -> None:
    with pytest.raises(Unreadable):
        read_identity({"whole": whole, "parts": parts}, Vocabulary(str))


def test_milestone() -> None:
    row = {"target": "T3", "date": "2023年底", "value": "3,200"}
    read = read_milestone(row)
    assert read == Milestone(3, date(2023, 12, 31), Decimal(3200))


@pytest.mark.parametrize(
    "cells",
    [
        {"target": ""},
        {"target": "F1"},
        {"date": ""},
        {"date": "31"},
        {"value": ""},
        {"value": "近5"},
    ],
)
def test_no_milestone(cells: dict[str, str]) -> None:
    with pytest.raises(Unreadable):
        read_milestone({"target": "T1", "date": "2023", "value": "5", **cells})
