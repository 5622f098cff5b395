"""Add rows that a table holds once: those that it holds already are found."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple

from targetcli.model.named_tuples import fill
from targetcli.store.added_rows import AddedRows
from targetcli.store.figure_forms import FigureForm
from targetcli.store.record_rows import FIGURE_ROW
from targetcli.store.revisions import RevisionWriter
from targetcli.store.row_cells import Value

# What tells most rows of a table apart, the region first.
_TELLING_COLUMNS = {
    "target": (
        *("region_id", "metric_id", "scope", "deadline", "value", "announced", "plan"),
    ),
    "figure": ("region_id", "metric_id", "scope", "end", "value"),
}
_tell_targets_apart = itemgetter(*_TELLING_COLUMNS["target"])
_tell_figures_apart = itemgetter(*map(FIGURE_ROW.index, _TELLING_COLUMNS["figure"]))


class SaveResult(NamedTuple):
    """Id of a saved record; `is_again` where this write had saved it before."""

    id: int
    is_new: bool
    is_again: bool = False


class DistinctRows:
    """Rows of the tables that hold each only once, as one revision writes them."""

    def __init__(self, revision: RevisionWriter) -> None:
        self._revision = revision
        self._added: dict[str, AddedRows] = {}

    def forget_added(self, table: str | None = None) -> None:
        """Forget what was added to a table, or to all: rows of it were changed."""
        if table is None:
            self._added.clear()
        else:
            self._added.pop(table, None)

    def save(
        self, table: str, row: Mapping[str, Value], preferred_id: int | None = None
    ) -> SaveResult:
        """Add a row unless it is stored already."""
        same = self._find_same(table, row, preferred_id)
        return self._add(table, row, preferred_id) if same is None else same

    def save_target(
        self, row: Mapping[str, Value], preferred_id: int | None
    ) -> SaveResult:
        """Add the row of a target, under its own id if that is free."""
        telling = _tell_targets_apart(row)
        if self._may_hold("target", telling):
            same = self._find_same("target", row, preferred_id)
            if same is not None:
                return same
            self._added["target"].count_vain(telling)
        return self._add("target", row, preferred_id)

    def save_figure(
        self, form: FigureForm, cells: tuple[Value, ...], preferred_id: int | None
    ) -> SaveResult:
        """Add the cells of a figure of some form, as `save_target` does."""
        telling = _tell_figures_apart(cells)
        if self._may_hold("figure", telling):
            row = dict(zip(FIGURE_ROW, cells, strict=True))
            same = self._find_same("figure", row, preferred_id)
            if same is not None:
                return same
            self._added["figure"].count_vain(telling)
        number = self._revision.insert_cells(
            "figure",
            FIGURE_ROW,
            cells,
            form.serialize(cells),
            self._free_id("figure", preferred_id),
        )
        return fill(SaveResult, (number, True, False))

    def _may_hold(self, table: str, cells: tuple[Value, ...]) -> bool:
        """Return False where a table holds no row with these cells, the region first.

        A row with these cells counts as added from now on.
        """
        added = self._added.get(table)
        if added is None:
            connection, columns = self._revision.connection, _TELLING_COLUMNS[table]
            added = self._added[table] = AddedRows(connection, table, columns)
        return added.add(cells)

    def _find_same(
        self, table: str, row: Mapping[str, Value], preferred_id: int | None
    ) -> SaveResult | None:
        """Return the result for a row that is stored already, or None."""
        matches = self._revision.find_equal(table, row)
        if not matches:
            return None
        same = matches[0]
        if len(matches) > 1:  # the one by that id is meant
            same = next((match for match in matches if match.id == preferred_id), same)
        is_again = same.revision == self._revision.sequence
        return SaveResult(same.id, is_new=False, is_again=is_again)

    def _add(
        self, table: str, row: Mapping[str, Value], preferred_id: int | None
    ) -> SaveResult:
        number = self._free_id(table, preferred_id)
        return SaveResult(self._revision.insert(table, row, number), is_new=True)

    def _free_id(self, table: str, preferred_id: int | None) -> int | None:
        """Return an id if no row of a table has it, else None."""
        if preferred_id is None or self._revision.is_free(table, preferred_id):
            return preferred_id
        return None
