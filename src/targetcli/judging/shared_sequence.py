"""Hold all items of a shared tuple but a few, without a copy.

The targets of many scopes of a place each refuse the figures of all others: a list for
each would be the square of their number, and so would writing each list anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar, overload

Item_co = TypeVar("Item_co", covariant=True)
Item = TypeVar("Item")


class AllBut(Sequence[Item_co]):
    """The items of a tuple without those at some places; equal to a tuple of them.

    `places` are in order.

    >>> AllBut(("a", "b", "c"), [1])
    ('a', 'c')
    """

    __slots__ = ("all_items", "places")

    def __init__(self, all_items: tuple[Item_co, ...], places: Sequence[int]) -> None:
        self.all_items, self.places = all_items, places

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self.all_items) - len(self.places)

    def __iter__(self) -> Iterator[Item_co]:
        """Yield the items."""
        return self.select(self.all_items)

    def select(self, values: Sequence[Item]) -> Iterator[Item]:
        """Yield, of one value for each shared item, those of the items held."""
        starts = (0, *(place + 1 for place in self.places))
        ends = (*self.places, len(values))
        slices = (values[start:end] for start, end in zip(starts, ends, strict=True))
        return chain.from_iterable(slices)

    @overload
    def __getitem__(self, place: int) -> Item_co: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Item_co, ...]: ...

    def __getitem__(self, place: int | slice) -> Item_co | tuple[Item_co, ...]:
        """Return an item, or some of them."""
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        """Check that another sequence has the same items."""
        if isinstance(other, AllBut | tuple):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        """Return the hash of the items."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Write the items as a tuple."""
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it be pickled as the tuple of its items."""
        return tuple, (tuple(self),)
