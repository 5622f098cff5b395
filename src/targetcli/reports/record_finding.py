"""Name records and what is odd about them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from targetcli.model.records import Figure
from targetcli.problems.problem import FailureReason


class RecordFinding(NamedTuple):
    """A record and what is odd about it."""

    subject: str
    reason: FailureReason


def group_figures(
    figures: Iterable[Figure], key: Callable[[Figure], Hashable]
) -> Iterable[list[Figure]]:
    """Return lists of the figures of one key, in the order the keys come."""
    groups: dict[Hashable, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(key(figure), []).append(figure)
    return groups.values()
