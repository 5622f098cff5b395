"""How long a large export takes, as a ratio to the sqlite3 shell's own `-csv`.

    python bench/exporting.py [ROWS]

The shell writes the same columns of the same store, joined to their names; the ratio is
what reading records, guarding cells and laying them out cost. Both are run in turn, and
the least of three is taken.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from importing import PROGRAM, ours, written

ROUNDS = 3
REACH = 3.0
STYLES = ("csv", "csv-excel", "jsonl", "json", "plain")
_SHELL = """
    SELECT 'F' || figure.id AS id, region.name AS region, scope, metric.name AS metric,
        basis, relation, value, value_high, figure.unit, start, "end", base_period,
        status, published, source, locator, as_written, note
    FROM figure
    JOIN region ON region.id = figure.region_id
    JOIN metric ON metric.id = figure.metric_id
    ORDER BY figure.id
"""


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder / "many.csv", rows)
        subprocess.run((*ours(folder, "many.csv", "many.db"), "-q"), check=True)
        least = best(folder, commands(folder / "many.db"))
    shell = least.pop("shell")
    print(f"{rows} rows: the shell {shell:.2f} s")
    for style, seconds in least.items():
        reached = "" if style != "csv" else f" (to reach: {REACH})"
        print(f"{style} {seconds:.2f} s, {seconds / shell:.1f} x the shell{reached}")


def commands(store: Path) -> dict[str, tuple[str, ...]]:
    """Return what is timed."""
    shell = shutil.which("sqlite3")
    if shell is None:
        sys.exit("the sqlite3 shell is not here")
    export = (*PROGRAM, "--db", str(store), "export", "figures", "-O")
    timed = {"shell": (shell, "-csv", "-header", str(store), _SHELL)}
    return timed | {style: (*export, style) for style in STYLES}


def best(folder: Path, timed: dict[str, tuple[str, ...]]) -> dict[str, float]:
    """Return the least seconds of each command, run in turn."""
    least = dict.fromkeys(timed, float("inf"))
    for _ in range(ROUNDS):
        for name, command in timed.items():
            with (folder / "out").open("wb") as out:
                began = time.monotonic()
                subprocess.run(command, stdout=out, check=True)
            least[name] = min(least[name], time.monotonic() - began)
    return least


if __name__ == "__main__":
    main()
