"""Build the sheets for people of a workbook of compared targets."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli.render.comparison_workbook import WorkbookFacts, build_comparison_sheets
from targetcli.render.writers.styled_sheets import StyledSheet
from targetcli.reports.comparison import Comparison
from targetcli.reports.ranking import rank_targets
from targetcli.store.store import Store


def build_sheets_for_people(
    store: Store, comparison: Comparison
) -> Iterator[StyledSheet]:
    """Return the sheets of a comparison that people read and print."""
    titles = {source.id: source.title for source in store.sources() if source.title}
    facts = WorkbookFacts(comparison, titles)
    return build_comparison_sheets(rank_targets(comparison), facts)
