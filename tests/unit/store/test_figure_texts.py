"""The texts of figures are those of their records, and damage stops both alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from support.store_records import GDP, NOW, figure
from targetcli.errors import StoreUnusable
from targetcli.model.fields import (
    FIGURE_FIELDS,
    FieldType,
    create_texts_writer,
    write_json,
)
from targetcli.model.records import Figure, Region
from targetcli.store import figure_texts as module
from targetcli.store.figure_texts import figure_texts
from targetcli.store.selection import Selection
from targetcli.store.store import Store, create_store, open_store

COLUMNS = tuple(field.key for field in FIGURE_FIELDS)
YEARS = range(2015, 2021)


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
            year = YEARS[number % len(YEARS)]
            row = figure(number, year)._replace(note=f"note {number}")
            writing.save_figure(row)
    return path


def record_texts(store: Store) -> list[tuple[str, ...]]:
    return [
        tuple(field.cell()(record) for field in FIGURE_FIELDS)
        for record in store.figures()
    ]


def texts_or_damage(
    read: Callable[[Store], Iterable[tuple[str, ...]]], store: Store
) -> list[tuple[str, ...]] | str:
    try:
        return list(read(store))
    except StoreUnusable as damage:
        return repr(damage.detail)


def test_texts_are_those_of_the_records(panel: Path) -> None:
    with open_store(panel, 1) as store:
        assert list(figure_texts(store)) == record_texts(store)


def test_objects_of_the_texts_are_those_of_the_records(panel: Path) -> None:
    write = create_texts_writer(FIGURE_FIELDS)
    with open_store(panel, 1) as store:
        written = [write(texts) for texts in figure_texts(store)]
        assert written == [write_json(FIGURE_FIELDS, row) for row in store.figures()]
    other_values = {FieldType.FLAG, FieldType.LIST}
    assert other_values.isdisjoint(field.value_type for field in FIGURE_FIELDS)


def test_few_rows_are_read_as_records(
    panel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    read_figure = Store.figure

    def count_figure(store: Store, number: int) -> Figure:
        read.append(number)
        return read_figure(store, number)

    monkeypatch.setattr(Store, "figure", count_figure)
    with open_store(panel, 1) as store:
        assert len(list(figure_texts(store))) == 30
    assert read == [1, 2, 3, 4, 5, 6]


def test_texts_of_a_selection_are_its_own(panel: Path) -> None:
    with open_store(panel, 1) as store:
        selected = figure_texts(store, Selection(ids=(3, 4), regions=("云溪区",)))
        assert [texts[0] for texts in selected] == ["F3", "F4"]
        assert not list(figure_texts(store, Selection(scope="含云溪")))


@pytest.mark.parametrize(
    ("column", "text"),
    [
        *(("value", text) for text in ("007", "1E5", "NaN", "9" * 31, "yes", "-0", "")),
        *(("value_high", text) for text in ("9", "x", "1e5")),
        *(("end", text) for text in ("2019-02-30", "20190101", "2019-1-1", "2019")),
        *(("start", text) for text in ("2019-01-01", "2021-01-01", "x")),
        *(("published", text) for text in ("2021", "2021-01", "2021年", "x")),
        *(
            ("base_period", text)
            for text in ("2019", "2019Q5", "2019-01-01..2019-12-31")
        ),
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
    ],
)
def test_a_changed_row_is_read_or_named_as_its_record_is(
    panel: Path, column: str, text: str | int
) -> None:
    with open_store(panel, 1, write=True) as store:
        for pragma in ("foreign_keys = OFF", "ignore_check_constraints = ON"):
            store.connection.execute(f"PRAGMA {pragma}")
        change = f'UPDATE figure SET "{column}" = ? WHERE id = 20'  # noqa: S608
        store.connection.execute(change, (text,))
        expected = texts_or_damage(record_texts, store)
        assert texts_or_damage(figure_texts, store) == expected


def test_what_is_held_is_bounded(panel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_HELD", 2)
    with open_store(panel, 1) as store:
        assert list(figure_texts(store)) == record_texts(store)
