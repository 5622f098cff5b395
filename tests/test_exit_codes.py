"""Every exit code a script may rely on, provoked through a process."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from support.paths import CHECKOUT
from support.program import PROGRAM, Run
from targetcli.commands.exit_codes import ExitCode

_BROKEN = """
import sys
import targetcli.session.session as session
def fail(*_):
    raise RuntimeError("a bug")
session.Session.open_store = fail
from targetcli.cli import run
sys.argv[1:] = ["list"]
run()
"""


def done(run: Run) -> int:
    return run("init", "--with-seeds").code


def usage(run: Run) -> int:
    return run("list", "--nonsense").code


def findings(run: Run) -> int:
    run("init", "--with-seeds")
    return run("misses", "--as-of", "2026-03-31", "--fail-on", "missed").code


def data(run: Run) -> int:
    return run(
        "import", "-", stdin="region,metric,value,deadline\n云溪区,gdp,很多,x\n"
    ).code


def store(run: Run) -> int:
    return run("list").code


@pytest.mark.parametrize(
    ("code", "provoke"),
    [
        (ExitCode.DONE, done),
        (ExitCode.USAGE, usage),
        (ExitCode.FINDINGS, findings),
        (ExitCode.DATA, data),
        (ExitCode.STORE, store),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_exit_code(code: ExitCode, provoke: Callable[[Run], int], run: Run) -> None:
    assert provoke(run) == code


def test_a_bug_is_one_line_and_exit_1(environment: dict[str, str]) -> None:
    failed = subprocess.run(
        [sys.executable, "-c", _BROKEN],
        capture_output=True,
        env=environment,
        check=False,
    )
    assert failed.returncode == ExitCode.UNEXPECTED
    assert failed.stderr.decode().splitlines()[0] == "targets: RuntimeError: a bug"


def test_what_a_bug_held_in_its_hands_is_never_shown(
    environment: dict[str, str],
) -> None:
    """Not even where the trace is asked for."""
    program = _BROKEN.replace("    raise", "    token = 'a-secret'\n    raise")
    for debug in ("", "1"):
        failed = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            env={**environment, "TARGETS_DEBUG": debug},
            check=False,
        )
        assert failed.returncode == ExitCode.UNEXPECTED
        assert "a-secret" not in failed.stderr + failed.stdout
        assert ("Traceback" in failed.stderr) is bool(debug)


@pytest.mark.parametrize(
    ("sent", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=["int", "term", "hup"],
)
def test_a_signal_ends_an_import_and_nothing_of_it_is_stored(
    sent: signal.Signals, code: int, run: Run, environment: dict[str, str]
) -> None:
    seeds = sorted(map(str, (CHECKOUT / "seeds").glob("*.csv")))
    assert run("import", *seeds).code == 0
    before = run("export").out
    importing = subprocess.Popen(
        [*PROGRAM, "import", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert importing.stdin is not None
    assert importing.stderr is not None
    importing.stdin.write(b"region,metric,value,deadline\n")
    # More than a pipe holds: once it is written, most of it has been read.
    importing.stdin.write("云溪区,gdp,5亿元,2025\n".encode() * 20_000)
    importing.stdin.flush()
    importing.send_signal(sent)
    ended = importing.wait(30)
    said = importing.stderr.read()
    importing.stdin.close()
    importing.stderr.close()
    assert ended in (code, -int(sent))
    assert b"Traceback" not in said
    assert run("export").out == before


def test_a_module_interrupted_while_it_loads_is_an_interruption() -> None:
    hidden = 'raise ImportError("not found") from KeyboardInterrupt()'
    program = _BROKEN.replace('raise RuntimeError("a bug")', hidden)
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (ExitCode.INTERRUPTED, "")
