"""Put targets that revise others behind those that they revise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

# The number of a file and an id in it; None for the file stands for any of them.
TargetKey = tuple[int | None, int | None]


class RevisionOrder(NamedTuple):
    """Places of revisions in the order of saving, and of those in a circle."""

    saved: list[int]
    circular: list[int]


def order_revisions(
    own: Sequence[tuple[TargetKey, ...]], revised: Sequence[TargetKey]
) -> RevisionOrder:
    """Return the order in which each target comes behind the one it revises.

    `own` has the keys of each, `revised` the key of what it revises. Those that can be
    saved at one time keep their order.
    """
    unsaved = Counter(key for keys in own for key in keys)
    waiting: dict[TargetKey, list[int]] = {}
    for place, key in enumerate(revised):
        waiting.setdefault(key, []).append(place)
    saved: list[int] = []
    ready = [place for place, key in enumerate(revised) if not unsaved[key]]
    while ready:
        saved += ready
        unsaved.subtract(key for place in ready for key in own[place])
        keys = {key for place in ready for key in own[place] if not unsaved[key]}
        ready = sorted(place for key in keys for place in waiting.get(key, ()))
    circular = sorted({*range(len(own))}.difference(saved))
    return RevisionOrder(saved, circular)
