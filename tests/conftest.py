"""What every test may use: the real program, a store of its own, one fixed day."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from support.paths import SHARED
from support.program import Command, ProgramResult, Run, WarmProgram

settings.register_profile(
    "targets",
    deadline=None,
    max_examples=int(os.environ.get("TARGETS_EXAMPLES", "50")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("targets")

# Started in the background, a shell has its children ignore Ctrl-C, and they theirs.
signal.signal(signal.SIGINT, signal.default_int_handler)


# `make faults` starts every command as a user does, in a fresh process.
COLD = "TARGETS_FAULTS" in os.environ
_SECONDS = 60


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write the expected texts anew instead of comparing",
    )


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment that depends on nothing of this machine."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "TARGETS_DB": str(tmp_path / "store.db"),
        "TARGETS_NOW": "2026-03-31T09:00:00+08:00",
    }


@pytest.fixture(scope="session")
def warm_program() -> Iterator[WarmProgram | None]:
    """The program, loaded and ready to be forked; none where every start is cold."""
    if COLD:
        yield None
        return
    program = WarmProgram()
    yield program
    program.close()


@pytest.fixture
def run(
    tmp_path: Path, environment: dict[str, str], warm_program: WarmProgram | None
) -> Run:
    """Run the program in a folder of its own, with a store of its own."""

    def run_targets(*arguments: str, stdin: str = "", **extra: str) -> ProgramResult:
        command = Command(arguments, tmp_path, {**environment, **extra}, stdin.encode())
        return command.run(_SECONDS, warm_program)

    return run_targets


@pytest.fixture
def shared() -> Path:
    """The folder of outside vectors and corpora; its tests skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared vectors and corpora are not here")
    return SHARED
