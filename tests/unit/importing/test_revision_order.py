"""Each revision is saved behind what it revises, however many there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from targetcli.importing.revision_order import (
    RevisionOrder,
    TargetKey,
    order_revisions,
)

Revisions = list[tuple[int, int | None, TargetKey]]


def keys(file: int, number: int | None) -> tuple[TargetKey, TargetKey]:
    return (file, number), (None, number)


def order(revisions: Revisions) -> RevisionOrder:
    own = [keys(file, number) for file, number, _ in revisions]
    return order_revisions(own, [revised for *_, revised in revisions])


def order_in_rounds(revisions: Revisions) -> RevisionOrder:
    """Save in each round those of which nothing that they revise is left."""
    saved: list[int] = []
    left = list(range(len(revisions)))
    while left:
        unsaved = {key for place in left for key in keys(*revisions[place][:2])}
        ready = [place for place in left if revisions[place][2] not in unsaved]
        if not ready:
            break
        saved += ready
        left = [place for place in left if place not in ready]
    return RevisionOrder(saved, left)


numbers = st.integers(1, 8)
files = st.integers(0, 1)
revisions = st.lists(
    st.tuples(
        files,
        st.one_of(st.none(), numbers),
        st.tuples(st.one_of(st.none(), files), numbers),
    ),
    max_size=10,
)


@given(revisions)
def test_the_order_is_that_of_going_round_by_round(listed: Revisions) -> None:
    assert order(listed) == order_in_rounds(listed)


def test_a_long_chain_against_the_order_of_its_file_is_put_in_order() -> None:
    count = 20_000
    chain: Revisions = [(0, number, (0, number + 1)) for number in range(count)]
    assert order(chain) == ([*reversed(range(count))], [])
    assert order([*chain, (0, count, (0, 0))]) == ([], [*range(count + 1)])
