"""How quickly the program answers, as ratios to an empty Python.

Everything is timed round-robin in one run, in one fresh virtual environment that holds
the wheel, and by the processor, since milliseconds drift with other load and ratios of
medians hold. `import typer` is what a command line costs that is not plain.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import install_wheel

ROUNDS = int(os.environ.get("ROUNDS", "20"))

# The figures to reach: what the command costs at most, in empty Pythons.
REACH = {
    "--version": 2.0,
    "list": 7.5,
    "show": 8.5,
    "compare": 8.5,
    "misses": 8.5,
    "due": 8.5,
    "completion": 9.0,
    "list on a terminal": 12.0,
    "--help": 8.0,
}


def commands(programs: Path, store: Path) -> dict[str, list[str]]:
    """Return what is timed."""
    targets = [str(programs / "targets")]
    on_store = [*targets, "--db", str(store)]
    as_of = ["--as-of", "2026-03-31", "--region", "常州市"]
    return {
        "pass": [str(programs / "python"), "-c", "pass"],
        "import typer": [str(programs / "python"), "-c", "import typer"],
        "--version": [*targets, "--version"],
        "--help": [*targets, "--help"],
        "list": [*on_store, "list", "--region", "常州市"],
        "show": [*on_store, "show", "T91", "--as-of", "2026-03-31"],
        "compare": [*on_store, "compare", *as_of],
        "misses": [*on_store, "misses", *as_of],
        "due": [*on_store, "due", "-q", *as_of],
        "completion": [
            *on_store,
            "completion",
            "words",
            "--",
            "compare",
            "--region",
            "常",
        ],
        "list on a terminal": [*on_store, "list", "--region", "常州市", "-O", "table"],
    }


def median_times(timed: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Return the median of the seconds of the processor that each command takes."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(rounds):
        for name, command in timed.items():
            seconds[name].append(processor_time(command, environment))
    return {name: statistics.median(times) for name, times in seconds.items()}


def processor_time(command: list[str], environment: dict[str, str]) -> float:
    """Return the seconds of the processor that a command takes."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        if process.stdout is not None:
            process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Print each ratio beside the figure to reach."""
    with tempfile.TemporaryDirectory() as folder:
        programs = install_wheel(Path(folder) / "venv")
        store = Path(folder) / "store.db"
        seeded = [str(programs / "targets"), "--db", str(store), "init", "--with-seeds"]
        subprocess.run([*seeded, "-q"], check=True)
        medians = median_times(commands(programs, store), ROUNDS)
    floor = medians.pop("pass")
    print(f"{'pass':20} {floor * 1000:7.1f} ms   1.00")
    for name, seconds in medians.items():
        ratio, reach = seconds / floor, REACH.get(name)
        wanted = f"   to reach: {reach:g}" if reach else ""
        verdict = "   over" if reach and ratio > reach else ""
        print(f"{name:20} {seconds * 1000:7.1f} ms {ratio:6.2f}{wanted}{verdict}")


if __name__ == "__main__":
    main()
