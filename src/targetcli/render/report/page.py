"""Build the page of the status report, once for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from targetcli.judging.meanings import find_open_questions
from targetcli.judging.outcome import Verdict
from targetcli.render.characters import escape_controls
from targetcli.render.charts.layout import Chart, build_chart
from targetcli.render.columns.comparison import comparison_layout
from targetcli.render.columns.due import due_layout
from targetcli.render.derivation import rate_steps
from targetcli.render.i18n import (
    gettext,
    join_clauses,
    join_list,
    join_phrases,
    label,
    language_tag,
    ngettext,
)
from targetcli.render.record_text import requirement_text, target_text
from targetcli.render.report.cards import build_card
from targetcli.render.report.changes import changes_section, figure_line
from targetcli.render.report.method import method_section, sources_section
from targetcli.render.report.overview import counts_grids, overview_section
from targetcli.render.report.parts import (
    Block,
    Cards,
    Item,
    Items,
    Page,
    Paragraph,
    Section,
    build_grid,
    build_item,
    build_target_grid,
)
from targetcli.render.undecided.explanation import explain_undecided
from targetcli.render.undecided.questions import (
    choice_command,
    hanging_text,
    question_sentence,
)
from targetcli.render.verdict_sentence import pledge_text, verdict_sentence
from targetcli.render.verdict_text import REASON_TEXTS, UNSAID_TEXTS
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.open_questions import OpenQuestion
from targetcli.reports.status_report import StatusReport, group_by_region_and_plan

_MOST_PLEDGES = 40
_MISSES_KEYS = ("id", "subject", "target", "by", "figure", "result", "gap")
_DUE_KEYS = ("id", "subject", "target", "by", "due", "figure", "result")
_TABLE_KEYS = (
    *("id", "region", "plan", "metric", "scope", "target", "by", "figure"),
    *("result", "gap"),
)


class PageOptions(NamedTuple):
    """The title and publisher of a page, and if its format can draw charts."""

    title: str = ""
    publisher: str = ""
    has_charts: bool = False


_NO_OPTIONS = PageOptions()


def build_page(report: StatusReport, options: PageOptions = _NO_OPTIONS) -> Page:
    """Build the page of a report, its answers first."""
    with_charts = options.has_charts
    sections = (
        overview_section(report),
        _misses_section(report),
        _kept_section(report),
        *_changes_sections(report),
        _behind_section(report),
        _due_section(report),
        _unjudged_section(report),
        *_unsaid_sections(report),
        _table_section(report),
        _cards_section(report, with_charts=with_charts),
        sources_section(report),
        method_section(report),
    )
    profile = f"{report.profile.name} {report.profile.version}"
    lead = gettext("As of {day}, profile {profile}").format(
        day=report.as_of, profile=escape_controls(profile)
    )
    title = escape_controls(options.title) or gettext("Status of announced targets")
    publisher = escape_controls(options.publisher)
    return Page(language_tag(), title, lead, sections, publisher)


def _changes_sections(report: StatusReport) -> Iterator[Section]:
    """Yield the section on changes, where there is something to compare with."""
    if report.changes is not None:
        yield changes_section(report.changes)


def _misses_section(report: StatusReport) -> Section:
    heading = gettext("Missed or late")
    if not report.misses:
        remark = gettext("Nothing was missed or late.")
        return Section("misses", heading, (Paragraph(remark),))
    return Section("misses", heading, tuple(_pledge_blocks(report.misses)))


def _kept_section(report: StatusReport) -> Section:
    heading = gettext("Kept")
    if not report.kept:
        remark = gettext("Nothing was met yet.")
        return Section("kept", heading, (Paragraph(remark),))
    return Section("kept", heading, tuple(_pledge_blocks(report.kept)))


def _pledge_blocks(rows: Sequence[ComparisonRow]) -> Iterator[Block]:
    """Yield what was promised in its own words, each with its verdict and why."""
    yield Items("", tuple(map(_pledge_item, rows[:_MOST_PLEDGES])))
    left = len(rows) - _MOST_PLEDGES
    if left > 0:
        remark = ngettext(
            "{count} more is in the table of all targets.",
            "{count} more are in the table of all targets.",
            left,
        )
        yield Paragraph(remark)


def _pledge_item(row: ComparisonRow) -> Item:
    target = row.target
    deadline = gettext("by {deadline}").format(deadline=target.deadline)
    facts = (requirement_text(target) if target.as_written else "", deadline)
    details = (verdict_sentence(row), join_phrases(facts if target.deadline else ()))
    return build_item(row, pledge_text(target), *filter(None, details))


def _due_section(report: StatusReport) -> Section:
    blocks: list[Block] = []
    lists = (
        (gettext("Due by {day}").format(day=report.until), report.due),
        (gettext("Deadline passed, figure awaited"), report.awaited),
        (gettext("Overdue: no figure for the deadline"), report.overdue),
    )
    for caption, rows in lists:
        if rows:
            targets = tuple(row.comparison_row for row in rows)
            blocks.append(build_grid(caption, due_layout(), rows, targets, _DUE_KEYS))
    if not report.due:
        remark = gettext("Nothing is due by {day}.").format(day=report.until)
        blocks.insert(0, Paragraph(remark))
    return Section("due", gettext("Due and overdue"), tuple(blocks))


def _behind_section(report: StatusReport) -> Section:
    heading = gettext("Behind")
    if not report.behind:
        remark = gettext("No target that can be placed on a path is behind it.")
        return Section("behind", heading, (Paragraph(remark),))
    items = tuple(map(_behind_item, report.behind))
    return Section("behind", heading, (Items("", items),))


def _behind_item(row: ComparisonRow) -> Item:
    details = (verdict_sentence(row), *rate_steps(row.target, row.verdict))
    return build_item(row, target_text(row.target), *details)


def _unjudged_section(report: StatusReport) -> Section:
    heading = gettext("Cannot be judged, and why")
    if not report.unjudged:
        remark = gettext("(nothing to list)")
        return Section("unjudged", heading, (Paragraph(remark),))
    blocks = []
    for reasons, rows in report.unjudged:
        name = join_list(map(label, reasons))
        is_unsaid = any(find_open_questions(row.verdict.meanings) for row in rows)
        texts = UNSAID_TEXTS if is_unsaid else REASON_TEXTS
        why = join_clauses(gettext(texts[reason]) for reason in reasons)
        items = tuple(
            build_item(
                row,
                target_text(row.target),
                *_refusal_lines(row.verdict),
                *_deciding_lines(row),
            )
            for row in rows
        )
        blocks.append(Items(escape_controls(name), items, escape_controls(why)))
    return Section("unjudged", heading, tuple(blocks))


def _refusal_lines(verdict: Verdict) -> Iterator[str]:
    sentence = gettext("{figure}: refused, {reason}")
    for figure, reason in verdict.refusals:
        yield sentence.format(figure=figure_line(figure), reason=label(reason))


def _deciding_lines(row: ComparisonRow) -> Iterator[str]:
    """Yield why a target cannot be judged, and the commands that would decide it.

    What nobody said has a section of its own.
    """
    questions = find_open_questions(row.verdict.meanings)
    for undecided in explain_undecided(row.target, row.verdict, row.context):
        if undecided.reason not in questions:
            yield undecided.sentence
            yield from (option.text for option in undecided.options)


def _unsaid_sections(report: StatusReport) -> Iterator[Section]:
    """Yield the section on what nobody said, where a verdict hangs on it."""
    questions = report.open_questions
    if questions:
        items = tuple(map(_question_item, questions))
        heading = gettext("What nobody said, and what hangs on it")
        yield Section("unsaid", heading, (Items("", items),))


def _question_item(question: OpenQuestion) -> Item:
    lines = (
        *map(hanging_text, question.hanging),
        *(choice_command(question, choice) for choice in question.choices),
    )
    sentence = escape_controls(question_sentence(question))
    return Item(sentence, details=tuple(map(escape_controls, lines)))


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
    counts = counts_grids(report)
    return Section("table", heading, (*counts, grid._replace(parts=parts)))


def _group_heading(region: str, plan: str) -> str:
    return escape_controls(f"{region} · {plan}" if plan else region)


def _cards_section(report: StatusReport, *, with_charts: bool) -> Section:
    blocks: list[Block] = [Paragraph(_legend_text())] if with_charts else []
    if len(report.listed) < len(report.rows):
        blocks.append(Paragraph(_left_out_text(report)))
    for region, rows in _group_by_region(report.listed).items():
        cards = tuple(
            build_card(row, _target_chart(report, row) if with_charts else None)
            for row in rows
        )
        blocks.append(Cards(escape_controls(region), cards))
    return Section("targets", gettext("Target by target"), tuple(blocks))


def _group_by_region(
    rows: Iterable[ComparisonRow],
) -> dict[str, list[ComparisonRow]]:
    groups: dict[str, list[ComparisonRow]] = {}
    for row in rows:
        groups.setdefault(row.target.region, []).append(row)
    return groups


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
