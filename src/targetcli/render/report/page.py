"""Build the page of the status report, once for every format."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli import __version__
from targetcli.judging.outcome import Verdict
from targetcli.model.records import Source
from targetcli.render.characters import escape_controls
from targetcli.render.charts.layout import Chart, build_chart
from targetcli.render.columns.comparison import comparison_layout
from targetcli.render.columns.due import due_layout
from targetcli.render.derivation import pace_steps
from targetcli.render.i18n import (
    gettext,
    join_clauses,
    join_list,
    label,
    language_tag,
    ngettext,
    pgettext,
)
from targetcli.render.record_text import (
    NO_VALUE,
    span_text,
    target_text,
)
from targetcli.render.report.cards import build_card
from targetcli.render.report.changes import changes_section, figure_line
from targetcli.render.report.parts import (
    Block,
    Cards,
    Facts,
    Grid,
    Heading,
    Items,
    Page,
    Paragraph,
    Row,
    Section,
    SourceEntry,
    SourceList,
    Tile,
    Tiles,
    build_grid,
    build_item,
    build_target_grid,
)
from targetcli.render.verdict_text import REASON_TEXTS
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.status_report import (
    OutcomeCount,
    StatusReport,
    count_by_outcome,
    group_by_region_and_plan,
)

_MISSES_KEYS = ("id", "subject", "target", "by", "figure", "result", "gap")
_DUE_KEYS = ("id", "subject", "target", "by", "due", "figure", "result")
_TABLE_KEYS = (
    *("id", "region", "plan", "metric", "scope", "target", "by", "figure"),
    *("result", "gap"),
)


def build_page(report: StatusReport, *, with_charts: bool = False) -> Page:
    """Build the page of a report, with charts for formats that can draw them."""
    sections = (
        _headline_section(report),
        changes_section(report.changes),
        _misses_section(report),
        _due_section(report),
        _behind_section(report),
        _unjudged_section(report),
        _table_section(report),
        _cards_section(report, with_charts=with_charts),
        _sources_section(report),
        _method_section(report),
    )
    profile = f"{report.profile.name} {report.profile.version}"
    lead = gettext("As of {day}, profile {profile}").format(
        day=report.as_of, profile=escape_controls(profile)
    )
    title = gettext("Status of announced targets")
    return Page(language_tag(), title, lead, sections)


def _headline_section(report: StatusReport) -> Section:
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


def _region_plan_row(region: str, plan: str, counts: tuple[OutcomeCount, ...]) -> Row:
    outcomes = join_list(f"{count.total} {label(count.outcome)}" for count in counts)
    total = str(sum(count.total for count in counts))
    shares = tuple((count.outcome.value, count.total) for count in counts)
    return Row(
        (escape_controls(region), escape_controls(plan) or NO_VALUE, total, outcomes),
        shares=shares,
    )


def _misses_section(report: StatusReport) -> Section:
    heading = gettext("Missed or late")
    if not report.misses:
        return Section(
            "misses", heading, (Paragraph(gettext("Nothing was missed or late.")),)
        )
    grid = build_target_grid("", comparison_layout(), report.misses, _MISSES_KEYS)
    return Section("misses", heading, (grid,))


def _due_section(report: StatusReport) -> Section:
    blocks: list[Block] = []
    lists = (
        (gettext("Due by {day}").format(day=report.until), report.due),
        (gettext("Deadline passed, figure awaited"), report.awaited),
        (gettext("Overdue: nothing was reported"), report.overdue),
    )
    for caption, rows in lists:
        if rows:
            targets = tuple(row.comparison_row for row in rows)
            blocks.append(build_grid(caption, due_layout(), rows, targets, _DUE_KEYS))
    if not report.due:
        nothing = gettext("Nothing is due by {day}.").format(day=report.until)
        blocks.insert(0, Paragraph(nothing))
    return Section("due", gettext("Due and overdue"), tuple(blocks))


def _behind_section(report: StatusReport) -> Section:
    heading = gettext("Behind")
    if not report.behind:
        nothing = gettext("No target that can be placed on a path is behind it.")
        return Section("behind", heading, (Paragraph(nothing),))
    items = tuple(
        build_item(row, target_text(row.target), *pace_steps(row.target, row.verdict))
        for row in report.behind
    )
    return Section("behind", heading, (Items("", items),))


def _unjudged_section(report: StatusReport) -> Section:
    heading = gettext("Cannot be judged, and why")
    if not report.unjudged:
        nothing = gettext("Every target with evidence could be judged.")
        return Section("unjudged", heading, (Paragraph(nothing),))
    blocks = []
    for reasons, rows in report.unjudged:
        name = join_list(map(label, reasons))
        why = join_clauses(gettext(REASON_TEXTS[reason]) for reason in reasons)
        items = tuple(
            build_item(row, target_text(row.target), *_refusal_lines(row.verdict))
            for row in rows
        )
        blocks.append(Items(escape_controls(name), items, escape_controls(why)))
    return Section("unjudged", heading, tuple(blocks))


def _refusal_lines(verdict: Verdict) -> Iterator[str]:
    sentence = gettext("{figure}: refused, {reason}")
    for figure, reason in verdict.refusals:
        yield sentence.format(figure=figure_line(figure), reason=label(reason))


def _table_section(report: StatusReport) -> Section:
    heading = gettext("All targets, by region and plan")
    rows = tuple(
        row for _, _, group in group_by_region_and_plan(report.rows) for row in group
    )
    layout = comparison_layout()
    grid = build_target_grid("", layout, rows, _TABLE_KEYS, "whole")
    parts = tuple(
        build_target_grid(_group_heading(region, plan), layout, group, _MISSES_KEYS)
        for region, plan, group in group_by_region_and_plan(report.rows)
    )
    return Section("table", heading, (grid._replace(parts=parts),))


def _group_heading(region: str, plan: str) -> str:
    return escape_controls(f"{region} · {plan}" if plan else region)


def _cards_section(report: StatusReport, *, with_charts: bool) -> Section:
    blocks: list[Block] = [Paragraph(_legend_text())] if with_charts else []
    if len(report.listed) < len(report.rows):
        blocks.append(Paragraph(_left_out_text(report)))
    for region, plan, rows in group_by_region_and_plan(report.listed):
        cards = tuple(
            build_card(row, _target_chart(report, row) if with_charts else None)
            for row in rows
        )
        blocks.append(Cards(_group_heading(region, plan), cards))
    return Section("targets", gettext("Target by target"), tuple(blocks))


def _target_chart(report: StatusReport, row: ComparisonRow) -> Chart:
    return build_chart(row, report.trajectories.get(row.target.id or 0), report.as_of)


def _left_out_text(report: StatusReport) -> str:
    return gettext(
        "Of {all} targets, {told} are told one by one: the first that were missed, "
        "late, behind, undetermined or overdue. A report on one region, metric or plan "
        "tells all of its targets."
    ).format(all=len(report.rows), told=len(report.listed))


def _legend_text() -> str:
    return gettext(
        "In the charts the shaded side satisfies the target and the dashed line is "
        "the assumed path; a filled dot is a figure that is settled, an open one is "
        "expected or preliminary, a grey one was before the target's time. An arrow "
        "says that only a bound was reported."
    )


def _sources_section(report: StatusReport) -> Section:
    cites = tuple(map(_source_entry, report.sources))
    blocks: tuple[Block, ...] = (SourceList(cites),)
    if not cites:
        blocks = (Paragraph(gettext("No source is named.")),)
    return Section("sources", gettext("Sources"), blocks)


def _source_entry(source: Source) -> SourceEntry:
    published = span_text(source.published)
    facts = [part for part in (source.title, source.publisher, published) if part]
    lines = [join_clauses(facts)] if facts else []
    addresses = [address for address in (source.url, source.archived_url) if address]
    links = [address for address in addresses if _is_web_address(address)]
    lines += [address for address in addresses if address not in links]
    lines += [f"SHA-256 {source.sha256}"] if source.sha256 else []
    return SourceEntry(
        escape_controls(source.id), tuple(map(escape_controls, lines)), tuple(links)
    )


def _is_web_address(address: str) -> bool:
    """Return True for an http or https address without spaces or control characters."""
    plain = escape_controls(address) == address and not any(map(str.isspace, address))
    return plain and address.startswith(("http://", "https://"))


def _method_section(report: StatusReport) -> Section:
    profile = report.profile
    facts = (
        (gettext("As of"), report.as_of.isoformat()),
        (gettext("Profile"), escape_controls(f"{profile.name} {profile.version}")),
        (
            gettext("Reporting lag"),
            ngettext("{count} day", "{count} days", profile.reporting_lag),
        ),
        (gettext("Figures used"), str(report.figures_used)),
        (gettext("Store"), _store_text(report)),
        (gettext("Program"), f"targets {__version__}"),
    )
    return Section(
        "method", gettext("Method"), (*map(Paragraph, _rule_sentences()), Facts(facts))
    )


def _store_text(report: StatusReport) -> str:
    sentence = gettext("revision {number}, digest {digest}")
    return sentence.format(
        number=report.store_state.revision, digest=report.store_state.digest
    )


def _rule_sentences() -> Iterator[str]:
    yield gettext(
        "Only what was known on the day counts. A figure of another scope, unit, "
        "period or kind never settles a target; a figure that says “over” or “nearly” "
        "is an interval; an expected figure is no result, and what rests on one is "
        "marked."
    )
    yield gettext(
        "Outcomes are counted, never averaged. Silence is not a miss: it is awaited, "
        "then overdue. A version that asks less does not erase the earlier one."
    )
    yield gettext(
        "Pace is where a target should be by now on the path that is named; it never "
        "decides what was met or missed."
    )
