"""Build the overview of a report: filters and counts of outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli.render.characters import escape_controls
from targetcli.render.i18n import gettext, join_list, label, ngettext, pgettext
from targetcli.render.record_text import NO_VALUE
from targetcli.render.report.parts import (
    Block,
    Facts,
    Grid,
    Heading,
    PageRow,
    Paragraph,
    Section,
    Tile,
    Tiles,
)
from targetcli.reports.status_report import (
    OutcomeCount,
    StatusReport,
    count_by_outcome,
    group_by_region_and_plan,
)


def overview_section(report: StatusReport) -> Section:
    """Build the overview: filters, counts of outcomes, and the counts by region."""
    blocks: list[Block] = []
    if report.filters:
        blocks.append(Facts(tuple(_scope_facts(report))))
    blocks.append(Tiles(tuple(map(_count_tile, report.counts))))
    blocks += map(Paragraph, _total_sentences(report))
    if len(group_by_region_and_plan(report.rows)) > 1:
        blocks.append(_region_plan_grid(report))
    return Section("headline", gettext("Overview"), tuple(blocks))


def _scope_facts(report: StatusReport) -> Iterator[tuple[str, str]]:
    labels = {
        "region": gettext("Regions"),
        "with_parts": gettext("With the regions in them"),
        "metric": gettext("Metrics"),
        "scope": gettext("Scope"),
        "plan": gettext("Plan"),
        "source": gettext("Source"),
        "due_before": gettext("Due before"),
    }
    for option, values in report.filters:
        yield labels[option], escape_controls(join_list(values))


def _count_tile(count: OutcomeCount) -> Tile:
    note = ""
    if count.provisional:
        note = gettext("{firm} settled, {provisional} provisional").format(
            firm=count.firm, provisional=count.provisional
        )
    return Tile(count.outcome.value, label(count.outcome), count.total, note)


def _total_sentences(report: StatusReport) -> Iterator[str]:
    yield ngettext("{count} target.", "{count} targets.", len(report.rows))
    superseded = sum(1 for row in report.rows if row.superseded_by)
    if superseded:
        yield ngettext(
            "{count} of them was superseded by a later version; both are judged.",
            "{count} of them were superseded by later versions; all are judged.",
            superseded,
        )


def _region_plan_grid(report: StatusReport) -> Grid:
    """Build the table of outcome counts by region and plan."""
    headings = (
        Heading("region", pgettext("heading", "region")),
        Heading("plan", pgettext("heading", "plan")),
        Heading("targets", gettext("targets"), no_wrap=True),
        Heading("outcomes", gettext("outcomes")),
    )
    rows = tuple(
        _region_plan_row(region, plan, count_by_outcome(rows))
        for region, plan, rows in group_by_region_and_plan(report.rows)
    )
    return Grid(gettext("Outcomes by region and plan"), headings, rows, "matrix")


def _region_plan_row(
    region: str, plan: str, counts: tuple[OutcomeCount, ...]
) -> PageRow:
    outcomes = join_list(f"{count.total} {label(count.outcome)}" for count in counts)
    total = str(sum(count.total for count in counts))
    shares = tuple((count.outcome.value, count.total) for count in counts)
    return PageRow(
        (escape_controls(region), escape_controls(plan) or NO_VALUE, total, outcomes),
        shares=shares,
    )
