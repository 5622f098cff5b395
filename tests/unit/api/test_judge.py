"""The public API gives the verdicts of the command, without a store."""

from __future__ import annotations

import csv
import pickle
import subprocess
import sys
from datetime import date
from io import StringIO

import pytest

from support.paths import CHECKOUT
from support.program import Run
from targetcli.api import (
    VERDICT_COLUMNS,
    ComparisonError,
    Judge,
    ReferenceRecords,
    RowReader,
    RowRefused,
    read_reference,
    verdict_json,
    verdict_row,
)
from targetcli.api.dataset import Row
from targetcli.model.records import Figure, Target
from targetcli.render.table import Table
from targetcli.render.writers.csv import as_csv

SEEDS = CHECKOUT / "seeds"
DAYS = ("2023-12-31", "2026-03-31")


def read_seed_tables() -> dict[str, list[dict[str, str]]]:
    tables = {}
    for file in SEEDS.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            tables[file.stem] = list(csv.DictReader(lines))
    return tables


@pytest.fixture(scope="module")
def seeds() -> tuple[ReferenceRecords, tuple[Target, ...], tuple[Figure, ...]]:
    tables = read_seed_tables()
    reader = RowReader(read_reference(tables))
    targets = reader.read_targets(tables["targets"])
    figures = reader.read_figures(tables["figures"])
    return reader.reference, targets, figures


def write_csv(rows: list[dict[str, str]]) -> str:
    cells = [tuple(row.values()) for row in rows]
    flags = (False,) * len(VERDICT_COLUMNS)
    return "".join(as_csv(Table(VERDICT_COLUMNS, flags, cells)))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("profile", ["plain", "督查"])
def test_the_verdicts_are_those_of_the_command(
    seeds: tuple[ReferenceRecords, tuple[Target, ...], tuple[Figure, ...]],
    seeded_run: Run,
    day: str,
    profile: str,
) -> None:
    reference, targets, figures = seeds
    judge = Judge(date.fromisoformat(day), profile, reference)
    rows = judge.compare(targets, figures)
    command = seeded_run("compare", "--csv", "--as-of", day, "--profile", profile)
    assert write_csv([verdict_row(row) for row in rows]) == command.out
    assert len(rows) == judge.count_known(targets)


@pytest.mark.parametrize("day", DAYS)
def test_each_place_alone_gives_the_same_with_the_figures_it_needs(
    seeds: tuple[ReferenceRecords, tuple[Target, ...], tuple[Figure, ...]], day: str
) -> None:
    reference, targets, figures = seeds
    judge = Judge(date.fromisoformat(day), "plain", reference)
    whole = {row.target.id: row for row in judge.compare(targets, figures)}
    count = 0
    for place in {(target.region, target.scope) for target in targets}:
        regions = judge.list_evidence_regions(*place)
        own = [target for target in targets if (target.region, target.scope) == place]
        needed = [figure for figure in figures if figure.region in regions]
        for row in judge.compare(own, needed, versions=targets):
            assert verdict_json(row) == verdict_json(whole[row.target.id])
            count += 1
    assert count == len(whole)


def test_all_of_it_can_be_pickled(
    seeds: tuple[ReferenceRecords, tuple[Target, ...], tuple[Figure, ...]],
) -> None:
    reference, targets, figures = seeds
    judge = Judge(date(2026, 3, 31), "督查", reference)
    again = pickle.loads(pickle.dumps((judge, targets, figures)))  # noqa: S301
    rows = judge.compare(targets, figures)
    rows_again = pickle.loads(pickle.dumps(again[0].compare(*again[1:])))  # noqa: S301
    assert list(map(verdict_json, rows_again)) == list(map(verdict_json, rows))


def read_invented(
    targets: list[Row], figures: list[Row]
) -> tuple[ReferenceRecords, tuple[Target, ...], tuple[Figure, ...]]:
    reader = RowReader()
    return reader.reference, reader.read_targets(targets), reader.read_figures(figures)


TARGET: Row = {
    "region": "甲区",
    "metric": "new homes",
    "value": "至少500套",
    "deadline": "2024",
    "relation": None,
    "unit": "",
}


def test_rows_without_ids_are_numbered_and_judged() -> None:
    figure: Row = {
        "region": "甲区",
        "metric": "new homes",
        "value": "520套",
        "unit": "",
        "period": "2024",
    }
    reference, targets, figures = read_invented(
        [TARGET, {**TARGET, "id": "T7"}, {**TARGET, "region": "乙区"}], [figure]
    )
    assert [target.id for target in targets] == [8, 7, 9]
    rows = Judge(date(2025, 6, 1), "plain", reference).compare(targets, figures)
    outcomes = [(row["id"], row["outcome"]) for row in map(verdict_row, rows)]
    assert outcomes == [("T8", "met"), ("T7", "met"), ("T9", "overdue")]


def test_a_row_that_cannot_be_read_is_named_with_the_reason() -> None:
    with pytest.raises(RowRefused, match=r"targets, row 2: .*“soon”"):
        RowReader().read_targets([TARGET, {**TARGET, "deadline": "soon"}])
    with pytest.raises(RowRefused, match=r"figures, row 1: .*region"):
        RowReader(strict=True).read_figures([{**TARGET, "period": "2024"}])


def test_a_missing_earlier_version_is_refused() -> None:
    reference, targets, _ = read_invented([{**TARGET, "revises": "T9"}], [])
    judge = Judge(date(2025, 6, 1), "plain", reference)
    with pytest.raises(ComparisonError, match="T1 revises T9, which is missing"):
        judge.compare(targets, ())


def test_one_id_of_two_targets_is_refused() -> None:
    rows: list[Row] = [
        {**TARGET, "id": "T1"},
        {**TARGET, "id": "T1", "value": "至少600套"},
    ]
    reference, targets, _ = read_invented(rows, [])
    judge = Judge(date(2025, 6, 1), "plain", reference)
    with pytest.raises(ComparisonError, match="two targets have the id T1"):
        judge.compare(targets, ())


def test_no_store_and_no_command_line_is_loaded() -> None:
    script = "import sys, targetcli.api; print(sorted(sys.modules))"
    command = [sys.executable, "-c", script]
    loaded = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    for module in ("sqlite3", "typer", "rich", "multiprocessing"):
        assert f"'{module}'" not in loaded


def test_a_row_has_the_columns_of_the_command(seeded_run: Run) -> None:
    told = seeded_run("compare", "--csv", "--as-of", "2026-03-31").out
    assert tuple(next(csv.reader(StringIO(told)))) == VERDICT_COLUMNS
