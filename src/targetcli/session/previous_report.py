"""Compare a status report with the one before, which was kept as JSON."""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from targetcli.errors import FileRefused, WrongUsage
from targetcli.judging.outcome import Outcome
from targetcli.judging.profiles import Profile
from targetcli.model.period import FIRST_YEAR, LAST_YEAR
from targetcli.model.records import FigureStatus, read_record_id
from targetcli.problems.files import FileProblem
from targetcli.problems.usage import UsageProblem
from targetcli.reports.changes import EarlierState, VerdictSummary
from targetcli.reports.status_report import EarlierReport, ReportFilter, StoreState
from targetcli.session.status_report import (
    ReportRequest,
    describe_filter,
    judge_on_earlier_day,
    read_store_state,
)
from targetcli.store.changes_since import list_changes
from targetcli.store.store import Store

_SCHEMA = "targets.report/1"
_MEBIBYTE = 1024 * 1024
# A report on 90,000 targets; a larger one would need gigabytes of memory.
_LARGEST = 128 * _MEBIBYTE
_MOST_REVISIONS = 2**63 - 1  # as SQLite counts
_Table = Mapping[str, Any]


class _ComparisonBase(NamedTuple):
    """The earlier day and store that a previous report was itself compared with."""

    as_of: date
    store_state: StoreState | None
    summaries: Mapping[int, VerdictSummary]


class PreviousReport(NamedTuple):
    """The previous report: its day, profile and filter, its outcomes and its store."""

    path: Path
    as_of: date
    profile: tuple[str, str]
    filters: tuple[ReportFilter, ...]
    store_state: StoreState
    summaries: Mapping[int, VerdictSummary]
    reference: _ComparisonBase | None


def read_previous_report(path: Path) -> PreviousReport | None:
    """Read the previous report; None where no file was written yet.

    Raises `FileRefused` for a file that is not a status report.
    """
    text = _read_text(path)
    if text is None:
        return None
    try:
        return _parse_report(path, json.loads(text))
    except KeyError as error:
        raise FileRefused(str(path), FileProblem.MISSING_KEY, key=error) from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise FileRefused(str(path), FileProblem.NO_REPORT, error=error) from error


def _read_text(path: Path) -> str | None:
    """Return the text of a file, None for a missing one, and wait for no pipe."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileRefused(str(path), FileProblem.NO_PLAIN_FILE)
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileRefused(
            str(path), FileProblem.UNREADABLE_REPORT, reason=error.strerror
        ) from error
    if len(content) > _LARGEST:
        raise FileRefused(
            str(path), FileProblem.LARGE_REPORT, largest=_LARGEST // _MEBIBYTE
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileRefused(str(path), FileProblem.NO_REPORT, error=error) from error


def _parse_report(path: Path, document: _Table) -> PreviousReport:
    if document["schema"] != _SCHEMA:
        schema = repr(document["schema"])
        raise FileRefused(str(path), FileProblem.OTHER_SCHEMA, schema=schema)
    return PreviousReport(
        path,
        _parse_day(document["as_of"]),
        (str(document["profile"]), str(document["profile_version"])),
        tuple(
            ReportFilter(by, tuple(names)) for by, names in document["asked"].items()
        ),
        _parse_store_state(document["store"]),
        _parse_summaries(document["rows"]),
        _parse_reference(document["compared_with"]),
    )


def _parse_reference(table: _Table | None) -> _ComparisonBase | None:
    if table is None:
        return None
    return _ComparisonBase(
        _parse_day(table["as_of"]),
        _parse_store_state(table["store"]) if table["store"] else None,
        _parse_summaries(table["standings"]),
    )


def _parse_store_state(table: _Table) -> StoreState:
    revision = table["revision"]
    is_number = isinstance(revision, int) and not isinstance(revision, bool)
    if not is_number or not 0 <= revision <= _MOST_REVISIONS:
        raise ValueError(revision)
    return StoreState(revision, str(table["digest"]))


def _parse_day(text: str) -> date:
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def _parse_summaries(rows: list[_Table]) -> dict[int, VerdictSummary]:
    return {_parse_id(row["id"], "T"): _parse_summary(row) for row in rows}


def _parse_summary(table: _Table) -> VerdictSummary:
    stage, evidence = table["provisional_status"], table["evidence"]
    names = (
        record["id"] if isinstance(record, Mapping) else record for record in evidence
    )
    return VerdictSummary(
        Outcome(table["outcome"]),
        FigureStatus(stage) if stage else None,
        tuple(sorted({_parse_id(name, "F") for name in names})),
    )


def _parse_id(name: str, letter: str) -> int:
    number = read_record_id(name, letter)
    if number is None:
        raise ValueError(name)
    return number


def check_previous_report(
    previous: PreviousReport, store: Store, request: ReportRequest, profile: Profile
) -> None:
    """Refuse a previous report on another store, filter, profile or a later day.

    Raises `WrongUsage`.
    """
    for state in _list_store_states(previous):
        if not state.revision and not state.digest:
            continue
        if store.revision_digest(state.revision) != state.digest:
            raise WrongUsage(UsageProblem.OTHER_STORE, file=previous.path)
    if previous.as_of > request.as_of:
        raise WrongUsage(
            UsageProblem.LATER_REPORT,
            file=previous.path,
            day=previous.as_of,
            as_of=request.as_of,
        )
    if previous.profile != (profile.name, profile.version):
        raise WrongUsage(
            UsageProblem.OTHER_PROFILE,
            file=previous.path,
            profile=" ".join(previous.profile),
        )
    if previous.filters != describe_filter(store, request.record_filter):
        raise WrongUsage(UsageProblem.OTHER_TARGETS, file=previous.path)


def _list_store_states(previous: PreviousReport) -> tuple[StoreState, ...]:
    earlier = previous.reference.store_state if previous.reference else None
    return (previous.store_state, earlier) if earlier else (previous.store_state,)


def choose_earlier_report(
    previous: PreviousReport, store: Store, request: ReportRequest
) -> EarlierReport | None:
    """Choose the earlier outcomes that a new report is compared with.

    On the same day they are those that the previous report was compared with, so that a
    report made again is the same; the first report counts once the store has changed.
    """
    if previous.as_of < request.as_of:
        return build_earlier_report(previous, store)
    reference = previous.reference
    if reference is None:
        is_unchanged = previous.store_state == read_store_state(store)
        return None if is_unchanged else build_earlier_report(previous, store)
    if reference.store_state is None:
        return judge_on_earlier_day(store, request, reference.as_of)
    return _build_earlier_report(store, reference.store_state, reference)


def build_earlier_report(previous: PreviousReport, store: Store) -> EarlierReport:
    """Return the outcomes of the previous report as the ones to compare with."""
    return _build_earlier_report(store, previous.store_state, previous)


def _build_earlier_report(
    store: Store, store_state: StoreState, report: PreviousReport | _ComparisonBase
) -> EarlierReport:
    changes = list_changes(store, store_state.revision)
    return EarlierReport(
        store_state, EarlierState(report.as_of, report.summaries, changes)
    )
