"""Remember what was made of the last arguments: rows in turn often share theirs.

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
_MOST_HELD, _FEW = 10_000, 4  # values of shared items; of longer sequences a few


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

    Of the sequences that share their items, each item is written once, also where some
    such sequences come in turn.
    """

    def __init__(self, make: Callable[[Item], Value]) -> None:
        def make_all(items: Sequence[Item]) -> list[Value]:
            return [make(item) for item in items]

        self._make_last, self._make_all = OfLast(make_all), make_all
        self._shared: dict[int, tuple[Sequence[Item], list[Value]]] = {}
        self._held = 0

    def __call__(self, items: Sequence[Item]) -> Sequence[Value]:
        """Return the values of the items."""
        if isinstance(items, AllBut):
            return [*items.select(self._find_shared(items.all_items))]
        held = self._shared.get(id(items))
        return held[1] if held else self._make_last(items)

    def _find_shared(self, items: Sequence[Item]) -> list[Value]:
        """Return the values of items that sequences share, known by their identity."""
        held = self._shared.get(id(items))
        if held is None:
            self._held += len(items)
            if self._held > _MOST_HELD and len(self._shared) >= _FEW:
                self._shared.clear()
                self._held = len(items)
            held = self._shared[id(items)] = items, self._make_all(items)
        return held[1]
