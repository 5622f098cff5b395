"""Remember what was made of the last sequence: rows in turn often share theirs.

Targets of one place refuse the same figures, in one tuple for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from targetcli.judging.lazy_sequence import LazySequence

Item = TypeVar("Item")
Value = TypeVar("Value")


class OfLastSequence(Generic[Item, Value]):
    """A function of a sequence that remembers its last value.

    The sequence is known again by its identity, as comparing costs as much as writing.
    """

    def __init__(self, make: Callable[[Sequence[Item]], Value]) -> None:
        self._make = make
        self._last: tuple[Sequence[Item], Value] | None = None

    def __call__(self, sequence: Sequence[Item]) -> Value:
        """Return the value of a sequence."""
        items = sequence.items if isinstance(sequence, LazySequence) else sequence
        if self._last is None or self._last[0] is not items:
            self._last = items, self._make(items)
        return self._last[1]
