"""Columns and JSON of outcome counts by group."""

from __future__ import annotations

from targetcli.judging.outcome import Outcome
from targetcli.render.columns.records import Json
from targetcli.render.i18n import gettext, join_list, label, message_context
from targetcli.render.record_text import NO_VALUE
from targetcli.render.shown_names import region_name
from targetcli.render.table import Column, Layout, number_column
from targetcli.reports.comparison import GroupCounts


def counts_layout() -> Layout[GroupCounts]:
    """Return the columns of the counts, with one for each outcome."""
    columns: tuple[Column[GroupCounts], ...] = (
        Column("group", _group_label),
        number_column("targets", lambda row: str(row.total)),
        Column("outcomes", _outcomes_text),
        *map(_outcome_column, Outcome),
    )
    in_files = ("group", "targets", *(outcome.value for outcome in Outcome))
    return Layout(columns, in_files, ("group", "targets", "outcomes"))


def count_json(group_counts: GroupCounts) -> Json:
    """Return the counts of a group."""
    counts = {outcome.value: group_counts.counts.get(outcome, 0) for outcome in Outcome}
    return {
        "group": group_counts.group,
        "targets": group_counts.total,
        "outcomes": counts,
    }


def _group_label(group_counts: GroupCounts) -> str:
    return (
        gettext("all")
        if group_counts.group is None
        else region_name(group_counts.group) or NO_VALUE
    )


def _outcomes_text(group_counts: GroupCounts) -> str:
    """Return the counts above zero: ``3 met, 1 missed``."""
    counted = (outcome for outcome in Outcome if outcome in group_counts.counts)
    return join_list(
        gettext("{count} {outcome}").format(
            count=group_counts.counts[outcome], outcome=label(outcome)
        )
        for outcome in counted
    )


def _outcome_column(outcome: Outcome) -> Column[GroupCounts]:
    def cell(group_counts: GroupCounts) -> str:
        return str(group_counts.counts.get(outcome, 0))

    context = message_context(Outcome)
    return number_column(outcome.value, cell)._replace(heading_context=context)
