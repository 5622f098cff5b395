"""Hold a sequence that is made when somebody first looks at it.

Most verdicts are asked for an outcome and a margin; their figures, with what became of
each, are listed for those that are shown in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

from targetcli.judging.shared_sequence import AllBut

Item_co = TypeVar("Item_co", covariant=True)


class LazySequence(Sequence[Item_co]):
    """A sequence made by a function at the first look; equal to a tuple of its items.

    >>> ids = LazySequence(lambda: (1, 2))
    >>> len(ids), ids == (1, 2)
    (2, True)
    """

    __slots__ = ("_items", "_list_items")

    def __init__(self, list_items: Callable[[], Sequence[Item_co]]) -> None:
        self._list_items: Callable[[], Sequence[Item_co]] | None = list_items
        self._items: Sequence[Item_co] = ()

    @property
    def items(self) -> Sequence[Item_co]:
        """The items as they were made, always the same sequence."""
        if self._list_items is not None:
            self._items, self._list_items = self._list_items(), None
        return self._items

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self.items)

    def __iter__(self) -> Iterator[Item_co]:
        """Yield the items."""
        return iter(self.items)

    @overload
    def __getitem__(self, place: int) -> Item_co: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Item_co]: ...

    def __getitem__(self, place: int | slice) -> Item_co | Sequence[Item_co]:
        """Return an item, or some of them."""
        return self.items[place]

    def __eq__(self, other: object) -> bool:
        """Check that another sequence has the same items."""
        if isinstance(other, LazySequence):
            return self.items == other.items
        is_listed = isinstance(other, AllBut | tuple)
        return self.items == other if is_listed else NotImplemented

    def __hash__(self) -> int:
        """Return the hash of the items."""
        return hash(self.items)

    def __repr__(self) -> str:
        """Write the items as a tuple."""
        return repr(self.items)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it be pickled as the tuple of its items."""
        return tuple, (self.items,)


def list_items(sequence: Sequence[Item_co]) -> Sequence[Item_co]:
    """Return the items of a sequence as they were made, always the same sequence."""
    return sequence.items if isinstance(sequence, LazySequence) else sequence
