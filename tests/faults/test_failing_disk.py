"""A disk that fails while it is read or written: told of the file it happened to."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from support.stage import Stage

SOURCE = Path(__file__).parent.parent / "support" / "failing_disk.c"
RECORD = ("record", "r", "m", "5亿元", "--for", "2024")


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler here")
    library = tmp_path_factory.mktemp("shim") / "failing_disk.so"
    made = ["-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run([compiler, *made], check=True)
    return library


@pytest.fixture
def failing(stage: Stage, shim: Path) -> Stage:
    stage.seed()
    row = "region,metric,value,unit,period\nr,m,5,亿元,2024\n"
    (stage.folder / "input.csv").write_text(row, encoding="utf-8")
    stage.environment["LD_PRELOAD"] = str(shim)
    return stage


@pytest.mark.parametrize(
    ("call", "file", "command", "code", "told"),
    [
        ("read", "input.csv", ("import", "input.csv"), 4, "input.csv: Input/output"),
        ("read", "store.db", ("list",), 5, "store.db"),
        ("read", "store.db", ("backup", "-o", "b.db"), 5, "store.db"),
        ("write", "store.db", RECORD, 5, "store.db cannot be written"),
        ("sync", "store.db", RECORD, 5, "store.db cannot be written"),
        ("write", ".b.db.", ("backup", "-o", "b.db"), 5, "b.db cannot be written"),
        ("sync", ".out.csv.", ("list", "-o", "out.csv"), 5, "cannot write out.csv"),
    ],
)
def test_the_file_it_happened_to_is_named(
    failing: Stage, call: str, file: str, command: tuple[str, ...], code: int, told: str
) -> None:
    failing.environment |= {"FAILING_CALL": call, "FAILING_FILE": f"/{file}"}
    said = failing.run_checked(*command, exits=code).err
    assert told in said
    assert "standard output" not in said
    assert "no room" not in said
    assert not [*failing.folder.glob(".*.??????*"), *failing.folder.glob("b.db*")]
