"""Records as they are kept, by what was known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from targetcli.model.records import Figure, Target


def targets_known(targets: Iterable[Target], as_of: date | None) -> Iterator[Target]:
    """Yield the targets announced by a day; all of them where there is no day."""
    return (
        target
        for target in targets
        if as_of is None or target.announced is None or target.announced.end <= as_of
    )


def figures_known(figures: Iterable[Figure], as_of: date | None) -> Iterator[Figure]:
    """Yield the figures known by a day; all of them where there is no day."""
    return (f for f in figures if as_of is None or f.known_from <= as_of)


class Whereabouts(NamedTuple):
    """One file in use: what for, where, and its state."""

    what: str
    path: str
    state: str
