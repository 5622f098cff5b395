"""Values that are remembered of the last argument."""

from __future__ import annotations

import pytest

from targetcli.judging.shared_sequence import AllBut
from targetcli.render import last_value
from targetcli.render.last_value import EachOfLast, OfLast


def test_the_value_of_the_same_argument_is_made_once() -> None:
    made: list[str] = []

    def double(text: str) -> str:
        made.append(text)
        return text * 2

    remembering = OfLast(double)
    first = "ab"
    values = [remembering(first), remembering(first), remembering("c")]
    assert values == ["abab", "abab", "cc"]
    assert made == ["ab", "c"]


def test_of_sequences_that_share_their_items_each_is_written_once() -> None:
    made: list[int] = []

    def write(number: int) -> str:
        made.append(number)
        return str(number)

    write_each = EachOfLast(write)
    numbers = (7, 8, 9)
    assert write_each(AllBut(numbers, [0])) == ["8", "9"]
    assert write_each(AllBut(numbers, [1])) == ["7", "9"]
    assert write_each(numbers) == ["7", "8", "9"]
    assert made == [7, 8, 9]
    assert write_each((5,)) == ["5"]


def test_sequences_that_come_in_turn_are_written_once_as_well() -> None:
    made: list[str] = []
    write_each = EachOfLast(made.append)
    first, second = ("a", "b"), ("c", "d")
    for place in (0, 1):
        write_each(AllBut(first, [place]))
        write_each(AllBut(second, [place]))
    assert made == ["a", "b", "c", "d"]


def test_no_more_values_are_remembered_than_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(last_value, "_MOST_HELD", 3)
    monkeypatch.setattr(last_value, "_FEW", 1)
    made: list[str] = []
    write_each = EachOfLast(made.append)
    first, second = ("a", "b"), ("c", "d")
    for items in (first, second, second, first):
        write_each(AllBut(items, []))
    assert made == ["a", "b", "c", "d", "a", "b"]
