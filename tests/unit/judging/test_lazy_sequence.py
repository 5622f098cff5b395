"""Sequences that are made at the first look."""

from __future__ import annotations

import pickle
from typing import NoReturn

from targetcli.judging.lazy_sequence import LazySequence


def test_it_is_made_once_and_only_when_looked_at() -> None:
    made: list[str] = []

    def list_items() -> tuple[str, ...]:
        made.append("once")
        return ("a", "b")

    sequence = LazySequence(list_items)
    assert made == []

    assert (len(sequence), sequence[0], sequence[1:], [*sequence]) == (
        *(2, "a"),
        *(("b",), ["a", "b"]),
    )
    assert made == ["once"]


def test_it_equals_the_tuple_of_its_items() -> None:
    sequence = LazySequence(lambda: (1, 2))

    assert sequence == (1, 2)
    assert sequence == (1, 2)
    assert sequence == LazySequence(lambda: (1, 2))
    assert sequence != (1,)
    assert sequence != [1, 2]
    assert hash(sequence) == hash((1, 2))
    assert repr(sequence) == "(1, 2)"


def test_it_is_pickled_as_a_tuple() -> None:
    loaded = pickle.loads(pickle.dumps(LazySequence(lambda: (1, 2))))  # noqa: S301 - our own

    assert loaded == (1, 2)
    assert type(loaded) is tuple


def test_an_error_is_raised_at_each_look() -> None:
    def fail() -> NoReturn:
        raise LookupError

    sequence: LazySequence[int] = LazySequence(fail)

    for _ in range(2):
        try:
            len(sequence)
        except LookupError:
            continue
        raise AssertionError
