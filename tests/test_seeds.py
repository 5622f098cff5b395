"""The packaged data set: whole, sourced, and judged as it should be."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from support.paths import CHECKOUT
from support.program import Run

SEEDS = CHECKOUT / "seeds"
FILES = sorted(SEEDS.glob("*.csv"))


def rows_of(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture
def seeded(run: Run) -> Run:
    assert run("init", "--with-seeds").code == 0
    return run


def judged(seeded: Run, as_of: str, *filters: str) -> dict[str, dict[str, Any]]:
    ran = seeded("compare", "--as-of", as_of, "--json", *filters)
    assert ran.code == 0, ran.err
    return {row["id"]: row for row in json.loads(ran.out)["rows"]}


def test_import_then_export_gives_the_same_files(run: Run, tmp_path: Path) -> None:
    imported = run("import", *map(str, FILES))
    assert imported.code == 0, imported.err
    assert run("export", "all", "-o", "out").code == 0
    for file in FILES:
        assert (tmp_path / "out" / file.name).read_bytes() == file.read_bytes()
    again = run("import", *map(str, FILES))
    assert all(" 0 added" in line for line in again.err.splitlines())


def test_the_seeds_name_nothing_that_is_not_described(run: Run) -> None:
    imported = run("import", "--strict", *map(str, FILES))
    assert imported.code == 0, imported.err
    assert "new " not in imported.err


@pytest.mark.parametrize("name", ["targets.csv", "figures.csv"])
def test_every_row_says_where_it_stands(name: str) -> None:
    for row in rows_of(name):
        assert row["source"], row
        later = row["source"].startswith(("cz-", "hsr-")) or not row["locator"]
        assert row["locator"].startswith("第") or later, row


def test_only_official_addresses_are_given() -> None:
    for source in rows_of("sources.csv"):
        assert not source["url"] or ".gov.cn" in source["url"]


def test_the_zone_missed_its_gdp_by_7_85(seeded: Run) -> None:
    row = judged(seeded, "2026-03-31", "--region", "常州经开区")["T21"]
    assert (row["outcome"], row["margin"], row["unit"]) == ("missed", "-7.85", "亿元")
    assert not row["provisional"]


def test_the_zone_had_reached_it_through_the_identity(seeded: Run) -> None:
    row = judged(seeded, "2022-12-31", "--region", "常州经开区")["T21"]
    assert (row["outcome"], row["margin"]) == ("reached", "0.33")
    used = {used["id"] for used in row["evidence"] if used["identity"]}
    refused = {refusal["id"] for refusal in row["refused"]}
    assert used
    assert not used & refused


def test_the_district_misses_on_an_expected_figure(seeded: Run) -> None:
    row = judged(seeded, "2026-02-01", "--region", "武进区", "--metric", "gdp")["T1"]
    assert (row["outcome"], row["margin"]) == ("missed", "-30")
    assert row["provisional_status"] == "expected"
    assert row["flip"]["relative"].startswith("0.0084")


def test_a_figure_without_the_zone_never_settles_a_target_with_it(seeded: Run) -> None:
    row = judged(seeded, "2025-01-31", "--region", "武进区", "--metric", "gdp")["T1"]
    assert row["outcome"] == "on-track"
    assert row["pace"]["path"] == "linear"
    assert (row["pace"]["done"], row["pace"]["elapsed"]) == ("0.620181", "0.600000")
    refused = {refusal["value"]: refusal["reason"] for refusal in row["refused"]}
    assert refused["2239.58"] == "scope"


def test_every_target_of_the_district_says_what_bears_on_it(seeded: Run) -> None:
    for row in judged(seeded, "2025-01-31", "--region", "武进区").values():
        assert row["outcome"]
        silent = not (row["evidence"] or row["refused"])
        if silent:
            assert row["reasons"], row


def test_a_stock_never_settles_a_sum(seeded: Run) -> None:
    filters = ("--region", "武进区", "--metric", "人才公寓套数")
    (row,) = judged(seeded, "2024-01-31", *filters).values()
    assert (row["outcome"], row["reasons"]) == ("not-comparable", ["basis"])


def test_another_metric_is_no_evidence(seeded: Run) -> None:
    filters = ("--region", "武进区", "--metric", "新增就业岗位数")
    (row,) = judged(seeded, "2024-01-31", *filters).values()
    assert (row["outcome"], row["evidence"], row["refused"]) == ("open", [], [])


def test_the_city_met_one_missed_one_and_one_cannot_be_told(seeded: Run) -> None:
    rows = judged(seeded, "2026-03-31", "--region", "常州市")
    by_metric = {row["metric"]: row for row in rows.values()}
    assert by_metric["地区生产总值"]["outcome"] == "met"
    cars, firms = by_metric["新能源整车产量"], by_metric["高新技术企业数"]
    assert (cars["outcome"], cars["margin"], cars["margin_relation"]) == (
        "missed",
        "-20",
        "<=",
    )
    assert (firms["outcome"], firms["reasons"]) == ("undetermined", ["bound"])


def test_the_railway_was_late(seeded: Run) -> None:
    row = judged(seeded, "2024-01-31", "--metric", "南沿江高铁")["T9"]
    assert (row["outcome"], row["happened"]) == ("late", "2023-09-28")


def test_a_day_gives_the_same_bytes_whenever_it_is_asked(seeded: Run) -> None:
    ask = ("compare", "--as-of", "2024-06-30", "--json")
    later = seeded(*ask, TARGETS_NOW="2031-01-01")
    assert seeded(*ask).out == later.out
