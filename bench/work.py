"""Print what the main work costs, beside its floors and peers, and how it grows.

    python bench/work.py [--million]

Everything is measured in one run, as processor time: milliseconds drift with other
load, ratios hold. The floors are what the sqlite3 shell takes for the plain part of the
work. Peers are measured where they are installed beside this Python. `--million` adds
the work on a million figures.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from measuring import Cost, install_wheel, measure
from panel import write_days, write_panel, write_place

ROUNDS = int(os.environ.get("ROUNDS", "3"))
DAY = "2025-06-30"
_SMALL, _LARGE = 10_000, 100_000  # targets, with ten figures each
_LOOK_UPS = """
    SELECT target.id, target.value,
        (SELECT figure.value FROM figure WHERE figure.region_id = target.region_id
            AND figure.metric_id = target.metric_id AND figure.scope = target.scope
            AND figure."end" <= target.deadline ORDER BY figure."end" DESC LIMIT 1),
        (SELECT sum(figure.value) FROM figure WHERE figure.region_id = target.region_id
            AND figure.metric_id = target.metric_id AND figure.scope = target.scope
            AND figure."end" <= target.deadline)
    FROM target
"""
_ALL_FIGURES = """
    SELECT 'F' || figure.id AS id, region.name AS region, scope, metric.name AS metric,
        basis, relation, value, value_high, figure.unit, start, "end", base_period,
        status, published, source, locator, as_written, note
    FROM figure JOIN region ON region.id = figure.region_id
    JOIN metric ON metric.id = figure.metric_id ORDER BY figure.id
"""
_SHELL_TABLE = """
    CREATE TABLE figure (region TEXT, metric TEXT, basis TEXT, relation TEXT,
        value TEXT, unit TEXT, start TEXT, "end" TEXT, status TEXT, published TEXT);
    CREATE INDEX by_place ON figure (region, metric, "end", value);
"""
_PANDAS = """
import sys, pandas
targets, figures = (pandas.read_csv(f"{sys.argv[1]}/{n}.csv", dtype=str)
                    for n in ("targets", "figures"))
