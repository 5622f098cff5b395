"""Sequences of all items of a tuple but a few."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from targetcli.judging.lazy_sequence import LazySequence
from targetcli.judging.shared_sequence import AllBut


@given(st.lists(st.integers()).map(tuple), st.data())
def test_it_is_as_the_tuple_of_the_others(
    items: tuple[int, ...], data: st.DataObject
) -> None:
    numbers = range(len(items))
    left_out = data.draw(st.sets(st.sampled_from(numbers))) if items else set()
    others = tuple(item for n, item in enumerate(items) if n not in left_out)

    shared = AllBut(items, sorted(left_out))

    assert (len(shared), bool(shared)) == (len(others), bool(others))
    assert (tuple(shared), shared[:], shared[1:]) == (others, others, others[1:])
    assert [shared[n] for n in range(len(others))] == [*others]
    expected: object = others
    assert shared == expected
    assert (hash(shared), repr(shared)) == (hash(others), repr(others))
    assert shared == AllBut(others, ())
    assert pickle.loads(pickle.dumps(shared)) == others  # noqa: S301 - our own
    assert [*shared.select([item + 1 for item in items])] == [n + 1 for n in others]


def test_it_equals_a_sequence_that_is_made_of_it() -> None:
    shared = AllBut((1, 2, 3), [1])
    made: object = LazySequence(lambda: shared)

    assert made == shared
    assert shared == made
    assert LazySequence(lambda: (1, 3)) == made
    assert made != AllBut((1, 2, 3), [2])


def test_it_differs_from_others() -> None:
    shared = AllBut((1, 2), [1])

    assert shared != (1, 2)
    assert shared != [1]
    assert shared != AllBut((1, 2), ())
