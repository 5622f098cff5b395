"""Name the row that cannot be read in the error that stops there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from targetcli.errors import StoreUnusable, Unreadable
from targetcli.problems.problem import FailureReason
from targetcli.problems.stores import StoreDetail, StoreProblem

# What reading a row raises where a byte of it was changed outside targets.
UNREADABLE_ROW_ERRORS = (
    *(Unreadable, ValueError, KeyError, ArithmeticError),
    *(TypeError, AttributeError, IndexError),
)
OnDamage = Callable[[int, StoreUnusable], None]
"""What is done about a row that cannot be read, given its id and the damage."""


def raise_damage(_row_id: int, damage: StoreUnusable) -> None:
    """Stop at the first row that cannot be read; raises `StoreUnusable`."""
    raise damage


@contextmanager
def name_damage(path: Path, name: str) -> Iterator[None]:
    """Name the row in the error raised for damaged data."""
    try:
        yield
    except UNREADABLE_ROW_ERRORS as error:
        raise describe_damage(path, name, error) from error


def describe_damage(
    path: Path, name: str, error: Exception | FailureReason
) -> StoreUnusable:
    """Return the error that names a row of the store that cannot be read."""
    reason = error if isinstance(error, FailureReason) else repr(error)
    detail = FailureReason(StoreDetail.UNREADABLE_ROW, {"row": name, "error": reason})
    return StoreUnusable(StoreProblem.DAMAGED, str(path), detail)
