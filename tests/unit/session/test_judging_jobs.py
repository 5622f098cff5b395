"""Several processes give the rows of one, or an error; never fewer rows."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from targetcli.cli import main
from targetcli.errors import WorkersFailed
from targetcli.judging.outcome import Outcome
from targetcli.problems.workers import WorkerProblem
from targetcli.session import judging_jobs
from targetcli.session.comparison import ALL_OUTCOMES, compare_selected
from targetcli.session.judging_jobs import JudgedRows
from targetcli.session.judging_worker import JudgingRequest
from targetcli.session.manner import FOR_PROGRAMS, Manner
from targetcli.session.options import JobsOption, ProfileOption, RecordFilter
from targetcli.session.row_encoding import RowEncoder, keep_row
from targetcli.store.store import Store, open_store

DAY = date(2026, 3, 31)


@pytest.fixture
def store(seeded_store: Path) -> Iterator[Store]:
    with open_store(seeded_store, 10) as opened:
        yield opened


def judge_in_processes(store: Store, digest: str | None = None) -> JudgedRows:
    digest = store.last_digest() if digest is None else digest
    request = JudgingRequest(
        store.path, 10, digest, DAY, "plain", ALL_OUTCOMES, keep_row
    )
    return JudgedRows(store, store.target_ids(), 2, request)


def use_worker(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Have the processes run a script instead, whose `chunk` is the first they get."""
    start = (
        "import os, pickle, sys\n"
        "from targetcli.session.judging_worker import JudgedChunk\n"
        "request = pickle.load(sys.stdin.buffer)\n"
        "chunk = pickle.load(sys.stdin.buffer)\n"
    )
    command = (sys.executable, "-P", "-c", start + script)
    monkeypatch.setattr(judging_jobs, "_COMMAND", command)


@pytest.mark.parametrize("jobs", [2, 3, 7])
def test_the_rows_are_those_of_one_process(store: Store, jobs: int) -> None:
    alone, together = (
        list(
            compare_selected(
                *(store, RecordFilter(), DAY, ProfileOption()),
                jobs_option=JobsOption(count),
            ).rows
        )
        for count in (1, jobs)
    )
    assert alone
    assert together == alone


def test_all_outcomes_are_counted_where_some_are_wanted(store: Store) -> None:
    whole = Counter(row.verdict.outcome for row in judge_in_processes(store))
    counts = Counter[Outcome]()
    rows = judge_in_processes(store).count_outcomes(counts)

    missed = list(rows.keep_outcomes({Outcome.MISSED}))

    assert {row.verdict.outcome for row in missed} == {Outcome.MISSED}
    assert counts == whole
    assert len(counts) > 1


def test_what_another_state_of_the_store_gives_is_not_used(store: Store) -> None:
    """A worker that finds a later write judges nothing: this process does."""
    alone = list(judge_in_processes(store))
    assert list(judge_in_processes(store, digest="another")) == alone


def test_what_a_worker_cannot_judge_is_judged_here(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = list(judge_in_processes(store))
    answer = "pickle.dump(None, sys.stdout.buffer)\nsys.stdout.buffer.flush()\n"
    again = "while pickle.load(sys.stdin.buffer):\n    "
    body = answer + again + answer.replace("\n", "\n    ")
    use_worker(monkeypatch, body)
    assert list(judge_in_processes(store)) == alone


@pytest.mark.parametrize(
    ("script", "cause"),
    [("os.kill(os.getpid(), 9)", "signal 9"), ("sys.exit(7)", "exit 7")],
)
def test_a_process_that_ends_is_an_error(
    store: Store, monkeypatch: pytest.MonkeyPatch, script: str, cause: str
) -> None:
    use_worker(monkeypatch, script)
    with pytest.raises(WorkersFailed) as failure:
        list(judge_in_processes(store))
    assert failure.value.reason.problem is WorkerProblem.ENDED
    assert failure.value.reason.facts["cause"] == cause


def test_half_an_answer_is_an_error(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = "pickle.dumps(JudgedChunk([], len(chunk), 0))[:-20]"
    use_worker(monkeypatch, f"sys.stdout.buffer.write({half})")
    with pytest.raises(WorkersFailed):
        list(judge_in_processes(store))


def test_a_target_without_a_verdict_is_an_error(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "while chunk:\n"
        "    pickle.dump(JudgedChunk([], len(chunk) - 1, 0), sys.stdout.buffer)\n"
        "    sys.stdout.buffer.flush()\n"
        "    chunk = pickle.load(sys.stdin.buffer)\n"
    )
    use_worker(monkeypatch, script)
    with pytest.raises(WorkersFailed) as failure:
        list(judge_in_processes(store))
    assert failure.value.reason.problem is WorkerProblem.INCOMPLETE


def test_what_no_worker_can_open_is_judged_here(seeded_store: Path) -> None:
    with open_store(seeded_store, 10) as store:
        alone = list(judge_in_processes(store))
        missing = seeded_store.with_name("missing.db")
        request = JudgingRequest(
            missing, 10, store.last_digest(), DAY, "plain", ALL_OUTCOMES, keep_row
        )
        assert list(JudgedRows(store, store.target_ids(), 3, request)) == alone


@pytest.mark.parametrize(
    ("command", "count"),
    [
        (("compare", "--csv"), 1),
        (("compare", "-O", "md", "--lang", "zh"), 1),
        (("report", "-O", "html"), 1),
        (("report", "-O", "json", "--since", "2024-12-31"), 2),
    ],
)
def test_the_processes_that_judge_write_the_texts_too(
    seeded_store: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    count: int,
) -> None:
    encoders = []
    encode_with = JudgedRows.encode_with

    def note_encoder(
        rows: JudgedRows, encode: RowEncoder, manner: Manner = FOR_PROGRAMS
    ) -> JudgedRows:
        encoders.append(encode)
        return encode_with(rows, encode, manner)

    monkeypatch.setattr(JudgedRows, "encode_with", note_encoder)
    with pytest.raises(SystemExit):
        main(("--db", str(seeded_store), *command, "--jobs", "2"))

    assert len(encoders) == count
