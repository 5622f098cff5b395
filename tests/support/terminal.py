"""The real program on a real terminal, or many times over in one process."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from typing import NamedTuple

from support.program import PROGRAM
from support.stage import Stage

MARK = b"\0next\0"
_END_OF_INPUT = b"\x04"
_LONGEST_SILENCE = 120  # seconds
# Many commands of one process: what each writes, a mark, its exit code, another mark.
_MANY = """
import json, os, sys
from targetcli.cli import main
for variables, arguments in json.loads(os.environ.pop("MANY")):
    os.environ.update(variables)
    code = 0
    try:
        main(arguments)
    except SystemExit as end:
        code = end.code or 0
    sys.stdout.flush()
    sys.stdout.buffer.write(b"\\0next\\0%d\\0next\\0" % code)
    sys.stdout.buffer.flush()
"""


class CommandOutput(NamedTuple):
    """Exit code and output of one command of many."""

    code: int
    out: bytes


Line = tuple[dict[str, str], list[str]]


def run_many(stage: Stage, *lines: Line, **extra: str) -> list[CommandOutput]:
    """Run commands one after another in one process, into a pipe."""
    done = subprocess.run(
        [sys.executable, "-c", _MANY],
        capture_output=True,
        cwd=stage.folder,
        env={**stage.environment, **extra, "MANY": json.dumps(lines)},
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    return _split_outputs(done.stdout)


def run_many_on_terminal(
    stage: Stage, *lines: Line, **extra: str
) -> list[CommandOutput]:
    """Run commands one after another in one process, on a terminal."""
    environment = {**stage.environment, **extra, "MANY": json.dumps(lines)}
    shown, code = _read_terminal([sys.executable, "-c", _MANY], stage, environment)
    assert code == 0, shown
    return _split_outputs(shown)


def run_on_terminal(
    stage: Stage, *arguments: str, typed: str = "", **extra: str
) -> tuple[str, int]:
    """Run one command on a terminal of 100 columns: what is shown, and its code."""
    environment = {**stage.environment, "TERM": "xterm-256color", **extra}
    command = [*PROGRAM, *arguments]
    shown, code = _read_terminal(command, stage, environment, typed.encode())
    return shown.decode().replace("\r\n", "\n"), code


def strip_colors(shown: str) -> str:
    """Return what is shown without our own colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


def _split_outputs(out: bytes) -> list[CommandOutput]:
    parts = out.split(MARK)
    pairs = zip(parts[::2], parts[1::2], strict=False)
    return [CommandOutput(int(code), written) for written, code in pairs]


def _read_terminal(
    command: list[str], stage: Stage, environment: dict[str, str], typed: bytes = b""
) -> tuple[bytes, int]:
    ours, theirs = pty.openpty()
    # Whatever is asked after what was typed is answered by Ctrl-D: the end.
    os.write(ours, typed + _END_OF_INPUT * 8)
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=stage.folder,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    while True:
        if not select.select([ours], [], [], _LONGEST_SILENCE)[0]:
            process.kill()
            msg = f"nothing more came from the terminal after {shown!r}"
            raise AssertionError(msg)
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        shown += piece
    os.close(ours)
    return shown, process.wait(60)
