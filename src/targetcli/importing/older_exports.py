"""Read the rows that earlier versions exported, which say of nothing who said it.

Their kinds, sides, signs and usual units were partly guesses. They are unsaid unless
the user trusts them, and relations are read again from the words.
"""

from __future__ import annotations

from targetcli.importing.table_kinds import InputTable, TableKind
from targetcli.model.metric_meaning import MEANING_COLUMNS
from targetcli.model.records import Figure, Metric, MetricKind, Origin, Target
from targetcli.model.units import UserUnit
from targetcli.reading.cells import Cells
from targetcli.reading.metrics import add_known
from targetcli.reading.older_records import (
    OlderMetric,
    reread_figure,
    reread_target,
    reread_unit,
)
from targetcli.reading.reference_records import read_metric
from targetcli.reading.vocabulary import Vocabulary

# The headers of those exports, in their order. A file of a user seldom has them all.
_HEADERS: dict[TableKind, tuple[str, ...]] = {
    TableKind.METRICS: (
        *("name", "name_en", "kind", "better", "non_negative", "unit", "aliases"),
    ),
    TableKind.TARGETS: (
        *("id", "region", "scope", "metric", "basis", "relation", "value"),
        *("value_high", "unit", "window_start", "deadline", "base_period"),
        *("commitment", "baseline_value", "baseline_unit", "baseline_period", "plan"),
        *("announced", "source", "locator", "as_written", "note", "revises"),
        *("withdrawn", "withdrawn_source"),
    ),
}
# Where such a target names no period and says of no basis who gave it.
_NOT_KEPT = {"deadline_period": "", "basis_from": ""}


def is_older_export(table: InputTable) -> bool:
    """Return True if a table has the very columns of an earlier version."""
    return table.columns == _HEADERS.get(table.kind)


class OlderExports:
    """Reads metrics of earlier exports, and then the records of these metrics.

    `is_restored` tells that the rows come back with their past, and must equal it.
    """

    def __init__(self, vocabulary: Vocabulary, *, is_restored: bool) -> None:
        self._vocabulary = vocabulary
        self.is_restored = is_restored
        self._metrics: dict[str, OlderMetric] = {}

    def read_metric(self, cells: Cells) -> Metric:
        """Read a metric by its names alone; the lexicon may know the rest."""
        taken = read_metric(cells, self._vocabulary)
        self._metrics[taken.name] = OlderMetric(taken, frozenset())
        meaning = dict.fromkeys(MEANING_COLUMNS, "")
        metric = read_metric({**cells, **meaning}, self._vocabulary)
        if taken.kind is MetricKind.EVENT:
            metric = metric._replace(kind=taken.kind, kind_from=Origin.KNOWN)
        return metric if self.is_restored else add_known(metric, self._vocabulary)

    def reread_unit(self, unit: UserUnit) -> UserUnit:
        """Return a noun that was counted with all others as a unit of its own."""
        return unit if self.is_restored else reread_unit(unit, is_said=False)

    def complete_target_row(self, cells: Cells) -> dict[str, str]:
        """Return the row of a target with what was not kept of it."""
        return {**cells, **_NOT_KEPT}

    def reread_target(self, target: Target) -> Target:
        """Return a target with the relation and the side that its words give."""
        if self.is_restored:
            return target
        return reread_target(
            target, target.metric, self._vocabulary, is_described=False
        )

    def reread_figure(self, figure: Figure) -> Figure:
        """Return a figure without the start that was dropped for a guessed stock."""
        older = self._metrics.get(figure.metric.name)
        if older is None or self.is_restored:
            return figure
        return reread_figure(figure, older, figure.metric, self._vocabulary)
