"""How long a large import takes, as a ratio to the sqlite3 shell's own `.import`.

    python bench/importing.py [ROWS]

The shell puts the same cells into a table of text with the same index, and checks
nothing; the ratio is what reading, checking, merging and digesting cost. Memory is the
peak of the whole process, beside that of an import of a thousand rows.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COLUMNS = "region,scope,metric,basis,relation,value,unit,start,end,status,note"
PROGRAM = (sys.executable, "-m", "targetcli")
REGIONS, METRICS, SCOPES, YEARS = 300, 40, 7, 25


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder / "few.csv", 1_000)
        written(folder / "many.csv", rows)
        shell = measured(folder, *shell_import(folder))
        _, least = measured(folder, *ours(folder, "few.csv", "few.db"))
        first = measured(folder, *ours(folder, "many.csv", "many.db"))
        again = measured(folder, *ours(folder, "many.csv", "many.db"))
    print(f"{rows} rows: the shell {shell[0]:.1f} s")
    for what, (seconds, peak) in (("first", first), ("again", again)):
        ratio = seconds / shell[0]
        pace = rows / seconds / 1000
        print(f"{what} {seconds:.1f} s, {ratio:.1f} x the shell, {pace:.1f} rows/ms")
        print(f"  at most {peak // 1024} MiB; a thousand rows need {least // 1024} MiB")


def written(path: Path, rows: int) -> None:
    """Write a file of figures."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{COLUMNS}\n")
        for n in range(rows):
            year = 2000 + n % YEARS
            file.write(
                f"第{n % REGIONS}区,口径{n % SCOPES},指标{n % METRICS},level,=,"
                f"{n},公里,"
                f"{year}-01-01,{year}-12-31,reported,{'言' * 20}\n"
            )


def shell_import(folder: Path) -> tuple[str, ...]:
    """Return the command that has the sqlite3 shell take the file in."""
    shell = shutil.which("sqlite3")
    if shell is None:
        sys.exit("the sqlite3 shell is not here")
    columns = ", ".join(f'"{column}" TEXT' for column in COLUMNS.split(","))
    script = (
        f"CREATE TABLE figure (id INTEGER PRIMARY KEY, {columns});"
        f"CREATE TABLE staged ({columns});"
        'CREATE INDEX place ON staged (region, metric, scope, "end", value);'
    )
    return (
        *(shell, str(folder / "shell.db"), "-cmd", script, "-cmd", ".mode csv"),
        f".import --skip 1 {folder / 'many.csv'} staged",
    )


def ours(folder: Path, file: str, store: str) -> tuple[str, ...]:
    """Return our command for a file and a store."""
    return (*PROGRAM, "--db", str(folder / store), "import", str(folder / file))


def measured(folder: Path, *command: str) -> tuple[float, int]:
    """Run a command; return its seconds and its own peak of memory in KiB."""
    began = time.monotonic()
    child = os.fork()
    if not child:
        subprocess.run(command, cwd=folder, stderr=subprocess.DEVNULL, check=True)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        (folder / "peak").write_text(str(peak), encoding="utf-8")
        os._exit(0)
    os.waitpid(child, 0)
    return time.monotonic() - began, int((folder / "peak").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
