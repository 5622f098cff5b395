"""How quickly the program answers, as ratios to an empty Python.

Everything is timed round-robin in one run, in one fresh virtual environment that holds
the wheel, since milliseconds drift with other load and ratios hold.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
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


def best_times(timed: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Return the least seconds of each command over all rounds."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    best = dict.fromkeys(timed, float("inf"))
    for _ in range(rounds):
        for name, command in timed.items():
            start = time.perf_counter()
            subprocess.run(
                command, stdout=subprocess.DEVNULL, env=environment, check=True
            )
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def main() -> None:
    """Print each ratio beside the figure to reach."""
    with tempfile.TemporaryDirectory() as folder:
        programs = install_wheel(Path(folder) / "venv")
        store = Path(folder) / "store.db"
        seeded = [str(programs / "targets"), "--db", str(store), "init", "--with-seeds"]
        subprocess.run([*seeded, "-q"], check=True)
        best = best_times(commands(programs, store), ROUNDS)
    floor = best.pop("pass")
    print(f"{'pass':20} {floor * 1000:7.1f} ms   1.00")
    for name, seconds in best.items():
        ratio, reach = seconds / floor, REACH[name]
        verdict = "" if ratio <= reach else "   over"
        print(
            f"{name:20} {seconds * 1000:7.1f} ms {ratio:6.2f}   "
            f"to reach: {reach:g}{verdict}"
        )


if __name__ == "__main__":
    main()
