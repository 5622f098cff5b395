"""Play faults for real: run the program as a process and hold it to its promises.

`Stage.run_checked` runs one command and holds it to the invariants of every fault:
no traceback (I1), the exact exit code (I2), an output that is empty or complete (I3),
a failing command that changes no record (I4), no control characters (I6), and bounds
on time and memory (I7). `Stage.assert_sound` is I5: what is stored passes `check`.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

from support.program import PROGRAM, Command, ProgramResult, WarmProgram
from targetcli.commands.verbs import VERBS

Thing = TypeVar("Thing")
LONG = "TARGETS_FAULTS" in os.environ
_FAULTS = int(os.environ.get("TARGETS_FAULTS", "5"))
_SECONDS = float(os.environ.get("TARGETS_FAULT_SECONDS", "10"))
_BLINK = 0.0005  # looking all the time would take the time of who is looked at
_MEMORY = 512 * 1024 * 1024
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e") | frozenset(
    "\u2066\u2067\u2068\u2069"
)
_REFUSALS = frozenset({1, 2, 4, 5, 6})


PARTS = 10 if LONG else 1  # so that many workers share the longest tests

# What `check` looks at in the file itself, not in what people announced.
CHECK = ("check", "integrity", "chain", "references", "units", "readable")


READ, WRITE = ("list",), ("regions", "add", "云溪区")
_NEED_NO_STORE = ("completion", "demo", "where")
_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "add": ("云溪区", "绿道", "5公里", "--by", "2025"),
    "backup": ("-o", "copy.db"),
    "edit": ("T1", "note=甲"),
    "export": ("targets",),
    "figures": ("--json",),
    "import": ("big.csv",),
    "record": ("云溪区", "绿道", "5公里", "--for", "2023"),
    "remove": ("T1",),
    "revise": ("T1", "6公里", "--announced", "2024-01", "--source", "甲"),
    "show": ("T1",),
    "withdraw": ("T1", "--on", "2024-01-01", "--source", "甲"),
}
_ADDING: tuple[tuple[str, ...], ...] = (
    ("identities", "add", "云溪区@含新区", "云溪区", "新区", "--source", "甲"),
    ("metrics", "add", "绿道", "--kind", "stock"),
    ("milestones", "add", "T1", "2023", "3"),
    ("sources", "add", "甲"),
    ("units", "add", "垧", "--is", "10000平方米"),
)
# Every command that needs a store: one that reads and one that writes first.
COMMANDS: list[tuple[str, ...]] = [READ, WRITE]
COMMANDS += [
    (verb, *_ARGUMENTS.get(verb, ()))
    for verb in VERBS
    if verb not in (*_NEED_NO_STORE, *READ)
]
COMMANDS += [*_ADDING, ("export", "all"), ("init", "--with-seeds")]
SOME = COMMANDS if LONG else [*COMMANDS[:2], *COMMANDS[2::3]]


def repetitions(usual: int, most: int = 1000) -> int:
    """Return how often to do what a campaign of 20 does `usual` times."""
    return max(1, min(usual * _FAULTS // 20, most))


def choose(things: Sequence[Thing], number: int, count: int) -> Sequence[Thing]:
    """Return all things in a campaign, else `count` of them, others for each number.

    So every thing is tried somewhere, and every place with some of them.
    """
    if LONG:
        return things
    first = number * count
    return [things[place % len(things)] for place in range(first, first + count)]


class Moment(Enum):
    """When a running command is struck."""

    ANY = "after a random while"
    JOURNAL = "once its transaction has begun"
    WRITING = "while it changes the store"


class StruckCommand(NamedTuple):
    """A command that was struck: how it ended and what it had said by then."""

    result: ProgramResult
    has_hot_journal: bool
    """A journal with content was left."""


class Tally:
    """Outcomes of one fault over all its runs: as they should be, lost, misleading."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        self.runs = 0
        self.lost = 0
        self.misleading = 0
        self.outcomes: dict[str, int] = {}
        self.first_problem = ""

    def count(self, outcome: str, number: int = 1) -> None:
        """Count an outcome that is as it should be."""
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + number

    def lose(self, rows: int, what: str) -> None:
        """Count rows that were promised and are gone."""
        self.lost += rows
        self.first_problem = self.first_problem or what

    def mislead(self, what: str) -> None:
        """Count an answer that is wrong and does not say so."""
        self.misleading += 1
        self.first_problem = self.first_problem or what

    def assert_clean(self) -> None:
        """Hold it to the promise: no row lost, no wrong answer in silence."""
        assert (self.lost, self.misleading) == (0, 0), self.first_problem


