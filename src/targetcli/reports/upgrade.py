"""Define the report of an upgrade: all that is no longer certain after it."""

from __future__ import annotations

from typing import NamedTuple

from targetcli.model.metric_meaning import get_origin
from targetcli.model.records import Figure, Metric, MetricKind, Origin
from targetcli.model.units import UserUnit
from targetcli.reports.verdict_changes import VerdictChange


class RereadMetric(NamedTuple):
    """A metric as it was taken before the upgrade, and as it is now."""

    taken: Metric
    now: Metric

    @property
    def unsaid(self) -> tuple[str, ...]:
        """Columns of the meaning that verdicts may hang on and nobody gave."""
        is_event = self.now.kind is MetricKind.EVENT
        columns = () if is_event else ("kind", "better")
        return tuple(c for c in columns if get_origin(self.now, c) is Origin.UNSAID)


class UpgradeReport(NamedTuple):
    """Records that the upgrade of a store reads otherwise than before."""

    metrics: tuple[RereadMetric, ...] = ()
    nouns: tuple[UserUnit, ...] = ()
    figures_at_day: tuple[Figure, ...] = ()
    changes: tuple[VerdictChange, ...] = ()

    @property
    def unsaid_metrics(self) -> tuple[RereadMetric, ...]:
        """Metrics of which a part was taken for granted that nobody said."""
        return tuple(metric for metric in self.metrics if metric.unsaid)
