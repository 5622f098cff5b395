"""Check a correction by the stored records, and judge the targets it bears on."""

from __future__ import annotations

from datetime import date

from targetcli.judging.profiles import PLAIN
from targetcli.model.records import Metric
from targetcli.reading.corrections import MetricRecords, check_metric
from targetcli.reading.vocabulary import Vocabulary
from targetcli.reports.comparison import compare_targets
from targetcli.reports.verdict_changes import RowsById, index_rows
from targetcli.session.selection import index_figures, load_versions
from targetcli.store.selection import Selection
from targetcli.store.store import Store


def judge_selected(store: Store, selection: Selection, as_of: date) -> RowsById:
    """Judge the targets of a selection as of a day, by their ids."""
    find_evidence = index_figures(store).find_evidence
    comparison = compare_targets(
        store.targets(selection), find_evidence, as_of, load_versions(store), PLAIN
    )
    return index_rows(comparison.rows)


def check_metric_in_store(
    store: Store, old: Metric, new: Metric, known: Vocabulary
) -> None:
    """Refuse a corrected metric that its stored targets and figures contradict."""
    selection = Selection(metrics=(old.name,))
    records = MetricRecords(store.targets(selection), store.figures(selection))
    check_metric(old, new, records, known)
