"""Texts of targets and figures are those of their records; damage stops both alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from support.store_records import GDP, NOW, figure, target
from targetcli.errors import StoreUnusable
from targetcli.model.field import (
    Field,
    FieldType,
    write_cells,
    write_json,
)
from targetcli.model.fields import FIGURE_FIELDS, TARGET_FIELDS
from targetcli.model.records import Commitment, Figure, FigureStatus, Region, Target
from targetcli.render.writers.json import create_texts_encoder, encode_json
from targetcli.store import record_texts as module
from targetcli.store.record_texts import figure_texts, target_texts
from targetcli.store.selection import Selection
from targetcli.store.store import Store, create_store, open_store

Record = Target | Figure
YEARS = range(2015, 2021)
STATUSES = (FigureStatus.REPORTED, FigureStatus.PRELIMINARY)
COMMITMENTS = (None, Commitment.BINDING)


class Kind(NamedTuple):
    """Kind of record whose texts are read."""

    table: str
    fields: tuple[Field[Any], ...]
    read: Callable[..., Iterator[Record]]
    read_texts: Callable[..., Iterator[tuple[str, ...]]]

    def write_texts(self, store: Store) -> list[tuple[str, ...]]:
        """Return the texts of the records themselves."""
        return [
            tuple(write_cells(self.fields, row).values()) for row in self.read(store)
        ]


TARGETS = Kind("target", TARGET_FIELDS, Store.targets, target_texts)
FIGURES = Kind("figure", FIGURE_FIELDS, Store.figures, figure_texts)
BOTH = pytest.mark.parametrize("kind", [TARGETS, FIGURES], ids=["target", "figure"])


@pytest.fixture
def panel(tmp_path: Path) -> Path:
    path = tmp_path / "panel.db"
    create_store(path, 1)
    with (
        open_store(path, 1, write=True) as store,
        store.write_transaction("import", NOW) as writing,
    ):
        writing.save_region(Region("云溪区"))
        writing.save_metric(GDP)
        for number in range(30):
            year, later = YEARS[number % len(YEARS)], number // len(YEARS) % 2
            note = f"note {number}"
            row = figure(number, year)._replace(status=STATUSES[later], note=note)
            writing.save_figure(row)
            goal = target(number)._replace(deadline=date(year, 12, 31), note=note)
            writing.save_target(goal._replace(commitment=COMMITMENTS[later]))
    return path


def texts_or_damage(
    read: Callable[[Store], Iterable[tuple[str, ...]]], store: Store
) -> list[tuple[str, ...]] | str:
    try:
        return list(read(store))
    except StoreUnusable as damage:
        return repr(damage.detail)


@BOTH
def test_texts_are_those_of_the_records(panel: Path, kind: Kind) -> None:
    with open_store(panel, 1) as store:
        assert list(kind.read_texts(store)) == kind.write_texts(store)


@BOTH
def test_objects_of_the_texts_are_those_of_the_records(panel: Path, kind: Kind) -> None:
    encode = create_texts_encoder(kind.fields)
    with open_store(panel, 1) as store:
        written = [encode(texts) for texts in kind.read_texts(store)]
        objects = [write_json(kind.fields, row) for row in kind.read(store)]
        assert written == [*map(encode_json, objects)]
    other_values = {FieldType.FLAG, FieldType.LIST}
    assert other_values.isdisjoint(field.value_type for field in kind.fields)


@BOTH
def test_few_rows_are_read_as_records(
    panel: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    read: list[int] = []

    def note_ids(store: Store, selection: Selection) -> Iterator[Record]:
        read.extend(selection.ids or ())
        return kind.read(store, selection)

    monkeypatch.setattr(Store, f"{kind.table}s", note_ids)
    monkeypatch.setattr(module, "_ROWS_TOGETHER", 1)
    with open_store(panel, 1) as store:
        assert len(list(kind.read_texts(store))) == 30
    # One for each year, and the first of what is said otherwise: not one for each pair.
    assert read == [1, 2, 3, 4, 5, 6, 7]


def test_texts_of_a_selection_are_its_own(panel: Path) -> None:
    with open_store(panel, 1) as store:
        selected = figure_texts(store, Selection(ids=(3, 4), regions=("云溪区",)))
        assert [texts[0] for texts in selected] == ["F3", "F4"]
        assert not list(figure_texts(store, Selection(scope="含云溪")))


DAMAGED_TARGETS = [
    *(("value", text) for text in ("007", "1E5", "yes", "-0", "", "x")),
    *(("value_high", text) for text in ("9", "x")),
    *(("deadline", text) for text in ("2019-02-30", "20190101", "", "x")),
    *(("window_start", text) for text in ("2015-01-01", "2031-01-01", "x")),
    *(("deadline_period", text) for text in ("2019", "2019-12", "2019Q5")),
    *(("announced", text) for text in ("2021", "2021年", "x")),
    *(("withdrawn", text) for text in ("2021", "x")),
    *(("base_period", text) for text in ("2019", "x")),
    *(("commitment", text) for text in ("aim", "x")),
    *(("baseline_value", text) for text in ("5", "05", "x")),
    *(("baseline_unit", text) for text in ("亿元", "x")),
    *(("baseline_period", text) for text in ("2019", "x")),
    *(("side", text) for text in ("less", "x")),
    *(("when", text) for text in ("by", "at", "x")),
    *(("basis_from", text) for text in ("said", "x")),
    *(("unit", text) for text in ("万元", "x")),
    *(("source", "S9"), ("withdrawn_source", "S9"), ("revises", 99), ("owner", "a")),
    *(("region_id", 99), ("metric_id", 99), ("basis", "levels"), ("relation", "≥")),
    *(("scope", "x"), ("plan", "x"), ("locator", "x"), ("as_written", "x")),
]
DAMAGED_FIGURES = [
    *(("value", text) for text in ("007", "1E5", "NaN", "9" * 31, "yes", "-0", "")),
    *(("value_high", text) for text in ("9", "x", "1e5")),
    *(("end", text) for text in ("2019-02-30", "20190101", "2019-1-1", "2019")),
    *(("start", text) for text in ("2019-01-01", "2021-01-01", "x")),
    *(("published", text) for text in ("2021", "2021-01", "2021年", "x")),
    *(("base_period", text) for text in ("2019", "2019Q5", "2019-01-01..2019-12-31")),
    *(
        ("basis", "levels"),
        ("relation", ""),
        ("relation", "≥"),
        ("status", "final"),
    ),
    *(
        ("status", "x"),
        ("unit", "万元"),
        ("unit", "x"),
        ("unit", ""),
        ("scope", "x"),
    ),
    *(("source", "S9"), ("region_id", 99), ("metric_id", 99), ("note", "=1\r")),
]


@pytest.mark.parametrize("together", [1, 50])
@pytest.mark.parametrize(
    ("kind", "column", "text"),
    [
        *((TARGETS, *damage) for damage in DAMAGED_TARGETS),
        *((FIGURES, *damage) for damage in DAMAGED_FIGURES),
    ],
)
def test_a_changed_row_is_read_or_named_as_its_record_is(
    panel: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: Kind,
    column: str,
    text: str | int,
    together: int,
) -> None:
    monkeypatch.setattr(module, "_ROWS_TOGETHER", together)
    with open_store(panel, 1, write=True) as store:
        for pragma in ("foreign_keys = OFF", "ignore_check_constraints = ON"):
            store.connection.execute(f"PRAGMA {pragma}")
        change = f'UPDATE {kind.table} SET "{column}" = ? WHERE id = 20'  # noqa: S608
        store.connection.execute(change, (text,))
        expected = texts_or_damage(kind.write_texts, store)
        assert texts_or_damage(kind.read_texts, store) == expected


@BOTH
def test_what_is_held_is_bounded(
    panel: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    monkeypatch.setattr(module, "_MOST_HELD", 2)
    with open_store(panel, 1) as store:
        assert list(kind.read_texts(store)) == kind.write_texts(store)
