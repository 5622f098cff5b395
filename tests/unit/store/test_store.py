"""The store gives back what it was given, and refuses what is no store."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.paths import CHECKOUT
from support.program import Run
from targetcli.errors import Contradiction, StoreUnusable
from targetcli.model.bound import Bound, Relation
from targetcli.model.period import Span
from targetcli.model.records import (
    Baseline,
    Basis,
    Commitment,
    Figure,
    Identity,
    Metric,
    Origin,
    Region,
    ScopedRegion,
    Source,
    Target,
)
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import UserUnit
from targetcli.problems.stores import StoreProblem
from targetcli.store.distinct_rows import SaveResult
from targetcli.store.store import Store, create_store, open_store
from targetcli.store.writer import WriteTransaction

NOW = "2026-03-31T01:00:00+00:00"
GDP = Metric(
    "地区生产总值",
    non_negative=True,
    unit="亿元",
    aliases=("gdp",),
    non_negative_from=Origin.SAID,
    unit_from=Origin.SAID,
)
UNIT = UnitTable().read("亿元")
SCHEMA = CHECKOUT / "tests" / "goldens" / "schema.sql"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "store.db"
    create_store(path, 1)
    with open_store(path, 1, write=True) as opened:
        with opened.write_transaction("test", NOW) as writing:
            writing.save_region(Region("云溪区"))
            writing.save_metric(GDP)
            writing.save_source(Source("yx"))
        yield opened


def bound(digits: str, relation: Relation = Relation.EQUAL) -> Bound:
    return Bound(relation, Decimal(digits), None, UNIT)


def figure(digits: str, year: int = 2023, number: int | None = None) -> Figure:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Figure(number, "云溪区", "", GDP, Basis.LEVEL, bound(digits), first, last)


def save(writing: WriteTransaction, *figures: Figure) -> list[int]:
    return [writing.save_figure(each).id for each in figures]


@given(
    digits=st.decimals(
        min_value=-(10**17), max_value=10**17, allow_nan=False, places=None
    ).filter(lambda value: -12 <= int(value.as_tuple().exponent) <= 0)
)
def test_digits_come_back_as_they_went_in(
    digits: Decimal, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "digits.db"
    create_store(path, 1)
    with open_store(path, 1, write=True) as store:
        with store.write_transaction("test", NOW) as writing:
            writing.save_region(Region("云溪区"))
            writing.save_metric(GDP)
            kept = figure("1")._replace(bound=Bound(Relation.EQUAL, digits, None, UNIT))
            number = writing.save_figure(kept).id
        found = store.figure(number).bound
    assert found is not None
    assert found.value.as_tuple() == digits.as_tuple()


def test_every_column_of_a_target_comes_back(store: Store) -> None:
    whole = Target(
        id=7,
        region="云溪区",
        scope="含临港新区;规模以上",
        metric=GDP,
        basis=Basis.GROWTH,
        bound=Bound(Relation.RANGE, Decimal("5.0"), Decimal(6), UnitTable().read("%")),
        window_start=date(2021, 1, 1),
        deadline=date(2025, 12, 31),
        base_period=Span(date(2020, 1, 1), date(2020, 12, 31)),
        commitment=Commitment.AIM,
        baseline=Baseline(
            Decimal(2607), UNIT, Span(date(2020, 1, 1), date(2020, 12, 31))
        ),
        plan="十四五",
        announced=Span(date(2021, 10, 1), date(2021, 10, 31)),
        source="yx",
        locator="第17段",
        as_written="5.0%–6% [/] \x1b]52;c;aa\a",
        note="a note,\nof two lines",
        withdrawn=Span(date(2024, 1, 1), date(2024, 12, 31)),
        withdrawn_source="yx",
    )
    with store.write_transaction("test", NOW) as writing:
        assert writing.save_target(whole) == SaveResult(7, is_new=True)
    assert store.target(7) == whole


def test_the_same_content_is_kept_once(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        assert save(writing, figure("1.0"), figure("1.0"), figure("1.00")) == [1, 1, 2]


def test_an_id_is_kept_where_it_is_free(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        first, second = save(writing, figure("1", number=9), figure("2", number=9))
    assert (first, second != 9) == (9, True)


def test_an_error_leaves_nothing_of_a_write(store: Store) -> None:
    def write_and_fail() -> None:
        with store.write_transaction("test", NOW) as writing:
            save(writing, figure("1"))
            writing.save_metric(GDP._replace(unit="万元"))

    with pytest.raises(Contradiction):
        write_and_fail()
    assert list(store.figures()) == []
    assert store.counts().revisions == 1


def test_a_dry_run_leaves_nothing(store: Store) -> None:
    with store.write_transaction("test", NOW, dry_run=True) as writing:
        save(writing, figure("1"))
    assert list(store.figures()) == []


def test_a_write_that_changes_nothing_leaves_no_revision(store: Store) -> None:
    before = store.last_digest()
    with store.write_transaction("test", NOW) as writing:
        writing.save_metric(GDP)
    assert store.last_digest() == before


def test_each_write_leaves_a_revision_with_a_digest_of_its_own(store: Store) -> None:
    digests = {store.last_digest()}
    for year in (2021, 2022):
        with store.write_transaction("test", NOW) as writing:
            save(writing, figure("1", year))
        digests.add(store.last_digest())
    assert len(digests) == 3


def test_the_order_of_writing_does_not_change_the_digest(tmp_path: Path) -> None:
    digests = set()
    for name, numbers in (("one", (3, 1)), ("other", (1, 3))):
        path = tmp_path / name
        create_store(path, 1)
        with open_store(path, 1, write=True) as store:
            with store.write_transaction("test", NOW) as writing:
                writing.save_region(Region("云溪区"))
                writing.save_metric(GDP)
                save(writing, *(figure(str(n), 2000 + n, n) for n in numbers))
            digests.add(store.last_digest())
    assert len(digests) == 1


def test_a_bare_region_may_be_described_and_its_past_is_kept(store: Store) -> None:
    described = Region("云溪区", "Yunxi District", "", "990102", ("yunxi",))
    with store.write_transaction("test", NOW) as writing:
        writing.save_region(described)
    assert store.regions() == (described,)
    with sqlite3.connect(store.path) as plain:
        kept = plain.execute("SELECT table_name, row_revision FROM history").fetchall()
    plain.close()
    assert kept == [("region", 1)]


def test_a_described_name_is_not_described_otherwise(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        save(writing, figure("1"))
    with (
        pytest.raises(Contradiction),
        store.write_transaction("test", NOW) as writing,
    ):
        writing.save_metric(GDP._replace(unit="万元"))


def test_identities_and_units_come_back(store: Store) -> None:
    identity = Identity(
        ScopedRegion("云溪区", "含临港新区"),
        (ScopedRegion("云溪区"), ScopedRegion("临港新区")),
        "yx",
    )
    with store.write_transaction("test", NOW) as writing:
        writing.save_region(Region("临港新区", parent="云溪区"))
        writing.save_identity(identity)
        writing.save_unit(UserUnit("标箱", "containers", 2))
    assert store.identities() == (identity,)
    assert store.units() == (UserUnit("标箱", "containers", 2),)


def test_what_is_written_is_on_disk_for_another_program(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        save(writing, figure("992.15"))
    query = "SELECT value, unit FROM figures_v"
    script = (
        "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute(sys.argv[2]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(store.path), query],
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().strip() == "('992.15', '亿元')"


def test_other_programs_compare_numbers_and_not_their_letters(
    run: Run, tmp_path: Path
) -> None:
    announced = ("--announced", "2021-01", "--source", "甲", "--owner", "发改委")
    run("add", "r", "m", "9至12亿元", "--by", "2030", *announced)
    baseline = ("--baseline", "1000.50亿元", "--baseline-for", "2020")
    run("add", "r", "m", "1200亿元", "--by", "2031", *announced, *baseline)
    revised = ("--announced", "2022-01", "--source", "乙")
    run("revise", "T2", "11000亿元", *revised)
    run("withdraw", "T3", "--on", "2023-01-01", "--source", "丙")
    run("add", "r", "通车", "yes", "--kind", "event", "--by", "2030")
    run("record", "r", "g", "增长5.50%", "--for", "2024", "--base", "2020")
    with closing(sqlite3.connect(tmp_path / "store.db")) as plain:
        targets = plain.execute(
            "SELECT id, value, number, number_high, baseline_number, revises, "
            "withdrawn, owner FROM targets_v"
        ).fetchall()
        large = plain.execute("SELECT id FROM targets_v WHERE number > 1000").fetchall()
        figures = plain.execute(
            "SELECT value, number, number_high, base_period FROM figures_v"
        ).fetchall()
    assert targets == [
        ("T1", "9", 9.0, 12.0, None, None, "", "发改委"),
        ("T2", "1200", 1200.0, None, 1000.5, None, "", "发改委"),
        ("T3", "11000", 11000.0, None, 1000.5, "T2", "2023-01-01", "发改委"),
        ("T4", "yes", None, None, None, None, "", ""),
    ]
    assert large == [("T2",), ("T3",)]
    assert figures == [("5.50", 5.5, None, "2020")]


def test_the_schema_changes_only_with_its_golden(
    store: Store, request: pytest.FixtureRequest
) -> None:
    plain = sqlite3.connect(store.path)
    found = plain.execute("SELECT sql FROM sqlite_master WHERE sql <> '' ORDER BY name")
    schema = ";\n\n".join(sql for (sql,) in found) + ";\n"
    plain.close()
    if request.config.getoption("--update-goldens"):
        SCHEMA.write_text(schema, encoding="utf-8", newline="\n")
    assert SCHEMA.read_text(encoding="utf-8") == schema


def test_the_store_is_for_its_owner_only(store: Store) -> None:
    assert store.path.stat().st_mode & 0o777 == 0o600


def test_a_reading_store_cannot_be_written(store: Store) -> None:
    with (
        pytest.raises(StoreUnusable) as raised,
        open_store(store.path, 1) as reading,
        reading.write_transaction("test", NOW) as writing,
    ):
        save(writing, figure("1"))
    assert raised.value.problem is StoreProblem.READ_ONLY


def _trouble(path: Path) -> StoreProblem:
    with pytest.raises(StoreUnusable) as raised:
        open_store(path, 1)
    return raised.value.problem


def test_what_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    missing, empty, text = (tmp_path / name for name in ("no.db", "empty.db", "t.db"))
    empty.touch()
    text.write_text("region,metric\n" * 100, encoding="utf-8")
    before = text.read_bytes()
    assert _trouble(missing) is StoreProblem.MISSING
    assert not missing.exists()
    assert _trouble(empty) is StoreProblem.EMPTY
    assert _trouble(text) is StoreProblem.FOREIGN
    assert _trouble(tmp_path) is StoreProblem.FOREIGN
    assert text.read_bytes() == before


@pytest.mark.parametrize(
    ("damage", "trouble"),
    [
        ("PRAGMA application_id = 7", StoreProblem.FOREIGN),
        ("PRAGMA user_version = 99", StoreProblem.NEWER),
        (
            """INSERT INTO _sqlite_migrations (migration_set, name, applied_at)
            VALUES ('targetcli', 'zz_future', '')""",
            StoreProblem.NEWER,
        ),
        (
            "CREATE TRIGGER x AFTER INSERT ON target BEGIN DELETE FROM target; END",
            StoreProblem.FOREIGN,
        ),
        ("CREATE TABLE other (x)", StoreProblem.FOREIGN),
        ("DROP VIEW targets_v", StoreProblem.FOREIGN),
    ],
    ids=["foreign", "newer", "unknown-migration", "trigger", "table", "no-view"],
)
def test_a_store_that_is_not_as_we_made_it_is_refused(
    store: Store, damage: str, trouble: StoreProblem
) -> None:
    plain = sqlite3.connect(store.path)
    plain.execute(damage)
    plain.commit()
    plain.close()
    assert _trouble(store.path) is trouble


def test_a_row_that_cannot_be_read_is_named(store: Store) -> None:
    with store.write_transaction("test", NOW) as writing:
        save(writing, figure("1"))
    plain = sqlite3.connect(store.path)
    plain.execute("UPDATE figure SET unit = '兆元'")
    plain.commit()
    plain.close()
    with pytest.raises(StoreUnusable) as raised:
        list(store.figures())
    assert raised.value.problem is StoreProblem.DAMAGED
    assert raised.value.detail
    assert raised.value.detail.facts["row"] == "F1"


def test_two_first_runs_at_once_both_find_a_whole_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    script = (
        "import sys; from pathlib import Path;"
        "from targetcli.store.store import create_store, open_store;"
        "create_store(Path(sys.argv[1]), 10); open_store(Path(sys.argv[1]), 10).close()"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(6)
    ]
    assert [run.wait(60) for run in runs] == [0] * 6
    assert [entry.name for entry in os.scandir(tmp_path)] == ["store.db"]


def test_a_record_gets_the_id_it_asks_for_where_that_is_free(store: Store) -> None:
    asked = (5, 3, None, 9, 3, 4, 9, None)
    with store.write_transaction("import", NOW) as writing:
        writing.save_region(Region("云溪区"))
        writing.save_metric(GDP)
        saved = [
            writing.save_figure(figure(str(value), 2020, number)).id
            for value, number in enumerate(asked, 1)
        ]
    assert saved == [5, 3, 6, 9, 10, 4, 11, 12]
    assert [record.id for record in store.figures()] == sorted(saved)
