"""Judge many targets in several processes, with the same rows as one process has.

Each worker opens the store for itself. All see one state of it, since this process
holds its read transaction meanwhile and a worker that finds another last revision
judges nothing; what a worker could not judge is judged here.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import IO, Any

import targetcli
from targetcli.errors import WorkersFailed
from targetcli.judging.outcome import Outcome
from targetcli.problems.workers import WorkerProblem
from targetcli.session.judging_worker import ChunkJudge, JudgedChunk, JudgingRequest
from targetcli.session.manner import FOR_PROGRAMS, Manner
from targetcli.session.row_encoding import RowEncoder
from targetcli.store.store import Store

_LARGEST_CHUNK = 2000
_CHUNKS_PER_JOB = 8
_CHUNKS_AHEAD = 4  # that a worker may be before the one whose rows come next
_FOLDER = str(Path(targetcli.__file__).parent.parent)
_MAIN = (
    f"import sys; sys.path.append({_FOLDER!r}); "
    "from targetcli.session.judging_worker import main; main()"
)
_COMMAND = (sys.executable, "-P", "-c", _MAIN)


class JudgedRows:
    """Rows of a comparison that are judged by several processes when they are read."""

    def __init__(
        self,
        store: Store,
        ids: Sequence[int],
        jobs: int,
        request: JudgingRequest,
        counts: Counter[Outcome] | None = None,
    ) -> None:
        self._store, self._ids, self._jobs = store, ids, jobs
        self._request = request
        self._counts = Counter[Outcome]() if counts is None else counts

    def keep_outcomes(self, outcomes: Iterable[Outcome]) -> JudgedRows:
        """Return the rows with one of the outcomes."""
        kept = self._request.outcomes.intersection(outcomes)
        return self._with_request(self._request._replace(outcomes=kept))

    def encode_with(
        self, encode: RowEncoder, manner: Manner = FOR_PROGRAMS
    ) -> JudgedRows:
        """Return the rows as encoded, in a manner, by the processes that judge them."""
        request = self._request._replace(encode=encode, manner=manner)
        return self._with_request(request)

    def count_outcomes(self, counts: Counter[Outcome]) -> JudgedRows:
        """Return the rows, which count all outcomes while they are read."""
        return JudgedRows(self._store, self._ids, self._jobs, self._request, counts)

    def _with_request(self, request: JudgingRequest) -> JudgedRows:
        return JudgedRows(self._store, self._ids, self._jobs, request, self._counts)

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows in the order of the ids.

        Raises `WorkersFailed` where a process ends early, or a target has no verdict.
        """
        size = -(-len(self._ids) // (self._jobs * _CHUNKS_PER_JOB))
        size = min(max(size, 1), _LARGEST_CHUNK)
        chunks = [self._ids[n : n + size] for n in range(0, len(self._ids), size)]
        judged = 0
        for chunk in self._judge_chunks(chunks):
            judged += chunk.judged + chunk.unannounced
            self._counts.update(chunk.outcomes)
            yield from chunk.rows
        if judged != len(self._ids):
            raise WorkersFailed(
                WorkerProblem.INCOMPLETE, verdicts=judged, targets=len(self._ids)
            )

    def _judge_chunks(self, chunks: Sequence[Sequence[int]]) -> Iterator[JudgedChunk]:
        own_judge: ChunkJudge | None = None
        for chunk, answer in zip(
            chunks, _ask_workers(self._request, chunks, self._jobs), strict=True
        ):
            if answer is None:
                own_judge = own_judge or ChunkJudge(self._store, self._request)
                answer = own_judge.judge(chunk)  # noqa: PLW2901
            yield answer


def _ask_workers(
    request: JudgingRequest, chunks: Sequence[Sequence[int]], jobs: int
) -> Iterator[JudgedChunk | None]:
    """Yield the answer to each chunk in order."""
    answers: dict[int, JudgedChunk | None] = {}
    sent = given = 0
    with ExitStack() as cleanup:
        selector = cleanup.enter_context(DefaultSelector())
        idle = [
            cleanup.enter_context(_start_worker(request))
            for _ in range(min(jobs, len(chunks)))
        ]
        for worker in idle:
            selector.register(worker.answers, EVENT_READ, worker)
        last_ahead = len(idle) * _CHUNKS_AHEAD
        while given < len(chunks):
            while idle and sent < min(len(chunks), given + last_ahead):
                idle.pop().send(sent, chunks[sent])
                sent += 1
            for key, _ in selector.select():
                worker = key.data
                answers[worker.chunk_number] = worker.receive()
                idle.append(worker)
            while given in answers:
                yield answers.pop(given)
                given += 1


class _Worker:
    """A worker process, and the chunk it works on."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.chunk_number = -1
        self.process = process
        self.answers = _pipe(process.stdout)
        self._chunks = _pipe(process.stdin)

    def send(self, number: int, ids: Sequence[int]) -> None:
        """Send a chunk; a chunk is never empty."""
        self.chunk_number = number
        self.write(list(ids))

    def write(self, message: object) -> None:
        """Write a message to the process."""
        try:
            pickle.dump(message, self._chunks, pickle.HIGHEST_PROTOCOL)
            self._chunks.flush()
        except BrokenPipeError:
            raise self._explain_end() from None

    def receive(self) -> JudgedChunk | None:
        """Return the answer to the chunk sent last."""
        try:
            answer: JudgedChunk | None = pickle.load(self.answers)  # noqa: S301
        except (EOFError, pickle.UnpicklingError):
            raise self._explain_end() from None
        return answer

    def _explain_end(self) -> WorkersFailed:
        self.process.kill()  # where it closed its pipes and lives on
        code = self.process.wait()
        cause = f"signal {-code}" if code < 0 else f"exit {code}"
        return WorkersFailed(WorkerProblem.ENDED, cause=cause)


@contextmanager
def _start_worker(request: JudgingRequest) -> Iterator[_Worker]:
    """Start a worker that ends with the block, or with this process."""
    process = subprocess.Popen(  # noqa: S603 - ourselves
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Ctrl-C is for this process, which ends its workers.
        start_new_session=True,
    )
    try:
        worker = _Worker(process)
        worker.write(request)
        yield worker
    finally:
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                _pipe(pipe).close()
        process.wait()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise AssertionError
    return stream
