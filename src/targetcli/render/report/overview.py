"""Build the overview of a report: filters, a summary and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from targetcli.judging.outcome import Outcome, OutcomeGroup
from targetcli.render.characters import escape_controls
from targetcli.render.grade_labels import list_grade_labels
from targetcli.render.i18n import (
    N_,
    gettext,
    join_clauses,
    join_list,
    label,
    ngettext,
    pgettext,
)
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
from targetcli.render.report.summary import summary_text
from targetcli.reports.status_report import (
    GroupCount,
    OutcomeCount,
    StatusReport,
    count_by_outcome,
    group_by_region_and_plan,
)


def overview_section(report: StatusReport) -> Section:
    """Build the overview: filters, a summary, and the counts of outcomes and lights."""
    blocks: list[Block] = []
    if report.filters:
        blocks.append(Facts(tuple(_scope_facts(report))))
    tiles = (*map(_group_tile, report.group_counts), *_light_tiles(report))
    blocks.append(Tiles(tiles))
    blocks.append(Paragraph(escape_controls(summary_text(report))))
    blocks += map(Paragraph, _superseded_sentences(report))
    return Section("headline", gettext("Overview"), tuple(blocks))


def summary_section(report: StatusReport) -> Section:
    """Build an overview in a few sentences."""
    blocks: list[Block] = []
    if report.filters:
        blocks.append(Facts(tuple(_scope_facts(report))))
    blocks.append(Paragraph(escape_controls(summary_text(report))))
    return Section("headline", gettext("Overview"), tuple(blocks))


def counts_grids(report: StatusReport) -> Iterator[Grid]:
    """Yield the counts of outcomes by region and plan, where there are several."""
    if len(group_by_region_and_plan(report.targets)) > 1:
        yield _region_plan_grid(report)


def _scope_facts(report: StatusReport) -> Iterator[tuple[str, str]]:
    labels = {
        "region": gettext("Regions"),
        "with_parts": gettext("With the regions in them"),
        "metric": gettext("Metrics"),
        "scope": gettext("Scope"),
        "plan": gettext("Plan"),
        "owner": gettext("Owner"),
        "source": gettext("Source"),
        "due_before": gettext("Due before"),
    }
    for option, values in report.filters:
        yield labels[option], escape_controls(join_list(values))


_GROUP_LABELS = {
    OutcomeGroup.KEPT: N_("kept"),
    OutcomeGroup.BROKEN: N_("missed or late"),
    OutcomeGroup.OPEN: N_("still open"),
    OutcomeGroup.UNJUDGED: N_("cannot be judged"),
    OutcomeGroup.WITHDRAWN: N_("withdrawn"),
}
# Outcomes that say no more than their group does.
_PLAIN_OUTCOMES = (Outcome.MET, Outcome.OPEN, Outcome.WITHDRAWN)
_GROUP_COLORS = {
    OutcomeGroup.KEPT: Outcome.MET,
    OutcomeGroup.BROKEN: Outcome.MISSED,
    OutcomeGroup.OPEN: Outcome.OPEN,
    OutcomeGroup.UNJUDGED: Outcome.UNDETERMINED,
    OutcomeGroup.WITHDRAWN: Outcome.WITHDRAWN,
}


def _group_tile(counted: GroupCount) -> Tile:
    color_key = _GROUP_COLORS[counted.group].value
    name = gettext(_GROUP_LABELS[counted.group])
    return Tile(color_key, name, counted.total, _group_note(counted))


def _group_note(counted: GroupCount) -> str:
    """Return the outcomes of a group, and how many of them are provisional."""
    is_plain = len(counted.counts) == 1 and counted.counts[0].outcome in _PLAIN_OUTCOMES
    outcomes = join_list(
        gettext("{count} {outcome}").format(
            count=count.total, outcome=label(count.outcome)
        )
        for count in counted.counts
        if not is_plain
    )
    provisional = sum(count.provisional for count in counted.counts)
    if not provisional:
        return outcomes
    remark = gettext("{count} provisional").format(count=provisional)
    return join_clauses(filter(None, (outcomes, remark)))


def _light_tiles(report: StatusReport) -> Iterator[Tile]:
    """Yield the count of each light of the profile, with its rule."""
    lights = Counter(
        reported.grade.key for reported in report.targets if reported.grade
    )
    if lights:
        for key, grade in list_grade_labels().items():
            yield Tile(grade.color_key, grade.sign_and_text, lights[key], grade.rule)


def _superseded_sentences(report: StatusReport) -> Iterator[str]:
    superseded = sum(reported.is_superseded for reported in report.targets)
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
        for region, plan, rows in group_by_region_and_plan(report.targets)
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
