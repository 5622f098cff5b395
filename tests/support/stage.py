"""Faults done for real: the program as a process, and what must hold after each.

`Stage.fault` runs one command and holds it to the invariants of every fault:
no traceback (I1), the exact exit code (I2), an output that is empty or complete (I3),
a failing command that changes no record (I4), no control characters (I6), and bounds
on time and memory (I7). `Stage.sound` is I5: what is stored passes `check`.
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
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from support.program import PROGRAM, Command, ProgramResult, WarmProgram
from targetcli.commands.app import VERBS

LONG = "TARGETS_FAULTS" in os.environ
_FAULTS = int(os.environ.get("TARGETS_FAULTS", "10"))
_SECONDS = float(os.environ.get("TARGETS_FAULT_SECONDS", "10"))
_MEMORY = 512 * 1024 * 1024
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e") | frozenset(
    "\u2066\u2067\u2068\u2069"
)
_REFUSALS = frozenset({1, 2, 4, 5, 6})


PARTS = 10 if LONG else 2  # so that many workers share the longest tests

# What `check` looks at in the file itself, not in what people announced.
CHECK = ("check", "integrity", "chain", "references", "units", "readable")


def has(verb: str) -> bool:
    """Say whether the program knows a verb."""
    known = VERBS.get(verb)
    return known is not None and bool(find_spec(f"targetcli.commands.{known.module}"))


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
    if verb not in (*_NEED_NO_STORE, *READ) and has(verb)
]
COMMANDS += [*_ADDING, ("export", "all"), ("init", "--with-seeds")]
SOME = COMMANDS if LONG else [*COMMANDS[:2], *COMMANDS[2::3]]


def times(usual: int, most: int = 1000) -> int:
    """Return how often to do what `make test` does `usual` times."""
    return max(1, min(usual * _FAULTS // 20, most))


class Moment(Enum):
    """When a running command is struck."""

    ANY = "after a random while"
    JOURNAL = "once its transaction has begun"
    WRITING = "while it changes the store"


class Struck(NamedTuple):
    """A command that was struck: how it ended and what it had said by then."""

    ran: ProgramResult
    hot: bool
    """Whether a journal with content was left."""


class Tally:
    """What came of one fault, over all its runs."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        self.runs = 0
        self.lost = 0
        self.wrong = 0
        self.seen: dict[str, int] = {}
        self.first = ""

    def saw(self, outcome: str) -> None:
        """Count an outcome that is as it should be."""
        self.seen[outcome] = self.seen.get(outcome, 0) + 1

    def lose(self, rows: int, what: str) -> None:
        """Count rows that were promised and are gone."""
        self.lost += rows
        self.first = self.first or what

    def mislead(self, what: str) -> None:
        """Count an answer that is wrong and does not say so."""
        self.wrong += 1
        self.first = self.first or what

    def clean(self) -> None:
        """Hold it to the promise: no row lost, no wrong answer in silence."""
        assert (self.lost, self.wrong) == (0, 0), self.first


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
            self.fault("init", "--with-seeds")
            return self.store.read_bytes()
        image = self._seeded_store.read_bytes()
        self.put(image)
        return image

    def fault(
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
        before = _frozen(self.store) if alone else None
        began = time.monotonic()
        ran = self._run(arguments, limits, user, 3 * seconds, extra)
        took = time.monotonic() - began
        told = f"targets {' '.join(arguments)}: {ran.code}\n{ran.err}{ran.out[:300]}"
        assert "Traceback" not in ran.err, told
        assert ran.code in ({exits} if isinstance(exits, int) else exits), told
        _hold_output(ran, arguments, told)
        assert took < seconds, told
        if ran.code in _REFUSALS and before is not None:
            after = _frozen(self.store)
            same = after == before or (after and dumped(*after) == dumped(*before))
            assert same, f"changed by a failing command: {told}"
        return ran

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
            return ran._replace(code=_shown(ran.code))
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
            _shown(done.returncode), done.stdout.decode(), done.stderr.decode()
        )

    def strike(
        self,
        *arguments: str,
        moment: Moment = Moment.ANY,
        pause: float = 0.0,
        by: signal.Signals = signal.SIGKILL,
    ) -> Struck:
        """Run a command and send it a signal at some moment."""
        started = _stamp(self.store)
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
            Moment.WRITING: lambda: _stamp(self.store) != started,
        }[moment]
        _wait_for(reached, victim)
        if moment is not Moment.WRITING and victim.poll() is None:
            time.sleep(pause)
        victim.send_signal(by)
        out, err = victim.communicate(timeout=60)
        journal = self._journal()
        hot = journal.exists() and any(journal.read_bytes()[:8])
        ran = ProgramResult(_shown(victim.returncode), out.decode(), err.decode())
        assert "Traceback" not in ran.err, ran.err
        return Struck(ran, hot)

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

    def sound(self) -> None:
        """Hold what is stored to SQLite's own test and to our chain (I5)."""
        with closing(sqlite3.connect(self.store)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        if has("check"):
            ran = self.fault(*CHECK)
            assert (ran.out, ran.err) == ("", "")

    def put(self, image: bytes) -> None:
        """Put a store in place, with nothing left of any other."""
        for path in (*self.leftovers(), self._journal(), self.store):
            path.unlink(missing_ok=True)
        self.store.write_bytes(image)
        self.store.chmod(0o600)

    def rows(self, count: int, name: str = "big.csv", first: int = 1) -> Path:
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


def rows_of(ran: ProgramResult) -> list[dict[str, Any]]:
    """Return the rows of a JSON answer."""
    rows: list[dict[str, Any]] = json.loads(ran.out)["rows"]
    return rows


def told_of(ran: ProgramResult) -> int:
    """Count the lines said, but for the one that a program reads."""
    return sum(not line.startswith("{") for line in ran.err.splitlines())


def dumped(image: bytes, journal: bytes) -> str:
    """Return everything SQLite reads in a store, by way of a copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "store.db"
        copy.write_bytes(image)
        if journal:
            copy.with_name("store.db-journal").write_bytes(journal)
        with closing(sqlite3.connect(copy)) as connection:
            return "\n".join(connection.iterdump())


def changed(path: Path, *statements: str) -> None:
    """Do to a store, with SQLite alone, what the program never would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def unstarved(processes: Sequence[subprocess.Popen[bytes]]) -> Iterator[None]:
    """End what was started, whatever happens meanwhile."""
    try:
        yield
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()
            process.communicate(timeout=60)


def chance(name: str) -> random.Random:
    """Return the dice of one test: the same in every run, but for `make faults`."""
    seed = os.environ.get("TARGETS_SEED", "")
    return random.Random(f"{name} {seed}")  # noqa: S311 - no secret


def _hold_output(ran: ProgramResult, arguments: Sequence[str], told: str) -> None:
    if ran.code in _REFUSALS:
        assert ran.out == "", told
    elif ran.out and "--json" in arguments:
        json.loads(ran.out)
    else:
        assert ran.out == "" or ran.out.endswith("\n"), told
    for letter in ran.out + ran.err:
        control = (letter < " " or "\x7f" <= letter <= "\x9f") and letter not in "\n\t"
        assert not control, told
        assert letter not in _BIDI, told


def _frozen(store: Path) -> tuple[bytes, bytes] | None:
    if not store.is_file():
        return None
    journal = store.with_name(f"{store.name}-journal")
    return store.read_bytes(), journal.read_bytes() if journal.is_file() else b""


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size


def _wait_for(reached: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while process.poll() is None and not reached():
        assert time.monotonic() < end


def _shown(code: int) -> int:
    return 128 - code if code < 0 else code  # as a shell shows it
