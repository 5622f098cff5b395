"""The stage on which faults are played, and the table of what came of them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

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

    def counted(fault: str) -> Tally:
        begun = Tally(fault)
        request.node.user_properties.append(("fault", vars(begun)))
        return begun

    return counted


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
    merged: dict[str, Tally] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                for key, told in report.user_properties:
                    if key == "fault":
                        _merge(merged, told)
    terminalreporter.section("faults")
    width = max((len(fault) for fault in merged), default=5)
    line = "{0:<{width}}  {1:>5}  {2:>9}  {3:>20}  {4}"
    head = ("fault", "runs", "lost rows", "silent wrong answers", "seen")
    terminalreporter.line(line.format(*head, width=width))
    for fault in sorted(merged):
        found = merged[fault]
        seen = ", ".join(f"{n} {what}" for what, n in sorted(found.seen.items()))
        terminalreporter.line(
            line.format(
                *(fault, found.runs, found.lost, found.wrong, seen), width=width
            )
        )
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.line(f"not tried: {report.nodeid}: {report.longrepr[2]}")


def _merge(merged: dict[str, Tally], told: dict[str, object]) -> None:
    whole = merged.setdefault(str(told["fault"]), Tally(str(told["fault"])))
    for key in ("runs", "lost", "wrong"):
        setattr(whole, key, getattr(whole, key) + told[key])
    seen = told["seen"]
    assert isinstance(seen, dict)
    for what, count in seen.items():
        whole.seen[what] = whole.seen.get(what, 0) + count
