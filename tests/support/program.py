"""Run the program as its users do: in a fresh process, or in a fork of a warm one.

A fork has streams, a folder, variables, limits and an exit code of its own, as a fresh
process has; it only spares the loading of modules, most of the time of a short command.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple

PROGRAM = (sys.executable, "-m", "targetcli")
_SERVER = Path(__file__).with_name("warm_server.py")
_SERVER_ENVIRONMENT = {"LC_ALL": "C.UTF-8"}
# Variables the program reads while it runs; any other may change Python's own start.
_READ_WHILE_RUNNING = frozenset(
    {"CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "HOME", "NO_COLOR", "PATH", "TERM"}
    | {"PYTHONDONTWRITEBYTECODE", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"}
)
_LARGEST = 48 * 1024  # less than a pipe takes while nobody reads it yet
_CHUNK = 64 * 1024


class ProgramResult(NamedTuple):
    """Exit code, standard output and standard error of one run."""

    code: int
    out: str
    err: str


Run = Callable[..., ProgramResult]


def isolated_environment(folder: Path) -> dict[str, str]:
    """Return variables that keep everything in a folder, on one day for ever."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "TARGETS_DB": str(folder / "store.db"),
        "TARGETS_NOW": "2026-03-31T09:00:00+08:00",
    }


class Command(NamedTuple):
    """The words of a command line, where it runs, what it reads and what binds it."""

    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    stdin: bytes = b""
    memory: int | None = None
    """The most address space it may use, in bytes."""

    def run(self, timeout: float, warm: WarmProgram | None = None) -> ProgramResult:
        """Run it in a fork of a warm process where that tells the same."""
        if warm and self._can_run_warm():
            return warm.run(self, timeout)
        limit = "" if self.memory is None else f"ulimit -v {self.memory // 1024}; "
        done = subprocess.run(
            ["/bin/sh", "-c", f'{limit}exec "$@"', "sh", *PROGRAM, *self.arguments],
            input=self.stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.environment,
            timeout=timeout,
            check=False,
        )
        return ProgramResult(
            done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    def request(self) -> bytes:
        """Return what the server needs to know; its streams are sent beside it."""
        request = self._asdict() | {"folder": str(self.folder), "stdin": None}
        return json.dumps(request).encode()

    def _can_run_warm(self) -> bool:
        """Check that nothing here changes how Python itself starts."""
        return (
            max(len(self.stdin), len(self.request())) <= _LARGEST
            and _SERVER_ENVIRONMENT.items() <= self.environment.items()
            and all(
                name in _READ_WHILE_RUNNING
                or name in _SERVER_ENVIRONMENT
                or name.startswith("TARGETS_")
                for name in self.environment
            )
        )


class WarmProgram:
    """A server that has the program loaded and forks a process for each command."""

    def __init__(self) -> None:
        pair = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._requests, theirs = pair
        with theirs:
            self._server = subprocess.Popen(
                [sys.executable, _SERVER, str(theirs.fileno())],
                env=_SERVER_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )

    def close(self) -> None:
        """End the server."""
        self._requests.close()
        self._server.wait(60)

    def run(self, command: Command, timeout: float) -> ProgramResult:
        """Run one command to its end."""
        stdin, writing = os.pipe()
        os.write(writing, command.stdin)
        os.close(writing)
        streams = [os.pipe() for _ in ("stdout", "stderr", "answers")]
        theirs = [stdin, *(writing for _, writing in streams)]
        socket.send_fds(self._requests, [command.request()], theirs)
        for descriptor in theirs:
            os.close(descriptor)
        with ExitStack() as stack:
            stdout, stderr, answers = (
                stack.enter_context(os.fdopen(reading, "rb")) for reading, _ in streams
            )
            process_id = int(answers.readline())
            try:
                out, err = _read_all((stdout, stderr), timeout)
            except TimeoutError:
                os.kill(process_id, signal.SIGKILL)
                raise subprocess.TimeoutExpired(command.arguments, timeout) from None
            status = int(answers.readline())
        code = os.waitstatus_to_exitcode(status)
        return ProgramResult(code, out.decode(), err.decode())


def _read_all(streams: Sequence[BinaryIO], timeout: float) -> list[bytes]:
    """Read several pipes to their ends, whichever has something first."""
    pieces: dict[object, list[bytes]] = {stream: [] for stream in streams}
    end = time.monotonic() + timeout
    with selectors.DefaultSelector() as selector:
        for stream in streams:
            selector.register(stream, selectors.EVENT_READ)
        while selector.get_map():
            ready = selector.select(end - time.monotonic())
            if not ready:
                raise TimeoutError
            for key, _ in ready:
                piece = os.read(key.fd, _CHUNK)
                pieces[key.fileobj].append(piece)
                if not piece:
                    selector.unregister(key.fileobj)
    return [b"".join(pieces[stream]) for stream in streams]
