"""What every test may use: the real program, a store of its own, one fixed day."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from support.paths import SHARED
from support.program import Command, ProgramResult, Run, WarmProgram

# The same examples every time; a failure is shown as it was found, in seconds.
settings.register_profile(
    "same",
    deadline=None,
    derandomize=True,
    max_examples=50,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
# The same examples, and the smallest one that fails in the same way: minutes.
settings.register_profile("smallest", settings.get_profile("same"), phases=Phase)
# New examples from a seed that pytest prints, and many of them.
settings.register_profile(
    "fresh",
    settings.get_profile("smallest"),
    derandomize=False,
    max_examples=1000,
    print_blob=True,
)
settings.load_profile("same")

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
