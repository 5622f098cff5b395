"""Spark gives the verdicts of the command, all of them or none.

`make spark` runs these in an environment of their own, as PySpark is half a gigabyte.
"""

from __future__ import annotations

import csv
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from support.program import Run

pytestmark = pytest.mark.skipif(
    not shutil.which("java") or importlib.util.find_spec("pyspark") is None,
    reason="Spark needs Java and the extra targets-tracker[spark]: make spark",
)

DAYS = ("2023-12-31", "2026-03-31")
# One start of Spark for many folders: it takes seven seconds.
_DRIVER = """
import sys
from targetcli.spark import main
print([main(line.split("|")) for line in sys.argv[1:]])
"""
_DYING = """
import os, sys
from targetcli import spark
def die(*_):
    os._exit(9)
spark._judge_group = die
print(spark.main(sys.argv[1].split("|")))
"""
_SUBMIT = (
    "--master local[2] --conf spark.ui.enabled=false "
    "--conf spark.sql.shuffle.partitions=4 pyspark-shell"
)
_SECONDS = 500


def run_spark(*runs: tuple[object, ...], driver: str = _DRIVER) -> tuple[str, str]:
    """Run the module once for each of `runs`; return the exit codes and its words."""
    done = subprocess.run(
        [sys.executable, "-c", driver, *("|".join(map(str, run)) for run in runs)],
        capture_output=True,
        check=True,
        text=True,
        timeout=_SECONDS,
        env={**os.environ, "PYSPARK_SUBMIT_ARGS": _SUBMIT},
    )
    words = [line for line in done.stderr.splitlines() if line.startswith("targets:")]
    return done.stdout.strip(), "\n".join(words)


def write_as_parquet(package: Path, folder: Path) -> None:
    import pyarrow.parquet  # noqa: PLC0415 - an extra
    from pyarrow.csv import ConvertOptions, ParseOptions, read_csv  # noqa: PLC0415

    folder.mkdir()
    for file in package.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            names = next(csv.reader(lines))
        table = read_csv(
            file,
            parse_options=ParseOptions(newlines_in_values=True),
            convert_options=ConvertOptions(
                column_types=dict.fromkeys(names, pyarrow.string())
            ),
        )
        pyarrow.parquet.write_table(table, folder / f"{file.stem}.parquet")


def test_packaged_data_are_judged_as_by_the_command(
    seeded_run: Run, tmp_path: Path
) -> None:
    seeded_run("export", "all", "-O", "datapackage", "-o", "package", "-q")
    package, parquet = tmp_path / "package", tmp_path / "parquet"
    write_as_parquet(package, parquet)
    runs = [
        (folder, tmp_path / f"{folder.name}-{day}.csv", "--as-of", day)
        for folder in (package, parquet)
        for day in DAYS
    ]
    codes, words = run_spark(*runs)
    assert (codes, words) == ("[0, 0, 0, 0]", "")
    for _, out, _, day in runs:
        told = seeded_run("compare", "--csv", "--as-of", day).out
        assert Path(str(out)).read_text(encoding="utf-8") == told


def write_table(path: Path, header: str, rows: Iterable[str]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join((header, *rows, "")), encoding="utf-8")


def write_panel(folder: Path) -> None:
    """Write places whose verdicts need parts, identities and versions elsewhere."""
    targets = "id,region,metric,basis,relation,value,unit,deadline,revises,announced"
    figures = "id,region,metric,basis,relation,value,unit,start,end,note"
    write_table(
        folder / "targets.csv",
        targets,
        (
            "T1,甲州,new homes,level,>=,500,套,2024-12-31,,2023-01-01",
            "T2,乙州,new homes,level,>=,450,套,2024-12-31,T1,2023-06-01",
            "T3,乙州,new flats,level,>=,400,套,2024-12-31,T2,2023-07-01",
            "T4,丙区,new homes,level,>=,100,套,2024-12-31,,2030-01-01",
            "T5,丙区,new homes,level,>=,200,套,2024-12-31,,2023-01-01",
        ),
    )
    write_table(
        folder / "figures.csv",
        figures,
        (
            "F1,甲州,new homes,level,=,520,套,2024-01-01,2024-12-31,",
            "F2,丙区,new homes,level,=,180,套,2024-01-01,2024-12-31,",
            'F3,丁区,new homes,level,=,340,套,2024-01-01,2024-12-31,"a ""b"",\nc"',
            "F4,乙州,new homes,level,=,440,套,2024-01-01,2024-12-31,'=1+1",
            "F5,乙州,new flats,level,=,410,套,2024-01-01,2024-12-31,",
        ),
    )
    regions = ("甲州,", "丙区,甲州", "丁区,甲州", "乙州,")
    write_table(folder / "regions.csv", "name,parent", regions)
    metrics = ("new homes,flow,more", "new flats,flow,more")
    write_table(folder / "metrics.csv", "name,kind,better", metrics)
    write_table(folder / "identities.csv", "whole,parts", ("甲州,丙区|丁区",))


