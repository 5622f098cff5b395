"""Rows of a comparison, without a store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from targetcli.judging.context import NO_CONTEXT
from targetcli.model.records import Figure, Target
from targetcli.reports.comparison import ComparisonRow, TargetVersions, compare_targets
from targetcli.reports.figure_index import TargetEvidence


def compare_records(
    targets: Iterable[Target], figures: Iterable[Figure], as_of: str
) -> tuple[ComparisonRow, ...]:
    """Compare targets with the figures of their metrics, as they are in a store."""
    all_targets, known = tuple(targets), tuple(figures)
    by_id = {target.id or 0: target for target in all_targets}
    revised: dict[int, tuple[int, ...]] = {}
    for target in all_targets:
        if target.revises is not None:
            revised[target.revises] = (target.id or 0,)
    day = date.fromisoformat(as_of)
    versions = TargetVersions(revised, by_id.__getitem__)

    def find_evidence(target: Target) -> TargetEvidence:
        own = tuple(f for f in known if f.metric == target.metric)
        return TargetEvidence(own, NO_CONTEXT)

    return tuple(compare_targets(all_targets, find_evidence, day, versions).rows)
