"""What every test may use: the real program, a store of its own, one fixed day."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from support.paths import SHARED
from support.program import ProgramResult, Run

settings.register_profile(
    "targets",
    deadline=None,
    max_examples=int(os.environ.get("TARGETS_EXAMPLES", "50")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("targets")

# Started in the background, a shell has its children ignore Ctrl-C, and they theirs.
signal.signal(signal.SIGINT, signal.default_int_handler)


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


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run the installed program in a folder of its own, with a store of its own."""

    def run_targets(*arguments: str, stdin: str = "", **extra: str) -> ProgramResult:
        done = subprocess.run(
            [sys.executable, "-m", "targetcli", *arguments],
            input=stdin.encode(),
            capture_output=True,
            cwd=tmp_path,
            env={**environment, **extra},
            timeout=60,
            check=False,
        )
        return ProgramResult(
            done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run_targets


@pytest.fixture
def shared() -> Path:
    """The folder of outside vectors and corpora; its tests skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared vectors and corpora are not here")
    return SHARED