def spoil(folder: Path, table: str, old: str, new: str) -> Path:
    """Copy a folder with a text in one of its tables replaced."""
    spoilt = folder.with_name(f"{table}-{len(list(folder.parent.iterdir()))}")
    shutil.copytree(folder, spoilt)
    file = spoilt / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return spoilt


def test_every_figure_goes_where_it_may_be_used_or_nothing_is_written(
    run: Run, tmp_path: Path
) -> None:
    panel = tmp_path / "panel"
    write_panel(panel)
    spoilt = (
        spoil(panel, "figures", "340", "many"),
        spoil(panel, "targets", "T5", "T1"),
        spoil(panel, "targets", "T5", "T4"),
        spoil(panel, "figures", "丁区", "丁 区x"),
        spoil(panel, "targets", "T2,2023-07", "T9,2023-07"),
        spoil(panel, "figures", "F4", ""),
    )
    out = tmp_path / "out.csv"
    runs = [(folder, out, "--as-of", "2025-06-01") for folder in spoilt]
    codes, words = run_spark(*runs, (panel, out, "--as-of", "2025-06-01"))
    assert codes == "[1, 1, 1, 1, 1, 1, 0]", words
    reasons = words.splitlines()
    assert "F3" in reasons[0]
    assert "many" in reasons[0]
    assert "regions has no row named 丁 区x" in reasons[3]
    assert "T3 revises T9" in reasons[4]
    assert "ids are missing or doubled" in reasons[5]
    assert run("import", "panel").code == 0
    told = run("compare", "--csv", "--as-of", "2025-06-01").out
    assert out.read_text(encoding="utf-8") == told
    assert {row["id"] for row in csv.DictReader(told.splitlines())} == {
        *("T1", "T2", "T3", "T5")
    }


def test_an_executor_that_dies_is_an_error_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    write_panel(tmp_path / "panel")
    out = tmp_path / "out.csv"
    run = (tmp_path / "panel", out, "--as-of", "2025-06-01")
    code, words = run_spark(run, driver=_DYING)
    assert code == "1"
    assert words.startswith("targets: ")
    assert not out.exists()


def test_100_000_figures_are_judged_as_by_the_command(run: Run, tmp_path: Path) -> None:
    panel = tmp_path / "panel"
    places, years = range(1000), range(1925, 2025)
    write_table(
        panel / "targets.csv",
        "id,region,metric,basis,relation,value,unit,deadline",
        (
            f"T{2 * n + half},第{n}区,new homes,level,>=,{n + half * 500},套,2024-12-31"
            for n in places
            for half in (1, 2)
        ),
    )
    write_table(
        panel / "figures.csv",
        "id,region,metric,basis,relation,value,unit,start,end",
        (
            f"F{n * 100 + year - 1924},第{n}区,new homes,level,=,{n + year - 1300},套,"
            f"{year}-01-01,{year}-12-31"
            for n in places
            for year in years
        ),
    )
    write_table(panel / "regions.csv", "name", (f"第{n}区" for n in places))
    write_table(panel / "metrics.csv", "name,kind,better", ("new homes,flow,more",))
    out = tmp_path / "out.csv"
    assert run_spark((panel, out, "--as-of", "2025-06-01")) == ("[0]", "")
    assert run("import", "panel", "-q").code == 0
    told = run("compare", "--csv", "--as-of", "2025-06-01").out
    assert out.read_text(encoding="utf-8") == told
