"""Names a store knows: found in any spelling, never merged, coined when new."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from targetcli.errors import Contradiction, UnknownName, Unreadable
from targetcli.model.records import Metric, MetricKind, Region, Source
from targetcli.model.units import UserUnit
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.error_messages.explain import explain

WUJIN = Region("武进区", "Wujin District", aliases=("常州市武进区",))
GUANGDONG = Region("广东")
_SIMPLIFIED = str.maketrans("廣東進區後後乾幹", "广东进区后后干干")


def simplify(text: str) -> str:
    return text.translate(_SIMPLIFIED)


def vocabulary(*records: Region | Metric | Source, strict: bool = False) -> Vocabulary:
    words = Vocabulary(simplify, strict=strict)
    words.add_known(records)
    return words


@pytest.mark.parametrize(
    "text",
    [
        "武进区",
        " 武进区 ",
        "武進區",
        "常州市武进区",
        "wujin district",
        "ＷＵＪＩＮ District",
    ],
)
def test_found_by_any_of_its_names(text: str) -> None:
    assert vocabulary(WUJIN, GUANGDONG).regions.find(text) == WUJIN


@pytest.mark.parametrize("text", ["", "武进", "Wujin", "新北区"])
def test_not_found_by_another(text: str) -> None:
    assert vocabulary(WUJIN, GUANGDONG).regions.find(text) is None


def test_names_added_after_a_search_are_found_in_traditional_too() -> None:
    words = vocabulary(WUJIN)
    assert words.regions.find("廣東") is None
    words.add_known([GUANGDONG])
    assert words.regions.find("廣東") == GUANGDONG


def test_names_that_are_one_in_simplified_are_not_merged() -> None:
    dry, stem = Region("乾"), Region("幹")
    words = vocabulary(dry, stem)
    assert words.regions.find("乾") == dry
    assert words.regions.find("幹") == stem
    assert words.regions.find("干") is None


def test_several_spellings_of_one_record_stay_one() -> None:
    words = vocabulary(Region("广东", aliases=("廣東",)))
    assert words.regions.find("廣东") == Region("广东", aliases=("廣東",))


def test_a_name_of_another_is_refused() -> None:
    with pytest.raises(Contradiction) as refused:
        vocabulary(WUJIN, Region("新北区", aliases=("Wujin District",)))
    assert "already names 武进区" in explain(refused.value.reason)


def test_did_you_mean() -> None:
    with pytest.raises(UnknownName) as unknown:
        vocabulary(WUJIN, GUANGDONG).regions.get("武近区")
    assert unknown.value.nearest[0] == "武进区"
    assert vocabulary(WUJIN).regions.get("武进区") == WUJIN


def test_replaced_by_a_better_description() -> None:
    words = vocabulary(WUJIN)
    assert words.regions.find("武進區") == WUJIN
    better = Region("武进区", parent="常州市")
    words.regions.replace(better, better.name)
    assert words.regions.find("武進區") == better
    assert words.regions.find("Wujin District") == better
    assert words.regions.records() == (better,)


def test_a_description_that_tells_fewer_names_frees_none() -> None:
    words = vocabulary(WUJIN)
    words.add_described(Region("武进区", "Wujin District", code="320412"))
    found = words.regions.find("常州市武进区")
    assert found is not None
    assert found.code == "320412"
    with pytest.raises(Contradiction):
        words.add_described(Region("常州市武进区"))


def test_a_replacement_that_takes_another_name_replaces_nothing() -> None:
    words = vocabulary(WUJIN, GUANGDONG)
    with pytest.raises(Contradiction):
        words.regions.replace(WUJIN, "武进区", "广东")
    assert words.regions.find("Wujin District") == WUJIN


def test_a_record_named_as_the_alias_of_another_is_refused() -> None:
    words = vocabulary(WUJIN)
    with pytest.raises(Contradiction):
        words.regions.replace(Region("常州市武进区"), "常州市武进区")
    assert words.regions.find("武进区") == WUJIN


def test_regions_are_coined_once() -> None:
    words = vocabulary()
    assert words.find_or_add_region("新北区") == words.find_or_add_region(" 新北区")
    assert words.new_records == [Region("新北区")]


def test_nothing_is_coined_of_what_is_no_name() -> None:
    words = vocabulary()
    with pytest.raises(Unreadable):
        words.find_or_add_region("新\u200b北区")
    assert words.new_records == []


def test_sources_by_id_address_or_title() -> None:
    known = Source("wj-2021", "报告", url="https://example.org/a")
    words = vocabulary(known)
    named = map(
        words.find_or_add_source, ("wj-2021", "报告", "https://example.org/a", " ")
    )
    assert list(named) == ["wj-2021", "wj-2021", "wj-2021", ""]
    assert words.new_records == []


def test_new_sources_get_free_ids() -> None:
    words = vocabulary(Source("S1", "甲"), Source("S3", "乙"))
    assert words.find_or_add_source("丙") == "S2"
    assert words.find_or_add_source("https://example.org/b") == "S4"
    assert words.find_or_add_source("丙") == "S2"
    assert words.new_records == [
        Source("S2", "丙"),
        Source("S4", url="https://example.org/b"),
    ]


def test_a_title_shared_by_sources_names_the_first() -> None:
    words = vocabulary(Source("a", "公报"), Source("b", "公报"))
    assert words.find_or_add_source("公报") == "a"
    assert words.find_or_add_source("b") == "b"


def test_unknown_nouns_become_counts() -> None:
    words = vocabulary()
    assert words.find_or_add_unit("million vehicles").dimension == "count"
    assert words.find_or_add_unit("vehicles").dimension == "count"
    assert words.new_records == [UserUnit("vehicles")]
    words.add_known([UserUnit("标准箱", "boxes", 3)])
    assert words.find_or_add_unit("标准箱").numerator == 3


@pytest.mark.parametrize("text", ["", "兆元", "元左右", "亿元产值"])
def test_no_unit(text: str) -> None:
    with pytest.raises(Unreadable):
        vocabulary().find_or_add_unit(text)


def _coin(record: Region | Metric | Source | UserUnit) -> Callable[[Vocabulary], None]:
    return lambda words: words.add_new(record)


@pytest.mark.parametrize(
    "act",
    [
        _coin(Region("武进区")),
        _coin(Metric("gdp")),
        _coin(Source("S1", "报告")),
        _coin(UserUnit("vehicles")),
        lambda words: words.find_or_add_unit("vehicles"),
        lambda words: words.find_or_add_region("武进区"),
        lambda words: words.find_or_add_source("报告"),
    ],
)
def test_strict_coins_nothing(act: Callable[[Vocabulary], object]) -> None:
    words = vocabulary(strict=True)
    with pytest.raises((UnknownName, Unreadable)):
        act(words)
    assert words.new_records == []


def test_accepting_describes_anew() -> None:
    words = vocabulary(WUJIN, Metric("gdp"))
    stock = Metric("gdp", kind=MetricKind.STOCK)
    assert words.add_described(stock) == stock
    assert words.metrics.find("gdp") == stock
    region = Region("武进区", code="320412")
    assert words.add_described(region) == words.regions.find("武进区")
    assert words.add_described(UserUnit("箱")) == UserUnit("箱")
    assert words.find_or_add_unit("箱").dimension == "count"
