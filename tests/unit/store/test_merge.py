"""Merging: nothing names the one that is gone, nothing is lost, undo has it back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.program import Run
from targetcli.model.bound import Bound, Relation
from targetcli.model.records import (
    Basis,
    Figure,
    Identity,
    Metric,
    Milestone,
    Region,
    ScopedRegion,
    Source,
    Target,
)
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import UserUnit
from targetcli.render.error_messages.message import explain
from targetcli.store.integrity import Inspection
from targetcli.store.merge import MergedRow
from targetcli.store.schema import RECORD_TABLES
from targetcli.store.store import Store, create_store, open_store
from targetcli.store.undo import WriteRange
from targetcli.store.writer import WriteTransaction

NOW = "2026-03-31T01:00:00+00:00"
REGIONS = (Region("云溪区"), Region("云西区"), Region("安澜市"))
METRICS = (Metric("产值"), Metric("总产值"))
SOURCES = (Source("one"), Source("two"))
UNITS = (UserUnit("标箱"), UserUnit("TEU"))
TABLE = UnitTable(UNITS)
LAST = date(2025, 12, 31)

# Few values, so that rows of one region often say the same as those of another.
UNIT_WORDS = st.sampled_from(["万标箱", "万TEU", "标箱/人"])
CITED = st.sampled_from(["", "one", "two"])


def figure(region: str, metric: Metric, value: int, unit: str, source: str) -> Figure:
    bound = Bound(Relation.EQUAL, Decimal(value), None, TABLE.read(unit))
    made = Figure(None, region, "", metric, Basis.LEVEL, bound, None, LAST)
    return made._replace(source=source)


FIGURES = st.builds(
    figure,
    st.sampled_from(["云溪区", "云西区"]),
    st.sampled_from(METRICS),
    st.integers(1, 2),
    UNIT_WORDS,
    CITED,
)
TARGETS = st.tuples(FIGURES, st.integers(0, 5), CITED, st.booleans())


def figures_of(store: Store) -> list[Figure]:
    return [figure._replace(id=None) for figure in store.figures()]


def targets_of(store: Store) -> list[Target]:
    return list(store.targets())


def content(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as plain:
        plain.row_factory = sqlite3.Row
        return [
            (table, {k: v for k, v in dict(row).items() if k not in _OWN})
            for table in RECORD_TABLES
            for row in plain.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608
        ]


_OWN = ("revision", "digest")


def fill(
    writing: WriteTransaction,
    figures: list[Figure],
    targets: list[tuple[Figure, int, str, bool]],
) -> None:
    writing.save_new_names([*SOURCES, *UNITS, *REGIONS, *METRICS])
    writing.save_region(Region("石桥镇", parent="云西区"))
    whole, part = ScopedRegion("安澜市"), ScopedRegion("海口区")
    writing.save_region(Region("海口区"))
    for name in ("云西区", "云溪区"):
        writing.save_identity(Identity(whole, (ScopedRegion(name, "甲"), part), "one"))
    for figure in figures:
        writing.save_figure(figure)
    saved: list[int] = []
    for figure, old, withdrawn, has_milestone in targets:
        number = writing.save_target(
            Target(
                None,
                figure.region,
                "",
                figure.metric,
                Basis.LEVEL,
                figure.bound,
                deadline=LAST,
                source=figure.source,
                withdrawn_source=withdrawn,
                revises=saved[old] if old < len(saved) else None,
            )
        ).id
        if has_milestone:
            day = date(2023, 12, 31)
            writing.save_milestone(Milestone(number, day, Decimal(1)))
        saved.append(number)


@settings(max_examples=settings().max_examples * 4 // 5)
@given(
    figures=st.lists(FIGURES, max_size=6),
    targets=st.lists(TARGETS, max_size=6),
    sort=st.sampled_from(["region", "metric", "source", "unit"]),
)
def test_every_row_names_the_other_and_undo_has_it_back(
    figures: list[Figure],
    targets: list[tuple[Figure, int, str, bool]],
    sort: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("merge") / "store.db"
    create_store(path, 1)
    with open_store(path, 1, write=True) as store:
        with store.write_transaction("fill", NOW) as writing:
            fill(writing, figures, targets)
        before, milestones = content(path), store.milestones()
        said, asked = figures_of(store), targets_of(store)
        with store.write_transaction("merge", NOW) as writing:
            touched = merge(writing, store, sort)
        _holds_after(store, sort, said, asked)
        assert {m.target_id for m in store.milestones()} <= {
            target.id for target in store.targets()
        }
        assert bool(store.milestones()) == bool(milestones)
        gone = [row.record for row in touched if row.same_as]
        assert len(gone) == len(said) + len(asked) + 2 - len(figures_of(store)) - len(
            targets_of(store)
        ) - len(store.identities())
        assert faults(store) == []
        if touched or sort != "unit":
            with store.write_transaction("undo", NOW) as writing:
                writing.undo(WriteRange(2, 2))
        assert content(path) == before
        assert faults(store) == []


def merge(writing: WriteTransaction, store: Store, sort: str) -> tuple[MergedRow, ...]:
    if sort == "unit":
        return writing.merge_units(store.unit_table(), "标箱", "TEU")
    if sort == "region":
        return writing.merge("云西区", REGIONS[0])
    if sort == "metric":
        return writing.merge("产值", METRICS[1])
    return writing.merge("one", SOURCES[1])


def _holds_after(
    store: Store, sort: str, figures: list[Figure], targets: list[Target]
) -> None:
    """What is there is what was there, with one name for the other."""
    assert {*figures_of(store)} == {renamed(figure, sort) for figure in figures}
    said = {t._replace(id=None, revises=None) for t in store.targets()}
    assert said == {renamed(t._replace(id=None, revises=None), sort) for t in targets}
    if sort == "region":
        assert not any("云西区" in (r.name, r.parent) for r in store.regions())
        assert len(store.identities()) == 1


def renamed(record: Figure | Target, sort: str) -> Figure | Target:
    if sort == "region":
        return record._replace(region=record.region.replace("云西区", "云溪区"))
    if sort == "metric":
        return record._replace(metric=METRICS[1])
    if sort == "source":
        new = record._replace(source=record.source.replace("one", "two"))
        if isinstance(new, Target):
            withdrawn = new.withdrawn_source.replace("one", "two")
            return new._replace(withdrawn_source=withdrawn)
        return new
    assert record.bound is not None
    unit = TABLE.read(record.bound.unit.text.replace("标箱", "TEU"))
    return record._replace(bound=record.bound._replace(unit=unit))


def faults(store: Store) -> list[str]:
    look = Inspection(store)
    found = [*look.check_pages(), *look.check_digests(), *look.check_references()]
    return [f"{fault.subject} {explain(fault.reason)}" for fault in found]


def test_a_store_without_aliases_of_sources_is_upgraded(
    run: Run, tmp_path: Path
) -> None:
    assert run("sources", "add", "yx-2024", "--title", "报告").code == 0
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("ALTER TABLE source DROP COLUMN aliases")
        plain.execute("DELETE FROM _sqlite_migrations WHERE name GLOB 'm0002*'")
        plain.execute("PRAGMA user_version = 1")
        plain.commit()
    listed = run("sources", "--fields", "id,aliases")
    assert (listed.code, listed.out) == (0, "id\taliases\nyx-2024\t\n")
    assert "store.db.bak-v3" in listed.err
    assert run("sources", "alias", "yx-2024", "工作报告").code == 0
    assert run("check", "integrity", "chain", "references").code == 0
