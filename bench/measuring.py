"""Measure commands by the time of the processor and the memory they take."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).parent.parent
_LONGEST = 120  # seconds of the processor
_LIMIT = ("sh", "-c", f'ulimit -S -t {_LONGEST}; exec "$@"', "sh")
_ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}


class Cost(NamedTuple):
    """Seconds of the processor that a command took, and its peak of memory in MB.

    `is_cut` marks a command that was ended after the longest that is waited for.
    """

    seconds: float
    megabytes: float
    is_cut: bool = False

    def __str__(self) -> str:
        sign = "> " if self.is_cut else ""
        return f"{sign}{self.seconds:.2f} s, {self.megabytes:.0f} MB"


def install_wheel(folder: Path) -> Path:
    """Install the wheel in a fresh environment and return its folder of programs."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin/pip"), "install", "-q", "--disable-pip-version-check"]
    constraints = ["-c", str(CHECKOUT / "constraints.txt")]
    subprocess.run([*pip, *constraints, str(CHECKOUT)], check=True)
    return folder / "bin"


def measure(
    command: Sequence[str], rounds: int = 1, prepare: Callable[[], None] | None = None
) -> Cost:
    """Run a command some times, and return the median of what it took.

    Processor time of the command and its children, as wall time drifts with other load.
    """
    costs = []
    for _ in range(rounds):
        if prepare is not None:
            prepare()
        costs.append(_run(command))
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.megabytes for cost in costs),
        any(cost.is_cut for cost in costs),
    )


def _run(command: Sequence[str]) -> Cost:
    with subprocess.Popen(
        [*_LIMIT, *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_ENVIRONMENT,
    ) as process:
        told = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    is_cut = process.returncode == -signal.SIGXCPU
    if process.returncode and not is_cut:
        sys.exit(f"{' '.join(command)}: {told.decode()}")
    seconds = usage.ru_utime + usage.ru_stime
    return Cost(seconds, usage.ru_maxrss / 1024, is_cut)