class Stage:
    """A folder with a store in it, and the program to be run on it."""

    program: tuple[str, ...] = PROGRAM

    def __init__(
        self,
        folder: Path,
        environment: dict[str, str],
        warm_program: WarmProgram | None = None,
        seeded_store: Path | None = None,
    ) -> None:
        self.folder = folder
        self._warm_program = warm_program
        self._seeded_store = seeded_store
        self.environment = {**environment, "PYTHONDONTWRITEBYTECODE": "1"}
        if "PYTHONPATH" in os.environ:  # another checkout than the one installed
            self.environment["PYTHONPATH"] = os.environ["PYTHONPATH"]

    @property
    def store(self) -> Path:
        """The store that commands work on."""
        return Path(self.environment["TARGETS_DB"])

    @store.setter
    def store(self, path: Path) -> None:
        self.environment["TARGETS_DB"] = str(path)

    def seed(self) -> bytes:
        """Put a store with the packaged data set in place and return its bytes."""
        if self._seeded_store is None:
            self.run_checked("init", "--with-seeds")
            return self.store.read_bytes()
        image = self._seeded_store.read_bytes()
        self.replace_store(image)
        return image

    def run_checked(
        self,
        *arguments: str,
        exits: int | Collection[int] = 0,
        limits: str = "",
        user: Sequence[str] = (),
        seconds: float = _SECONDS,
        alone: bool = True,
        **extra: str,
    ) -> ProgramResult:
        """Run a command and hold it to the invariants.

        `limits` is shell for more ulimits, `user` a prefix that changes the uid;
        `alone` says that nobody else is writing, so that I4 can be held.
        """
        before = _read_store(self.store) if alone else None
        began = time.monotonic()
        result = self._run(arguments, limits, user, 3 * seconds, extra)
        took = time.monotonic() - began
        output = f"{result.err}{result.out[:300]}"
        description = f"targets {' '.join(arguments)}: {result.code}\n{output}"
        assert "Traceback" not in result.err, description
        assert result.code in ({exits} if isinstance(exits, int) else exits), (
            description
        )
        _assert_output(result, arguments, description)
        assert took < seconds, description
        if result.code in _REFUSALS and before is not None:
            after = _read_store(self.store)
            same = after == before or (
                after and dump_store(*after) == dump_store(*before)
            )
            assert same, f"changed by a failing command: {description}"
        return result

    def _run(
        self,
        arguments: Sequence[str],
        limits: str,
        user: Sequence[str],
        timeout: float,
        variables: dict[str, str],
    ) -> ProgramResult:
        environment = {**self.environment, **variables}
        if not limits and not user and self.program == PROGRAM:
            command = Command(arguments, self.folder, environment, memory=_MEMORY)
            ran = command.run(timeout, self._warm_program)
            return ran._replace(code=_shell_exit_code(ran.code))
        done = subprocess.run(
            self._command(arguments, limits, user),
            input=b"",
            capture_output=True,
            cwd=self.folder,
            env=environment,
            timeout=timeout,
            check=False,
        )
        return ProgramResult(
            _shell_exit_code(done.returncode),
            done.stdout.decode(),
            done.stderr.decode(),
        )

    def strike(
        self,
        *arguments: str,
        moment: Moment = Moment.ANY,
        pause: float = 0.0,
        by: signal.Signals = signal.SIGKILL,
    ) -> StruckCommand:
        """Run a command and send it a signal at some moment."""
        stamp = _file_stamp(self.store)
        victim = subprocess.Popen(
            self._command(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.environment,
        )
        reached = {
            Moment.ANY: lambda: True,
            Moment.JOURNAL: lambda: any(self.leftovers("-journal")),
            Moment.WRITING: lambda: _file_stamp(self.store) != stamp,
        }[moment]
        wait_for(reached, victim)
        if moment is not Moment.WRITING and victim.poll() is None:
            time.sleep(pause)
        victim.send_signal(by)
        out, err = victim.communicate(timeout=60)
        journal = self._journal()
        hot = journal.exists() and any(journal.read_bytes()[:8])
        result = ProgramResult(
            _shell_exit_code(victim.returncode), out.decode(), err.decode()
        )
        assert "Traceback" not in result.err, result.err
        return StruckCommand(result, hot)

    def start(
        self, *arguments: str, stdin: BinaryIO | int = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        """Start a command and return at once."""
        return subprocess.Popen(
            self._command(arguments),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.environment,
        )

    def assert_sound(self) -> None:
        """Hold what is stored to SQLite's own test and to our chain (I5)."""
        with closing(sqlite3.connect(self.store)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        ran = self.run_checked(*CHECK)
        assert (ran.out, ran.err) == ("", "")

    def replace_store(self, image: bytes) -> None:
        """Put a store in place, with nothing left of any other."""
        for path in (*self.leftovers(), self._journal(), self.store):
            path.unlink(missing_ok=True)
        self.store.write_bytes(image)
        self.store.chmod(0o600)

    def write_figures(self, count: int, name: str = "big.csv", first: int = 1) -> Path:
        """Write a file of figures to import."""
        path = self.folder / name
        head = "region,scope,metric,basis,relation,value,unit,start,end,status,note\n"
        with path.open("w", encoding="utf-8") as file:
            file.write(head)
            for number in range(first, first + count):
                year = 2000 + number % 25
                file.write(
                    f"云溪区,第{number}片,绿道,level,=,{number},公里,"
                    f"{year}-01-01,{year}-12-31,reported,{'言' * 20}\n"
                )
        return path

    def leftovers(self, ending: str = "") -> Iterator[Path]:
        """Yield the files beside the store that a command made and did not remove."""
        real = self.store.resolve()
        for path in real.parent.glob(f"*{real.name}*{ending}"):
            if path != real:
                yield path

    def _journal(self) -> Path:
        real = self.store.resolve()
        return real.with_name(f"{real.name}-journal")

    def _command(
        self, arguments: Sequence[str], limits: str = "", user: Sequence[str] = ()
    ) -> list[str]:
        bounds = f'ulimit -v {_MEMORY // 1024}; {limits} exec "$@"'
        return ["/bin/sh", "-c", bounds, "targets", *user, *self.program, *arguments]


def wait_for(reached: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait until something is so, or the process has ended."""
    end = time.monotonic() + 60
    while process.poll() is None and not reached():
        assert time.monotonic() < end
        time.sleep(_BLINK)


def json_rows(result: ProgramResult) -> list[dict[str, Any]]:
    """Return the rows of a JSON answer."""
    rows: list[dict[str, Any]] = json.loads(result.out)["rows"]
    return rows


def count_message_lines(result: ProgramResult) -> int:
    """Count the lines said, but for the one that a program reads."""
    return sum(not line.startswith("{") for line in result.err.splitlines())


def dump_store(image: bytes, journal: bytes) -> str:
    """Return everything SQLite reads in a store, by way of a copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "store.db"
        copy.write_bytes(image)
        if journal:
            copy.with_name("store.db-journal").write_bytes(journal)
        with closing(sqlite3.connect(copy)) as connection:
            return "\n".join(connection.iterdump())


def execute_sql(path: Path, *statements: str) -> None:
    """Do to a store, with SQLite alone, what the program never would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def end_processes(processes: Sequence[subprocess.Popen[bytes]]) -> Iterator[None]:
    """End what was started, whatever happens meanwhile."""
    try:
        yield
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()
            process.communicate(timeout=60)


def seeded_random(name: str) -> random.Random:
    """Return the dice of one test: the same in every run, but for `make faults`."""
    seed = os.environ.get("TARGETS_SEED", "")
    return random.Random(f"{name} {seed}")  # noqa: S311 - no secret


def _assert_output(
    result: ProgramResult, arguments: Sequence[str], description: str
) -> None:
    if result.code in _REFUSALS:
        assert result.out == "", description
    elif result.out and "--json" in arguments:
        json.loads(result.out)
    else:
        assert result.out == "" or result.out.endswith("\n"), description
    for letter in result.out + result.err:
        control = (letter < " " or "\x7f" <= letter <= "\x9f") and letter not in "\n\t"
        assert not control, description
        assert letter not in _BIDI, description


def _read_store(store: Path) -> tuple[bytes, bytes] | None:
    if not store.is_file():
        return None
    journal = store.with_name(f"{store.name}-journal")
    return store.read_bytes(), journal.read_bytes() if journal.is_file() else b""


def _file_stamp(path: Path) -> tuple[int, int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size


def _shell_exit_code(code: int) -> int:
    return 128 - code if code < 0 else code  # as a shell shows it
