"""The status report as a page of words, each section made once for every writer."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli import __version__
from targetcli.judging.judge import Verdict
from targetcli.model.records import Source
from targetcli.render.charts.svg import Chart, chart_of
from targetcli.render.columns.comparison import comparison_layout
from targetcli.render.columns.due import due_layout
from targetcli.render.i18n import (
    gettext,
    join_clauses,
    join_list,
    label,
    language_tag,
    ngettext,
    pgettext,
)
from targetcli.render.report.cards import card_of
from targetcli.render.report.changes import changes_section, figure_line
from targetcli.render.report.parts import (
    Block,
    Cards,
    Cite,
    Cites,
    Facts,
    Grid,
    Head,
    Items,
    Page,
    Para,
    Row,
    Section,
    Tile,
    Tiles,
    grid_of,
    item_of,
    laid_out,
)
from targetcli.render.text import NOTHING, escape_controls, span_text, target_text
from targetcli.render.verdict_labels import REASONS
from targetcli.render.verdict_steps import pace_steps
from targetcli.reports.comparison import Compared
from targetcli.reports.status_report import Count, StatusReport, counts_of, groups_of

_MISSED = ("id", "subject", "target", "by", "figure", "result", "gap")
_DUE = ("id", "subject", "target", "by", "due", "figure", "result")
_WHOLE = (
    *("id", "region", "plan", "metric", "scope", "target", "by", "figure"),
    *("result", "gap"),
)


def page_of(report: StatusReport, *, drawn: bool = False) -> Page:
    """Write a report as a page, with its charts where they can be seen."""
    sections = (
        _headline(report),
        changes_section(report.changes),
        _misses(report),
        _due(report),
        _behind(report),
        _unjudged(report),
        _whole(report),
        _each(report, drawn=drawn),
        _sources(report),
        _method(report),
    )
    profile = f"{report.profile.name} {report.profile.version}"
    lead = gettext("As of {day}, profile {profile}").format(
        day=report.as_of, profile=escape_controls(profile)
    )
    title = gettext("Status of announced targets")
    return Page(language_tag(), title, lead, sections)


def _headline(report: StatusReport) -> Section:
    blocks: list[Block] = []
    if report.asked:
        blocks.append(Facts(tuple(_scope(report))))
    blocks.append(Tiles(tuple(map(_tile, report.counts))))
    blocks += map(Para, _totals(report))
    if len(groups_of(report.rows)) > 1:
        blocks.append(_matrix(report))
    return Section("headline", gettext("Overview"), tuple(blocks))


def _scope(report: StatusReport) -> Iterator[tuple[str, str]]:
    labels = {
        "region": gettext("Regions"),
        "with_parts": gettext("With the regions in them"),
        "metric": gettext("Metrics"),
        "scope": gettext("Scope"),
        "plan": gettext("Plan"),
        "source": gettext("Source"),
        "due_before": gettext("Due before"),
    }
    for by, what in report.asked:
        yield labels[by], escape_controls(join_list(what))


def _tile(count: Count) -> Tile:
    note = ""
    if count.provisional:
        note = gettext("{firm} settled, {provisional} provisional").format(
            firm=count.firm, provisional=count.provisional
        )
    return Tile(count.outcome.value, label(count.outcome), count.total, note)


def _totals(report: StatusReport) -> Iterator[str]:
    yield ngettext("{count} target.", "{count} targets.", len(report.rows))
    superseded = sum(1 for row in report.rows if row.superseded_by)
    if superseded:
        yield ngettext(
            "{count} of them was superseded by a later version; both are judged.",
            "{count} of them were superseded by later versions; all are judged.",
            superseded,
        )


def _matrix(report: StatusReport) -> Grid:
    """Count the outcomes of each plan of each region."""
    heads = (
        Head("region", pgettext("heading", "region")),
        Head("plan", pgettext("heading", "plan")),
        Head("targets", gettext("targets"), whole=True),
        Head("outcomes", gettext("outcomes")),
    )
    rows = tuple(
        _counted(region, plan, counts_of(rows))
        for region, plan, rows in groups_of(report.rows)
    )
    return Grid(gettext("Outcomes by region and plan"), heads, rows, "matrix")


def _counted(region: str, plan: str, counts: tuple[Count, ...]) -> Row:
    told = join_list(f"{count.total} {label(count.outcome)}" for count in counts)
    total = str(sum(count.total for count in counts))
    shares = tuple((count.outcome.value, count.total) for count in counts)
    return Row(
        (escape_controls(region), escape_controls(plan) or NOTHING, total, told),
        shares=shares,
    )


def _misses(report: StatusReport) -> Section:
    heading = gettext("Missed or late")
    if not report.misses:
        return Section(
            "misses", heading, (Para(gettext("Nothing was missed or late.")),)
        )
    grid = grid_of("", comparison_layout(), report.misses, _MISSED)
    return Section("misses", heading, (grid,))


def _due(report: StatusReport) -> Section:
    blocks: list[Block] = []
    lists = (
        (gettext("Due by {day}").format(day=report.until), report.due),
        (gettext("Deadline passed, figure awaited"), report.awaited),
        (gettext("Overdue: nothing was reported"), report.overdue),
    )
    for caption, rows in lists:
        if rows:
            about = tuple(row.compared for row in rows)
            blocks.append(laid_out(caption, due_layout(), rows, about, _DUE))
    if not report.due:
        nothing = gettext("Nothing is due by {day}.").format(day=report.until)
        blocks.insert(0, Para(nothing))
    return Section("due", gettext("Due and overdue"), tuple(blocks))


def _behind(report: StatusReport) -> Section:
    heading = gettext("Behind")
    if not report.behind:
        nothing = gettext("No target that can be placed on a path is behind it.")
        return Section("behind", heading, (Para(nothing),))
    items = tuple(
        item_of(row, target_text(row.target), *pace_steps(row.target, row.verdict))
        for row in report.behind
    )
    return Section("behind", heading, (Items("", items),))


def _unjudged(report: StatusReport) -> Section:
    heading = gettext("Cannot be judged, and why")
    if not report.unjudged:
        nothing = gettext("Every target with evidence could be judged.")
        return Section("unjudged", heading, (Para(nothing),))
    blocks = []
    for reasons, rows in report.unjudged:
        name = join_list(map(label, reasons))
        why = join_clauses(gettext(REASONS[reason]) for reason in reasons)
        items = tuple(
            item_of(row, target_text(row.target), *_refused(row.verdict))
            for row in rows
        )
        blocks.append(Items(escape_controls(name), items, escape_controls(why)))
    return Section("unjudged", heading, tuple(blocks))


def _refused(verdict: Verdict) -> Iterator[str]:
    told = gettext("{figure}: refused, {reason}")
    for figure, reason in verdict.refused:
        yield told.format(figure=figure_line(figure), reason=label(reason))


def _whole(report: StatusReport) -> Section:
    heading = gettext("All targets, by region and plan")
    rows = tuple(row for _, _, group in groups_of(report.rows) for row in group)
    layout = comparison_layout()
    grid = grid_of("", layout, rows, _WHOLE, "whole")
    parts = tuple(
        grid_of(_group(region, plan), layout, group, _MISSED)
        for region, plan, group in groups_of(report.rows)
    )
    return Section("table", heading, (grid._replace(parts=parts),))


def _group(region: str, plan: str) -> str:
    return escape_controls(f"{region} · {plan}" if plan else region)


def _each(report: StatusReport, *, drawn: bool) -> Section:
    blocks: list[Block] = [Para(_legend())] if drawn else []
    if len(report.told) < len(report.rows):
        blocks.append(Para(_left_out(report)))
    for region, plan, rows in groups_of(report.told):
        cards = tuple(
            card_of(row, _chart(report, row) if drawn else None) for row in rows
        )
        blocks.append(Cards(_group(region, plan), cards))
    return Section("targets", gettext("Target by target"), tuple(blocks))


def _chart(report: StatusReport, row: Compared) -> Chart:
    return chart_of(row, report.courses.get(row.target.id or 0), report.as_of)


def _left_out(report: StatusReport) -> str:
    return gettext(
        "Of {all} targets, {told} are told one by one: the first that were missed, "
        "late, behind, undetermined or overdue. A report on one region, metric or plan "
        "tells all of its targets."
    ).format(all=len(report.rows), told=len(report.told))


def _legend() -> str:
    return gettext(
        "In the charts the shaded side satisfies the target and the dashed line is "
        "the assumed path; a filled dot is a figure that is settled, an open one is "
        "expected or preliminary, a grey one was before the target's time. An arrow "
        "says that only a bound was reported."
    )


def _sources(report: StatusReport) -> Section:
    cites = tuple(map(_cite, report.sources))
    blocks: tuple[Block, ...] = (Cites(cites),)
    if not cites:
        blocks = (Para(gettext("No source is named.")),)
    return Section("sources", gettext("Sources"), blocks)


def _cite(source: Source) -> Cite:
    published = span_text(source.published)
    told = [part for part in (source.title, source.publisher, published) if part]
    lines = [join_clauses(told)] if told else []
    addresses = [address for address in (source.url, source.archived_url) if address]
    links = [address for address in addresses if _may_be_followed(address)]
    lines += [address for address in addresses if address not in links]
    lines += [f"SHA-256 {source.sha256}"] if source.sha256 else []
    return Cite(
        escape_controls(source.id), tuple(map(escape_controls, lines)), tuple(links)
    )


def _may_be_followed(address: str) -> bool:
    """Say whether an address is one of the web, with nothing hidden in it."""
    plain = escape_controls(address) == address and not any(map(str.isspace, address))
    return plain and address.startswith(("http://", "https://"))


def _method(report: StatusReport) -> Section:
    profile = report.profile
    facts = (
        (gettext("As of"), report.as_of.isoformat()),
        (gettext("Profile"), escape_controls(f"{profile.name} {profile.version}")),
        (
            gettext("Reporting lag"),
            ngettext("{count} day", "{count} days", profile.reporting_lag),
        ),
        (gettext("Figures used"), str(report.figures_used)),
        (gettext("Store"), _origin(report)),
        (gettext("Program"), f"targets {__version__}"),
    )
    return Section("method", gettext("Method"), (*map(Para, _rules()), Facts(facts)))


def _origin(report: StatusReport) -> str:
    told = gettext("revision {number}, digest {digest}")
    return told.format(number=report.origin.revision, digest=report.origin.digest)


def _rules() -> Iterator[str]:
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
