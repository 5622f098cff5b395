"""Rows of a panel are read as each alone would be, though most cells are looked up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.errors import TargetsError
from targetcli.model.period import ReferenceDays
from targetcli.model.records import Figure, Metric, MetricKind, Region
from targetcli.reading import repeated_figures
from targetcli.reading.records import read_figure
from targetcli.reading.repeated_figures import RepeatedFigures
from targetcli.reading.vocabulary import Vocabulary
from targetcli.session.simplification import simplify_characters

DAYS = ReferenceDays(date(2026, 3, 31))
CELLS = {
    "id": ("", "F7", "7", "F0"),
    "region": ("云溪市", "Ａvon", "avon", "Elm", ""),
    "scope": ("", "b;a", "a;b"),
    "metric": ("道路", "roads", "Roads", "排名", "失业率", "开通"),
    "basis": ("", "level", "total", "growth", "x"),
    "relation": ("", "", "=", ">", "range"),
    "value": (
        *("5", "5.0", "-5", "0", "-0", "1,200", "1234,567", "12,34", " 7 "),
        *("9" * 40, "突破5", "5左右", "yes", "", "五", "5%"),
    ),
    "value_high": ("", "", "", "9"),
    "unit": ("公里", "km", "%", "名", "", "开发办", "倍"),
    "start": ("", "", "2020", "2021-07-01"),
    "end": ("2021", "2021-12-31", "2009-10", "2021/22", "2021年底", ""),
    "base_period": ("", "", "2020"),
    "status": ("", "final", "预计", "x"),
    "published": ("", "2022", "2022-01-15", "2022-02-30"),
    "source": ("", "Yearbook", "S1"),
    "as_written": ("", "年均5", "five"),
    "note": ("", "=1"),
}
GOOD_ROW = {column: texts[0] for column, texts in CELLS.items()}
CHANGES = st.sampled_from(
    [(column, text) for column, texts in CELLS.items() for text in texts]
)
ROWS = st.lists(CHANGES, max_size=3).map(lambda changes: GOOD_ROW | dict(changes))


def create_vocabulary() -> Vocabulary:
    vocabulary = Vocabulary(simplify_characters)
    vocabulary.reads_files = True
    vocabulary.add_known(
        [Region("云溪市"), Region("Elm", fiscal_year="04:end"), Metric("道路")]
    )
    return vocabulary


def read_row(
    read: Callable[[dict[str, str]], Figure],
    row: dict[str, str],
    vocabulary: Vocabulary,
) -> tuple[object, ...]:
    """Return the figure of a row or its failure, and what it brings along."""
    figure: Figure | str
    try:
        figure = read(row)
    except TargetsError as failure:
        vocabulary.take_remarks()
        figure = repr(failure)
    new, vocabulary.new_records = vocabulary.new_records, []
    return figure, new, vocabulary.take_described_metrics(), vocabulary.take_remarks()


@given(st.lists(ROWS, min_size=1, max_size=3), st.data())
def test_a_table_is_read_as_its_rows_are(
    rows: list[dict[str, str]], data: st.DataObject
) -> None:
    alone, together = create_vocabulary(), create_vocabulary()
    table = RepeatedFigures(CELLS, together, DAYS)
    own_columns = ("region", "value", "id", "published")
    for _ in range(12):
        own = {
            column: data.draw(st.sampled_from(CELLS[column])) for column in own_columns
        }
        row = data.draw(st.sampled_from(rows)) | own
        expected = read_row(lambda cells: read_figure(cells, alone, DAYS), row, alone)
        assert read_row(table.read, row, together) == expected


def figure_cells(**cells: str) -> dict[str, str]:
    row = {"region": "云溪市", "metric": "道路", "value": "5", "unit": "km"}
    return row | {"period": "2021"} | cells


def count_whole_rows(
    monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, str]]
) -> int:
    read: list[Figure] = []

    def read_whole(*arguments: object) -> Figure:
        read.append(read_figure(*arguments))  # type: ignore[arg-type]
        return read[-1]

    monkeypatch.setattr(repeated_figures, "read_figure", read_whole)
    table = RepeatedFigures(rows[0], create_vocabulary(), DAYS)
    for row in rows:
        table.read(row)
    return len(read)


def test_few_rows_of_a_panel_are_read_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [
        figure_cells(
            value=str(n),
            period=str(2000 + n % 20),
            published=str(2000 + n % 23),
            note=str(n),
        )
        for n in range(1, 1000)
    ]
    assert count_whole_rows(monkeypatch, rows) == 20


def test_rows_without_anything_in_common_are_held_in_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(repeated_figures, "_MOST_HELD", 3)
    rows = [figure_cells(scope=str(n), published=str(2020 + n)) for n in range(5)] * 2
    assert count_whole_rows(monkeypatch, rows) == len(rows)


def test_a_metric_that_was_described_anew_is_read_anew() -> None:
    vocabulary = create_vocabulary()
    row = figure_cells(period="2021-12-31")
    table = RepeatedFigures(row, vocabulary, DAYS)
    assert [table.read(row).start for _ in range(2)] == [date(2021, 12, 31)] * 2
    vocabulary.metrics.replace(Metric("道路", kind=MetricKind.STOCK), "道路")
    assert table.read(row).start is None