pairs = targets.merge(figures, on=["region", "metric"], suffixes=("", "_figure"))
pairs = pairs[pairs["end"] <= pairs["deadline"]].sort_values("end")
pairs["amount"] = pairs["value_figure"].astype(float)
found = pairs.groupby(["region", "metric"])["amount"].agg(["last", "sum"]).reset_index()
targets.merge(found, how="left").to_csv("/dev/null", index=False)
"""


class Work(NamedTuple):
    """A piece of work: what it took, its floor, and the figure to reach."""

    name: str
    now: Cost
    floor: Cost | None = None
    goal: float | None = None
    """At most so many times the floor."""
    most_seconds: float | None = None
    most_megabytes: float | None = None

    def row(self) -> str:
        """Return the row of the table."""
        ratio = self.now.seconds / self.floor.seconds if self.floor else None
        limits = (
            (ratio, self.goal, "{:g} x"),
            (self.now.seconds, self.most_seconds, "{:g} s"),
            (self.now.megabytes, self.most_megabytes, "{:g} MB"),
        )
        wanted = [(now, most, form) for now, most, form in limits if most is not None]
        missed = any(now is None or now > most for now, most, _ in wanted)
        return (
            " | ".join(
                (
                    f"| {self.name}",
                    str(self.now),
                    f"{self.floor.seconds:.2f} s" if self.floor else "–",
                    f"{ratio:.1f}" if ratio else "–",
                    ", ".join(form.format(most) for _, most, form in wanted) or "–",
                    ("over" if missed else "reached") if wanted else "–",
                )
            )
            + " |"
        )


class Bench:
    """The commands to measure, and the folder they work in."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self._shell = shutil.which("sqlite3") or sys.exit(
            "the sqlite3 shell is not here"
        )

    def ours(self, store: str, *words: str) -> tuple[str, ...]:
        """Return our command on a store of the folder."""
        database = str(self._folder / f"{store}.db")
        return (str(self._programs / "targets"), "--db", database, *words)

    def shell(self, store: str, *words: str) -> tuple[str, ...]:
        """Return a command of the sqlite3 shell on a store of the folder."""
        return (self._shell, str(self._folder / f"{store}.db"), *words)

    def compare(self, store: str, *words: str) -> tuple[str, ...]:
        """Return our comparison in one process, to CSV."""
        words = words or ("--jobs", "1")
        return self.ours(store, "compare", "--csv", "--as-of", DAY, *words)

    def fill(self, name: str, targets: int, *, said: bool = True) -> None:
        """Write a panel and a store that holds it."""
        panel = write_panel(self._folder / name, targets, said=said)
        measure(self.ours(name, "import", str(panel), "-q"))

    def remove(self, *stores: str) -> None:
        """Remove stores of the folder."""
        for store in stores:
            (self._folder / f"{store}.db").unlink(missing_ok=True)

    def list_work(self, *, million: bool) -> Iterator[Work]:
        """Measure the work of the table, piece by piece."""
        self.fill("small", _SMALL)
        look_ups = measure(self.shell("small", "-csv", _LOOK_UPS), ROUNDS)
        compared = measure(self.compare("small"), ROUNDS)
        yield Work("compare 10k / 100k to CSV", compared, look_ups, 6, 2)
        by_all = measure(self.compare("small", "--jobs", "2"), ROUNDS)
        yield Work("the same, --jobs 2", by_all, look_ups)
        self.fill("unsaid", _SMALL, said=False)
        unsaid = measure(self.compare("unsaid"), ROUNDS)
        yield Work("the same, kind and side unsaid", unsaid, compared, 2)
        report = self.ours(
            "small", "report", "-O", "html", "--as-of", DAY, "--jobs", "1"
        )
        yield Work("report html of 10k", measure(report), None, None, 4, 120)
        yield from self._list_imports()
        yield from self._list_single_places()
        if million:
            yield from self._list_large()
        else:
            yield self._export("small", "export 100k figures")

    def _list_imports(self) -> Iterator[Work]:
        figures = str(self._folder / "small" / "figures.csv")
        shell = self.shell(
            "shell",
            "-cmd",
            _SHELL_TABLE,
            "-cmd",
            ".mode csv",
            f".import --skip 1 {figures} figure",
        )
        floor = measure(shell, ROUNDS, lambda: self.remove("shell"))
        command = self.ours("import", "import", figures, "-q")
        first = measure(command, ROUNDS, lambda: self.remove("import"))
        yield Work("import 100k figures", first, floor, 3, 3)
        again = measure(command, ROUNDS)
        yield Work("the same file again", again, first, 1)
        undone = measure(self.ours("import", "undo", "-q"))
        yield Work("undo of that import", undone, first, None, None, 60)

    def _list_single_places(self) -> Iterator[Work]:
        for name, panel in (
            ("days", write_days(self._folder / "days", 4000)),
            ("day", write_place(self._folder / "day", 1200, months=0)),
            ("place", write_place(self._folder / "place", 1200)),
        ):
            measure(self.ours(name, "import", str(panel), "-q"))
        show = self.ours("days", "show", "T1", "--as-of", DAY)
        yield Work("show of 4,000 daily figures", measure(show), None, None, 1)
        compared = measure(self.compare("day"))
        yield Work("compare 1,200 targets of one place", compared, None, None, 1)
        compared = measure(self.compare("place"))
        yield Work("the same, each with a deadline of its own", compared)

    def _list_large(self) -> Iterator[Work]:
        self.fill("large", _LARGE)
        look_ups = measure(self.shell("large", "-csv", _LOOK_UPS))
        compared = measure(self.compare("large"))
        yield Work("compare 100k / 1M to CSV", compared, look_ups, 6, 20, 120)
        yield self._export("large", "export 1M figures")

    def _export(self, store: str, name: str) -> Work:
        floor = measure(self.shell(store, "-csv", "-header", _ALL_FIGURES))
        exported = measure(self.ours(store, "export", "figures"))
        return Work(name, exported, floor, 3.5)

    def list_peers(self) -> Iterator[tuple[str, str, Cost]]:
        """Measure what peers take for the plain part of the work."""
        beside = Path(sys.executable).parent
        store, panel = str(self._folder / "small.db"), str(self._folder / "small")
        figures, peer = f"{panel}/figures.csv", str(self._folder / "peer.db")
        commands = [
            ("look-ups", "sqlite-utils", ("query", store, _LOOK_UPS, "--csv")),
            ("import", "sqlite-utils", ("insert", peer, "figure", figures, "--csv")),
            ("import", "csvsql", ("--db", f"sqlite:///{peer}", "--insert", figures)),
            ("export", "sqlite-utils", ("query", store, _ALL_FIGURES, "--csv")),
            (
                "export",
                "sql2csv",
                ("--db", f"sqlite:///{store}", "--query", _ALL_FIGURES),
            ),
        ]
        for work, program, words in commands:
            if (beside / program).exists():
                command = (str(beside / program), *words)
                yield work, program, measure(command, 1, lambda: self.remove("peer"))
        if importlib.util.find_spec("pandas"):
            command = (sys.executable, "-c", _PANDAS, panel)
            yield "look-ups from CSV", "pandas", measure(command)

    def list_growth(self, *, million: bool) -> Iterator[str]:
        """Measure how the comparison grows with the panel."""
        sizes = (100, 1_000, _SMALL, *((_LARGE,) if million else ()))
        for targets in sizes:
            name = f"growth{targets}"
            self.fill(name, targets)
            cost = measure(self.compare(name), ROUNDS if targets < _LARGE else 1)
            self.remove(name)
            yield (
                f"| {targets:,} / {targets * 10:,} | {cost} | "
                f"{cost.seconds / targets * 1000:.2f} ms |"
            )


def main() -> None:
    """Print the tables."""
    million = "--million" in sys.argv[1:]
    print(f"{platform.machine()}, {platform.system()} {platform.release()}, ", end="")
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench = Bench(install_wheel(folder / "venv"), folder)
        print("| work | now | floor | ratio | goal | |\n|---|---|---|---|---|---|")
        for work in bench.list_work(million=million):
            print(work.row(), flush=True)
        print("\n| plain work of 10k / 100k | peer | took |\n|---|---|---|")
        for task, peer, cost in bench.list_peers():
            print(f"| {task} | {peer} | {cost} |", flush=True)
        print("\n| targets / figures | compare | a target |\n|---|---|---|")
        for line in bench.list_growth(million=million):
            print(line, flush=True)


if __name__ == "__main__":
    main()
