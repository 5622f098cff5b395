"""A name index answers the same however often it was asked before."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from targetcli.errors import Contradiction
from targetcli.model.records import Region
from targetcli.reading.name_index import NameIndex

SIMPLIFIED = str.maketrans("東區", "东区")
NAMES = st.sampled_from(["東區", "东區", "东区", "西區", "西区", "东 区"])


def simplify(text: str) -> str:
    return text.translate(SIMPLIFIED)


@given(st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=2)), max_size=6), NAMES)
def test_asking_between_changes_nothing(
    regions: list[tuple[str, list[str]]], sought: str
) -> None:
    asked, unasked = (
        NameIndex[Region]("region", simplify),
        NameIndex[Region]("region", simplify),
    )
    for name, aliases in regions:
        region = Region(name, aliases=tuple(aliases))
        for index in (asked, unasked):
            with suppress(Contradiction):
                index.replace(region, name, *aliases)
        asked.find("北區")
    assert asked.find(sought) == unasked.find(sought)
    assert asked.records() == unasked.records()


def count_folds(count: int) -> int:
    folded: list[str] = []

    def simplify_counted(text: str) -> str:
        folded.append(text)
        return simplify(text)

    index = NameIndex[Region]("region", simplify_counted)
    for number in range(count):
        index.add(Region(f"第{number}区"), f"第{number}区")
    for number in range(count):
        assert index.find(f"第{number}片") is None
        index.replace(Region(f"第{number}区"), f"第{number}区", f"第{number}片")
        assert index.find(f"第{number}區") == Region(f"第{number}区")
    return len(folded)


def test_names_are_simplified_once_for_all_that_are_described() -> None:
    assert count_folds(150) < 4 * count_folds(50)
