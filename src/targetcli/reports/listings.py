"""Select records by what was known on a day."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from targetcli.model.records import Figure, Target


def select_known_targets(
    targets: Iterable[Target], as_of: date | None
) -> Iterator[Target]:
    """Yield targets announced by a day, as known then; all if it is None."""
    for target in targets:
        if as_of is None:
            yield target
        elif is_announced(target, as_of):
            yield hide_later_withdrawal(target, as_of)


def is_announced(target: Target, as_of: date) -> bool:
    """Check that a target was announced by a day; an undated one always was."""
    return target.announced is None or target.announced.end <= as_of


def hide_later_withdrawal(target: Target, as_of: date) -> Target:
    """Return a target without a withdrawal after the day."""
    if target.withdrawn is None or target.withdrawn.end <= as_of:
        return target
    return target._replace(withdrawn=None, withdrawn_source="")


def select_known_figures(
    figures: Iterable[Figure], as_of: date | None
) -> Iterator[Figure]:
    """Yield figures known by a day; all if it is None."""
    return (f for f in figures if as_of is None or f.known_since <= as_of)


class FileInUse(NamedTuple):
    """A file the program uses, its purpose and its state, for programs and people."""

    purpose: str
    path: str
    state: str
    state_text: str
