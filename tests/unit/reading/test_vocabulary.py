"""Names a store knows: found in any spelling, never merged, coined when new."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from targetcli.errors import Contradiction, UnknownName, Unreadable
from targetcli.model.records import Metric, MetricKind, Region, Source
from targetcli.model.units import UserUnit
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.error_messages.message import explain

WUJIN = Region("武进区", "Wujin District", aliases=("常州市武进区",))
GUANGDONG = Region("广东")
_SIMPLIFIED = str.maketrans("廣東進區後後乾幹", "广东进区后后干干")


def simplify(text: str) -> str:
    return text.translate(_SIMPLIFIED)


def create_vocabulary(
    *records: Region | Metric | Source, strict: bool = False
) -> Vocabulary:
    vocabulary = Vocabulary(simplify, strict=strict)
    vocabulary.add_known(records)
    return vocabulary


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
    assert create_vocabulary(WUJIN, GUANGDONG).regions.find(text) == WUJIN


@pytest.mark.parametrize("text", ["", "武进", "Wujin", "新北区"])
def test_not_found_by_another(text: str) -> None:
    assert create_vocabulary(WUJIN, GUANGDONG).regions.find(text) is None


def test_names_added_after_a_search_are_found_in_traditional_too() -> None:
    vocabulary = create_vocabulary(WUJIN)
    assert vocabulary.regions.find("廣東") is None
    vocabulary.add_known([GUANGDONG])
    assert vocabulary.regions.find("廣東") == GUANGDONG


def test_names_that_are_one_in_simplified_are_not_merged() -> None:
    dry, stem = Region("乾"), Region("幹")
    vocabulary = create_vocabulary(dry, stem)
    assert vocabulary.regions.find("乾") == dry
    assert vocabulary.regions.find("幹") == stem
    assert vocabulary.regions.find("干") is None


def test_several_spellings_of_one_record_stay_one() -> None:
    vocabulary = create_vocabulary(Region("广东", aliases=("廣東",)))
    assert vocabulary.regions.find("廣东") == Region("广东", aliases=("廣東",))


def test_a_name_of_another_is_refused() -> None:
    with pytest.raises(Contradiction) as refused:
        create_vocabulary(WUJIN, Region("新北区", aliases=("Wujin District",)))
    assert "already names 武进区" in explain(refused.value.reason)


def test_did_you_mean() -> None:
    with pytest.raises(UnknownName) as unknown:
        create_vocabulary(WUJIN, GUANGDONG).regions.get("武近区")
    assert unknown.value.nearest[0] == "武进区"
    assert create_vocabulary(WUJIN).regions.get("武进区") == WUJIN


def test_replaced_by_a_better_description() -> None:
    vocabulary = create_vocabulary(WUJIN)
    assert vocabulary.regions.find("武進區") == WUJIN
    better = Region("武进区", parent="常州市")
    vocabulary.regions.replace(better, better.name)
    assert vocabulary.regions.find("武進區") == better
    assert vocabulary.regions.find("Wujin District") == better
    assert vocabulary.regions.records() == (better,)


def test_a_description_that_tells_fewer_names_frees_none() -> None:
    vocabulary = create_vocabulary(WUJIN)
    vocabulary.add_described(Region("武进区", "Wujin District", code="320412"))
    found = vocabulary.regions.find("常州市武进区")
    assert found is not None
    assert found.code == "320412"
    with pytest.raises(Contradiction):
        vocabulary.add_described(Region("常州市武进区"))


def test_a_replacement_that_takes_another_name_replaces_nothing() -> None:
    vocabulary = create_vocabulary(WUJIN, GUANGDONG)
    with pytest.raises(Contradiction):
        vocabulary.regions.replace(WUJIN, "武进区", "广东")
    assert vocabulary.regions.find("Wujin District") == WUJIN


def test_a_record_named_as_the_alias_of_another_is_refused() -> None:
    vocabulary = create_vocabulary(WUJIN)
    with pytest.raises(Contradiction):
        vocabulary.regions.replace(Region("常州市武进区"), "常州市武进区")
    assert vocabulary.regions.find("武进区") == WUJIN


def test_regions_are_coined_once() -> None:
    vocabulary = create_vocabulary()
    assert vocabulary.find_or_add_region("新北区") == vocabulary.find_or_add_region(
        " 新北区"
    )
    assert vocabulary.new_records == [Region("新北区")]


def test_nothing_is_coined_of_what_is_no_name() -> None:
    vocabulary = create_vocabulary()
    with pytest.raises(Unreadable):
        vocabulary.find_or_add_region("新\u200b北区")
    assert vocabulary.new_records == []


def test_sources_by_id_address_or_title() -> None:
    known = Source("wj-2021", "报告", url="https://example.org/a")
    vocabulary = create_vocabulary(known)
    named = map(
        vocabulary.find_or_add_source, ("wj-2021", "报告", "https://example.org/a", " ")
    )
    assert list(named) == ["wj-2021", "wj-2021", "wj-2021", ""]
    assert vocabulary.new_records == []


def test_new_sources_get_free_ids() -> None:
    vocabulary = create_vocabulary(Source("S1", "甲"), Source("S3", "乙"))
    assert vocabulary.find_or_add_source("丙") == "S2"
    assert vocabulary.find_or_add_source("https://example.org/b") == "S4"
    assert vocabulary.find_or_add_source("丙") == "S2"
    assert vocabulary.new_records == [
        Source("S2", "丙"),
        Source("S4", url="https://example.org/b"),
    ]


def test_a_title_shared_by_sources_names_the_first() -> None:
    vocabulary = create_vocabulary(Source("a", "公报"), Source("b", "公报"))
    assert vocabulary.find_or_add_source("公报") == "a"
    assert vocabulary.find_or_add_source("b") == "b"


def test_unknown_nouns_become_units_of_their_own() -> None:
    vocabulary = create_vocabulary()
    vehicles = vocabulary.find_or_add_unit("million vehicles")
    assert vehicles.dimension == "count of vehicle"
    assert vocabulary.find_or_add_unit("vehicle").is_convertible_to(vehicles)
    assert vocabulary.new_records == [UserUnit("vehicles", "count of vehicle")]
    wards = vocabulary.find_or_add_unit("wards")
    assert not wards.is_convertible_to(vehicles)
    vocabulary.add_known([UserUnit("标准箱", "boxes", 3)])
    assert vocabulary.find_or_add_unit("标准箱").numerator == 3


@pytest.mark.parametrize("text", ["", "兆元", "元左右", "亿元产值"])
def test_no_unit(text: str) -> None:
    with pytest.raises(Unreadable):
        create_vocabulary().find_or_add_unit(text)


def add_new(
    record: Region | Metric | Source | UserUnit,
) -> Callable[[Vocabulary], None]:
    return lambda vocabulary: vocabulary.add_new(record)


@pytest.mark.parametrize(
    "act",
    [
        add_new(Region("武进区")),
        add_new(Metric("gdp")),
        add_new(Source("S1", "报告")),
        add_new(UserUnit("vehicles")),
        lambda vocabulary: vocabulary.find_or_add_unit("vehicles"),
        lambda vocabulary: vocabulary.find_or_add_region("武进区"),
        lambda vocabulary: vocabulary.find_or_add_source("报告"),
    ],
)
def test_strict_coins_nothing(act: Callable[[Vocabulary], object]) -> None:
    vocabulary = create_vocabulary(strict=True)
    with pytest.raises((UnknownName, Unreadable)):
        act(vocabulary)
    assert vocabulary.new_records == []


def test_accepting_describes_anew() -> None:
    vocabulary = create_vocabulary(WUJIN, Metric("gdp"))
    stock = Metric("gdp", kind=MetricKind.STOCK)
    assert vocabulary.add_described(stock) == stock
    assert vocabulary.metrics.find("gdp") == stock
    region = Region("武进区", code="320412")
    assert vocabulary.add_described(region) == vocabulary.regions.find("武进区")
    assert vocabulary.add_described(UserUnit("箱")) == UserUnit("箱")
    assert vocabulary.find_or_add_unit("箱").dimension == "count"


def test_nearest_names_are_sought_for_the_first_unknown_names_alone() -> None:
    regions = create_vocabulary(WUJIN).regions

    def nearest(text: str) -> tuple[str, ...]:
        with pytest.raises(UnknownName) as refused:
            regions.get(text)
        return refused.value.nearest

    found = [nearest(f"武进区{n}") for n in range(30)]
    assert found == [("武进区", "常州市武进区")] * 20 + [()] * 10
    assert nearest("武进区0") == found[0]


def test_nearest_names_are_of_the_names_that_are_known_now() -> None:
    vocabulary = create_vocabulary(GUANGDONG)
    for known in ((), ("武进区",)):
        vocabulary.add_known(map(Region, known))
        with pytest.raises(UnknownName) as refused:
            vocabulary.regions.get("武进")
        assert refused.value.nearest == known
