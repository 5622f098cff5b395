"""Of what there may be thousands at one place, each costs as much as the others.

SQLite's steps are counted, of some rows and of three times as many: a search through
all of them for each would take nine times the steps.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from support.statement_steps import count_steps
from support.store_records import GDP, NOW, figure, target, undo
from targetcli.model.period import Span
from targetcli.model.records import (
    Identity,
    Metric,
    MetricKind,
    Origin,
    Region,
    ScopedRegion,
    Source,
)
from targetcli.store.store import Store, create_store, open_store
from targetcli.store.writer import WriteTransaction

FEW = 60
Save = Callable[[WriteTransaction, int], None]


def save_targets(writing: WriteTransaction, count: int) -> None:
    for value in range(count):
        writing.save_target(target(value))


def save_lineage(writing: WriteTransaction, count: int) -> None:
    revised = None
    for value in range(count):
        revised = writing.save_target(target(value, revises=revised)).id


def save_publications(writing: WriteTransaction, count: int) -> None:
    for number in range(count):
        day = date(2021, 1, 1) + timedelta(days=number)
        writing.save_figure(figure(5, 2020)._replace(published=Span(day, day)))


def save_identities(writing: WriteTransaction, count: int) -> None:
    for number in range(count):
        parts = (ScopedRegion("云溪区", f"甲{number}"), ScopedRegion("云溪区", "乙"))
        writing.save_identity(Identity(ScopedRegion("云溪区"), parts))


def save_figures_of_sources(writing: WriteTransaction, count: int) -> None:
    for number in range(count):
        writing.save_source(Source(f"s{number}"))
        writing.save_figure(figure(number, 2020)._replace(source=f"s{number}"))


def save_figures_of_metrics(writing: WriteTransaction, count: int) -> None:
    for number in range(count):
        metric = Metric(f"指标{number}")
        writing.save_metric(metric)
        writing.save_figure(figure(number, 2020)._replace(metric=metric))


def save_regions(writing: WriteTransaction, count: int) -> None:
    for number in range(count):
        writing.save_region(Region(f"区{number}", parent="云溪区"))


KINDS = (
    save_targets,
    save_lineage,
    save_publications,
    save_identities,
    save_figures_of_sources,
    save_figures_of_metrics,
    save_regions,
)


def write(store: Store, save: Save, count: int) -> None:
    with store.write_transaction("import", NOW) as writing:
        save(writing, count)


def save_again(store: Store, save: Save, count: int) -> None:
    write(store, save, count)


def undo_twice(store: Store, _: Save, __: int) -> None:
    write = store.counts().revisions
    undo(store, write)
    undo(store, write + 1)


def assert_in_proportion(
    folder: Path, save: Save, act: Callable[[Store, Save, int], None]
) -> None:
    steps = []
    for count in (FEW, 3 * FEW):
        create_store(folder / f"{count}.db", 1)
        with open_store(folder / f"{count}.db", 1, write=True) as store:
            with store.write_transaction("import", NOW) as writing:
                writing.save_region(Region("云溪区"))
                writing.save_metric(GDP)
            write(store, save, count)
            with count_steps(store.connection) as count_so_far:
                act(store, save, count)
                steps.append(count_so_far())
    assert 0 < steps[1] < 4 * steps[0], steps


@pytest.mark.parametrize("save", KINDS)
def test_rows_are_saved_again(tmp_path: Path, save: Save) -> None:
    assert_in_proportion(tmp_path, save, save_again)


@pytest.mark.parametrize("save", KINDS)
def test_rows_are_taken_out_and_put_back(tmp_path: Path, save: Save) -> None:
    assert_in_proportion(tmp_path, save, undo_twice)


def test_equal_rows_are_merged(tmp_path: Path) -> None:
    def save(writing: WriteTransaction, count: int) -> None:
        writing.save_region(Region("东岭区"))
        for value in range(count):
            for region in ("云溪区", "东岭区"):
                writing.save_target(target(value)._replace(region=region))

    def merge(store: Store, _: Save, count: int) -> None:
        with store.write_transaction("regions merge", NOW) as writing:
            assert len(writing.merge("东岭区", Region("云溪区"))) == count

    assert_in_proportion(tmp_path, save, merge)


def test_bare_names_are_described(tmp_path: Path) -> None:
    def save(writing: WriteTransaction, count: int) -> None:
        for number in range(count):
            metric, source = Metric(f"指标{number}"), Source(f"s{number}")
            writing.save_new_names([metric, source, Region(f"区{number}")])
            record = figure(number, 2020)._replace(metric=metric, source=source.id)
            writing.save_figure(record)

    def describe(store: Store, _: Save, count: int) -> None:
        with store.write_transaction("import", NOW) as writing:
            for number in range(count):
                metric = Metric(f"指标{number}")
                writing.save_metric(
                    metric._replace(kind=MetricKind.STOCK, kind_from=Origin.SAID)
                )
                writing.save_source(Source(f"s{number}", publisher="统计局"))
                writing.save_region(Region(f"区{number}", code=str(number)))

    assert_in_proportion(tmp_path, save, describe)
