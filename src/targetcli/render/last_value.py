"""Remember what was made of the last argument: rows in turn often share theirs.

Targets of one place refuse the same figures, in one tuple for all of them, or all but
some of those in it; and several columns write parts of one margin.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from targetcli.judging.shared_sequence import AllBut

Argument = TypeVar("Argument")
Value = TypeVar("Value")
Item = TypeVar("Item")


class OfLast(Generic[Argument, Value]):
    """A function that remembers its last value.

    The argument is known again by its identity, as comparing costs as much as writing.
    """

    def __init__(self, make: Callable[[Argument], Value]) -> None:
        self._make = make
        self._last: tuple[Argument, Value] | None = None

    def __call__(self, argument: Argument) -> Value:
        """Return the value of an argument."""
        last = self._last
        if last is not None and last[0] is argument:
            return last[1]
        value = self._make(argument)
        self._last = argument, value
        return value


class EachOfLast(Generic[Item, Value]):
    """A function of each item of a sequence, which remembers the values of the last.

    Of the sequences that share their items, each item is written once.
    """

    def __init__(self, make: Callable[[Item], Value]) -> None:
        def make_all(items: Sequence[Item]) -> list[Value]:
            return [make(item) for item in items]

        self._make_all = OfLast(make_all)

    def __call__(self, items: Sequence[Item]) -> Sequence[Value]:
        """Return the values of the items."""
        if isinstance(items, AllBut):
            return [*items.select(self._make_all(items.all_items))]
        return self._make_all(items)
