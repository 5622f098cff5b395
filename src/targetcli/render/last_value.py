"""Remember what was made of the last argument: rows in turn often share theirs.

Targets of one place refuse the same figures, in one tuple for all of them; and several
columns write parts of one margin.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Argument = TypeVar("Argument")
Value = TypeVar("Value")


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
