"""Judge chunks of targets in a worker process, as the process that started it asks.

The request comes on the standard input, then the ids of each chunk; an answer to each
goes to the standard output. The end of the input ends the worker.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from targetcli.judging.outcome import Outcome
from targetcli.reports.comparison import TargetVersions, compare_targets
from targetcli.reports.listings import is_announced
from targetcli.session.manner import FOR_PROGRAMS, Manner, write_in
from targetcli.session.profile_files import find_profile
from targetcli.session.row_encoding import RowEncoder
from targetcli.session.selection import index_figures, load_versions
from targetcli.store.selection import Selection
from targetcli.store.store import Store, open_store


class JudgingRequest(NamedTuple):
    """Arguments with which a worker judges as the process that started it does.

    `digest` is that of the last revision: a worker that finds another one was started
    after somebody wrote to the store. `outcomes` are those of the rows wanted, and
    `manner` is that of the text in encoded rows.
    """

    path: Path
    wait: float
    digest: str
    as_of: date
    profile: str
    outcomes: frozenset[Outcome]
    encode: RowEncoder
    manner: Manner = FOR_PROGRAMS


class JudgedChunk(NamedTuple):
    """The encoded rows of a chunk, and how many of its targets were judged.

    `unannounced` targets have no verdict; `outcomes` are those of all that have one.
    """

    rows: list[Any]
    judged: int
    unannounced: int
    outcomes: tuple[Outcome, ...] = ()


class ChunkJudge:
    """Judges chunks of the targets of one open store."""

    def __init__(self, store: Store, request: JudgingRequest) -> None:
        self._store, self._request = store, request
        self._profile = find_profile(request.profile)
        self._index = index_figures(store)
        self._versions: TargetVersions = load_versions(store)

    def judge(self, ids: Iterable[int]) -> JudgedChunk:
        """Judge the targets of some ids, in the order of their ids."""
        request = self._request
        targets = tuple(self._store.targets(Selection(ids=tuple(ids))))
        comparison = compare_targets(
            self._index.read_ahead(targets),
            self._index.find_evidence,
            request.as_of,
            self._versions,
            self._profile,
        )
        rows, outcomes = [], []
        for row in comparison.rows:
            outcomes.append(row.verdict.outcome)
            if row.verdict.outcome in request.outcomes:
                rows.append(request.encode(row))
        unannounced = sum(not is_announced(one, request.as_of) for one in targets)
        return JudgedChunk(rows, len(outcomes), unannounced, tuple(outcomes))


def main() -> None:
    """Answer each chunk of ids with a `JudgedChunk`, or None where that failed.

    What failed is judged again by the process that asked, and fails there in words.
    """
    chunks, answers = sys.stdin.buffer, sys.stdout.buffer
    request: JudgingRequest = pickle.load(chunks)  # noqa: S301 - from our own process
    with ExitStack() as cleanup, suppress(EOFError, BrokenPipeError):
        judge = _open_judge(request, cleanup)
        while True:
            ids = pickle.load(chunks)  # noqa: S301
            answer = _try_judge(judge, ids) if judge is not None else None
            pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()


def _open_judge(request: JudgingRequest, cleanup: ExitStack) -> ChunkJudge | None:
    """Open the store; None where it cannot be read, or has another last revision."""
    try:
        store = cleanup.enter_context(open_store(request.path, request.wait))
        is_same = store.last_digest() == request.digest
        cleanup.enter_context(write_in(request.manner, store.regions))
        return ChunkJudge(store, request) if is_same else None
    except Exception:
        return None


def _try_judge(judge: ChunkJudge, ids: Iterable[int]) -> JudgedChunk | None:
    try:
        return judge.judge(ids)
    except Exception:
        return None
