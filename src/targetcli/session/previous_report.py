"""The last report: a JSON report kept as the memory between two runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from targetcli.errors import FileRefused, WrongUsage
from targetcli.judging.outcome import Outcome
from targetcli.judging.profiles import Profile
from targetcli.model.records import Status, read_record_id
from targetcli.reports.changes import Earlier, Standing
from targetcli.reports.status_report import Against, Asked, Origin
from targetcli.session.status_report import Request, asked_of, origin_of, since_day
from targetcli.store.store import Store

_SCHEMA = "targets.report/1"
_ANEW = "name another file, or remove this one to start anew"
_Table = Mapping[str, Any]


class Last(NamedTuple):
    """What a report kept: what it was made from and said, and was compared with."""

    path: Path
    as_of: date
    profile: tuple[str, str]
    asked: tuple[Asked, ...]
    origin: Origin
    standings: Mapping[int, Standing]
    against: tuple[date, Origin | None, Mapping[int, Standing]] | None


def read_last(path: Path) -> Last | None:
    """Read the last report; None where there is none yet.

    Raises `FileRefused` for a file that is no such report.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused(str(path), f"it cannot be read: {error}", _ANEW) from error
    try:
        return _last(path, json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        why = f"it is no status report of targets ({_told(error)})"
        raise FileRefused(str(path), why, _ANEW) from error


def _told(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else str(error)


def _last(path: Path, said: _Table) -> Last:
    if said["schema"] != _SCHEMA:
        schema = f"its schema is {said['schema']!r}"
        raise ValueError(schema)
    return Last(
        path,
        date.fromisoformat(said["as_of"]),
        (str(said["profile"]), str(said["profile_version"])),
        tuple(Asked(by, tuple(what)) for by, what in said["asked"].items()),
        _origin(said["store"]),
        _standings(said["rows"]),
        _against(said["compared_with"]),
    )


def _against(
    said: _Table | None,
) -> tuple[date, Origin | None, Mapping[int, Standing]] | None:
    if said is None:
        return None
    origin = _origin(said["store"]) if said["store"] else None
    return date.fromisoformat(said["as_of"]), origin, _standings(said["standings"])


def _origin(said: _Table) -> Origin:
    return Origin(int(said["revision"]), str(said["digest"]))


def _standings(said: list[_Table]) -> dict[int, Standing]:
    return {_number(one["id"], "T"): _standing(one) for one in said}


def _standing(said: _Table) -> Standing:
    stage, evidence = said["provisional_status"], said["evidence"]
    names = (one["id"] if isinstance(one, Mapping) else one for one in evidence)
    return Standing(
        Outcome(said["outcome"]),
        Status(stage) if stage else None,
        frozenset(_number(name, "F") for name in names),
    )


def _number(name: str, letter: str) -> int:
    number = read_record_id(name, letter)
    if number is None:
        raise ValueError(name)
    return number


def check_last(last: Last, store: Store, request: Request, profile: Profile) -> None:
    """Refuse a last report that cannot be compared with what is asked now.

    Raises `WrongUsage`.
    """
    for origin in _origins(last):
        if not origin.revision and not origin.digest:
            continue
        if store.digest_of(origin.revision) != origin.digest:
            raise WrongUsage(f"{last.path} is a report on another store", _ANEW)
    if last.as_of > request.as_of:
        what = f"{last.path} is a report as of {last.as_of}, later than {request.as_of}"
        raise WrongUsage(what, _ANEW)
    if last.profile != (profile.name, profile.version):
        told = f"{last.path} was made under the profile {' '.join(last.profile)}"
        raise WrongUsage(told, _ANEW)
    if last.asked != asked_of(store, request.asked):
        raise WrongUsage(f"{last.path} is a report on other targets", _ANEW)


def _origins(last: Last) -> tuple[Origin, ...]:
    before = last.against[1] if last.against else None
    return (last.origin, before) if before else (last.origin,)


def against_last(last: Last, store: Store, request: Request) -> Against | None:
    """Return what a new report is compared with.

    As of the same day it is what the last one was compared with, so that a report that
    is made again is the same; a first one is compared with once the store has changed.
    """
    if last.as_of < request.as_of:
        return since_last(last, store)
    if last.against is None:
        return None if last.origin == origin_of(store) else since_last(last, store)
    day, origin, standings = last.against
    if origin is None:
        return since_day(store, request, day)
    return _since(store, origin, day, standings)


def since_last(last: Last, store: Store) -> Against:
    """Return the last report itself as what to compare with."""
    return _since(store, last.origin, last.as_of, last.standings)


def _since(
    store: Store, origin: Origin, day: date, standings: Mapping[int, Standing]
) -> Against:
    written = store.touched_since(origin.revision)
    return Against(origin, Earlier(day, standings, written))
