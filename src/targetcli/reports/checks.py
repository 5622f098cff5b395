"""List the checks of a store by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from targetcli.errors import UnknownName
from targetcli.model.names import find_similar_names


class Check(NamedTuple):
    """A check of a store; a strict one runs only with --strict."""

    name: str
    description: str
    is_strict: bool = False


CHECKS = (
    Check("integrity", "pages, indexes and constraints that SQLite finds damaged"),
    Check("chain", "rows and writes that were changed outside targets"),
    Check("references", "rows that refer to rows that are not there, or in a circle"),
    Check("units", "units that cannot be read"),
    Check("readable", "targets and figures that cannot be read"),
    Check("reimport", "records that an export would not bring back"),
    Check("contradictions", "figures of one thing, day and stage that exclude others"),
    Check("dates", "days that cannot be, such as announced after the deadline"),
    Check("names", "metrics that are one indicator under two of its names"),
    Check("unsaid", "what nobody said of a metric, where a verdict hangs on it"),
    Check("sources", "targets without a source"),
    Check("addresses", "sources without an address", is_strict=True),
    Check("stale", "running targets without a figure for a year", is_strict=True),
    Check("overlaps", "figures of a flow whose periods share days", is_strict=True),
    Check("clock", "writes that say they were made before the last", is_strict=True),
)


def select_checks(names: Iterable[str], *, strict: bool) -> tuple[Check, ...]:
    """Return the named checks; without names all, the strict ones if asked.

    Raises `UnknownName` for a name that no check has.
    """
    by_name = {check.name: check for check in CHECKS}
    chosen_names = tuple(names)
    for name in chosen_names:
        if name not in by_name:
            raise UnknownName(
                "check", name, find_similar_names(name, by_name) or tuple(by_name)
            )
    if chosen_names:
        return tuple(by_name[name] for name in dict.fromkeys(chosen_names))
    return tuple(check for check in CHECKS if strict or not check.is_strict)
