"""Hold if the text of this run is for people, or for programs as well.

People read grouped digits, the minus of print and periods as words; programs get bare
digits, the minus of ASCII and the periods of files. The edge chooses once for each
output; messages are always for people.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_is_for_programs: ContextVar[bool] = ContextVar("is_for_programs", default=False)


def is_for_programs() -> bool:
    """Return True where programs may read the text that is written."""
    return _is_for_programs.get()


@contextmanager
def write_for_programs(is_wanted: bool = True) -> Iterator[None]:  # noqa: FBT001
    """Write for programs inside a ``with`` block, or for people again."""
    previous = _is_for_programs.set(is_wanted)
    try:
        yield
    finally:
        _is_for_programs.reset(previous)
