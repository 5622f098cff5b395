"""Rows are read by position, so their columns must be those that the readers expect."""

from __future__ import annotations

import pytest

from targetcli.store import stored_records
from targetcli.store.record_rows import FIGURE_COLUMNS, TARGET_COLUMNS
from targetcli.store.store import Store


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        (stored_records._TARGETS, TARGET_COLUMNS),  # noqa: SLF001 - what is asked
        (stored_records._FIGURES, FIGURE_COLUMNS),  # noqa: SLF001 - the same
    ],
)
def test_the_columns_asked_for_are_those_that_are_read(
    store: Store, query: str, columns: tuple[str, ...]
) -> None:
    cursor = store.connection.execute(query.format(conditions="TRUE"))
    assert tuple(name for name, *_ in cursor.description) == columns
