"""The stage on which faults are played, and the table of what came of them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support.program import WarmProgram, isolated_environment
from support.stage import LONG, Stage, Tally


@pytest.fixture
def stage(
    tmp_path: Path,
    environment: dict[str, str],
    warm_program: WarmProgram | None,
    seeded_store: Path,
) -> Stage:
    """A folder of its own with no store in it yet."""
    return Stage(tmp_path, environment, warm_program, seeded_store)


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Callable[[str], Tally]:
    """Count what comes of a fault; `make faults` prints it."""

    def start_tally(fault: str) -> Tally:
        new_tally = Tally(fault)
        request.node.user_properties.append(("fault", vars(new_tally)))
        return new_tally

    return start_tally


@pytest.fixture
def open_stage(
    open_folder: Path, warm_program: WarmProgram | None, seeded_store: Path
) -> Stage:
    """A stage in a folder that other users can reach."""
    variables = isolated_environment(open_folder)
    return Stage(open_folder, variables, warm_program, seeded_store)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MiB; skips aloud where mounting is refused."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1024k", "targets", str(folder)]
    if (
        shutil.which("mount") is None
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("this machine lets us mount no small file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table of the long campaign."""
    if not LONG:
        return
    tallies = _merge_tallies(
        counts
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for key, counts in report.user_properties
        if key == "fault"
    )
    terminalreporter.section("faults")
    width = max(map(len, tallies), default=5)
    line = "{0:<{width}}  {1:>5}  {2:>9}  {3:>20}  {4}"
    head = ("fault", "runs", "lost rows", "silent wrong answers", "outcomes")
    terminalreporter.line(line.format(*head, width=width))
    for fault, tally in sorted(tallies.items()):
        outcomes = ", ".join(
            f"{n} {name}" for name, n in sorted(tally.outcomes.items())
        )
        cells = (fault, tally.runs, tally.lost, tally.misleading, outcomes)
        terminalreporter.line(line.format(*cells, width=width))
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.line(f"not tried: {report.nodeid}: {report.longrepr[2]}")


def _merge_tallies(reported: Iterable[dict[str, Any]]) -> dict[str, Tally]:
    """Add up what the tests of each fault counted, wherever they ran."""
    tallies: dict[str, Tally] = {}
    for counts in reported:
        tally = tallies.setdefault(counts["fault"], Tally(counts["fault"]))
        tally.runs += counts["runs"]
        tally.lost += counts["lost"]
        tally.misleading += counts["misleading"]
        for outcome, number in counts["outcomes"].items():
            tally.count(outcome, number)
    return tallies
