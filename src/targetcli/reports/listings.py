"""Records as they are kept, by what was known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from targetcli.model.records import Figure, Target


def targets_known(targets: Iterable[Target], as_of: date | None) -> Iterator[Target]:
    """Yield the targets announced by a day, as then known; all without a day."""
    for target in targets:
        if as_of is None:
            yield target
        elif was_announced(target, as_of):
            yield as_then_known(target, as_of)


def was_announced(target: Target, as_of: date) -> bool:
    """Say whether a target was known; one without a date always was."""
    return target.announced is None or target.announced.end <= as_of


def as_then_known(target: Target, as_of: date) -> Target:
    """Return a target without a withdrawal that was yet to come."""
    if target.withdrawn is None or target.withdrawn.end <= as_of:
        return target
    return target._replace(withdrawn=None, withdrawn_source="")


def figures_known(figures: Iterable[Figure], as_of: date | None) -> Iterator[Figure]:
    """Yield the figures known by a day; all of them where there is no day."""
    return (f for f in figures if as_of is None or f.known_since <= as_of)


class Whereabouts(NamedTuple):
    """One file in use: what for, where, and its state."""

    what: str
    path: str
    state: str
