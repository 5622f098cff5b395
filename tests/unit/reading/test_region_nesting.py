"""Regions never come to lie in themselves, and a chain of them is walked once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from targetcli.reading.region_nesting import RegionNesting

NAMES = st.sampled_from("甲乙丙丁戊")


def list_way_up(parents: dict[str, str], region: str) -> list[str]:
    way: list[str] = []
    while region and region not in way:
        way.append(region)
        region = parents.get(region, "")
    return way


@given(st.lists(st.tuples(NAMES, NAMES | st.just("")), max_size=12))
def test_each_answer_is_that_of_a_walk(steps: list[tuple[str, str]]) -> None:
    nesting, parents = RegionNesting(), dict[str, str]()
    for region, parent in steps:
        nesting.add(region, parent)
        parents[region] = parent
        for inner in "甲乙丙丁戊":
            for outer in "甲乙丙丁戊":
                way = list_way_up(parents, inner)
                assert nesting.lies_in(inner, outer) == (outer in way)
                is_parent = parents.get(inner) == outer
                ends = not parents.get(way[-1])
                assert nesting.has_parent(inner, outer) == (is_parent and ends)


class CountedParents(dict[str, str]):
    """Parents of regions that count how often one is asked for."""

    asked = 0

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override] # of one use
        self.asked += 1
        return super().get(key, default)


def count_steps(depth: int) -> int:
    nesting = RegionNesting()
    for number in range(depth):
        nesting.add(f"区{number}", f"区{number - 1}" if number else "")
    counted = CountedParents(nesting._parents)  # noqa: SLF001 - to count
    nesting._parents = counted  # noqa: SLF001 - to count
    for number in reversed(range(1, depth)):
        assert nesting.has_parent(f"区{number}", f"区{number - 1}")
        assert not nesting.lies_in(f"区{number}", "安澜市")
    return counted.asked


def test_a_deep_chain_is_walked_once() -> None:
    assert count_steps(300) < 4 * count_steps(100)
