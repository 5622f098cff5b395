"""Fixtures of every test: the real program, a store of its own, one fixed day."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from support.paths import SHARED
from support.program import (
    PROGRAM,
    Command,
    ProgramResult,
    Run,
    WarmProgram,
    isolated_environment,
)

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

# A shell in the background ignores Ctrl-C, nohup a hangup, and so would what we start.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


# `make faults` starts every command as a user does, in a fresh process.
COLD = "TARGETS_FAULTS" in os.environ
_SECONDS = 60
_AS_OTHER_USER = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write the expected texts anew instead of comparing",
    )


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Variables under which nothing depends on this machine."""
    return isolated_environment(tmp_path)


@pytest.fixture(scope="session")
def warm_program() -> Iterator[WarmProgram | None]:
    """The program, loaded and ready to be forked; None where every start is cold."""
    if COLD or sys.platform != "linux":
        yield None
        return
    program = WarmProgram()
    yield program
    program.close()


@pytest.fixture(scope="session")
def seeded_store(
    tmp_path_factory: pytest.TempPathFactory, warm_program: WarmProgram | None
) -> Path:
    """A store with the packaged data set, to be copied and never written to."""
    folder = tmp_path_factory.mktemp("seeded")
    variables = isolated_environment(folder)
    command = Command(("init", "--with-seeds"), folder, variables)
    assert command.run(_SECONDS, warm_program).code == 0
    return folder / "store.db"


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
def seeded_run(run: Run, environment: dict[str, str], seeded_store: Path) -> Run:
    """Run the program with a copy of the seeded store."""
    shutil.copy(seeded_store, environment["TARGETS_DB"])
    return run


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="targets-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def other_user() -> tuple[str, ...]:
    """The words before a command that make the modes of files count for it."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root passes every mode and there is no setpriv to be another user")
    program = [*_AS_OTHER_USER, *PROGRAM, "--version"]
    if subprocess.run(program, capture_output=True, check=False, cwd="/").returncode:
        pytest.skip("root passes every mode and another user cannot run the program")
    return _AS_OTHER_USER


@pytest.fixture
def shared() -> Path:
    """The folder of outside vectors and corpora; its tests skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared vectors and corpora are not here")
    return SHARED
