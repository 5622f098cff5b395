"""Build the page of the status report, once for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from targetcli.judging.trajectory import build_trajectory
from targetcli.model.records import format_target_id
from targetcli.render.characters import escape_controls
from targetcli.render.charts.layout import Chart, build_chart
from targetcli.render.i18n import (
    gettext,
    join_clauses,
    join_list,
    label,
    language_tag,
    ngettext,
)
from targetcli.render.report.cards import build_card
from targetcli.render.report.changes import changes_section
from targetcli.render.report.grids import GridTarget, build_grid
from targetcli.render.report.method import method_section, sources_section
from targetcli.render.report.options import PageOptions
from targetcli.render.report.overview import (
    counts_grids,
    overview_section,
    summary_section,
)
from targetcli.render.report.parts import (
    Block,
    Card,
    Cards,
    Grid,
    Item,
    Items,
    Page,
    Paragraph,
    Section,
)
from targetcli.render.report.target_texts import MOST_PLEDGES, TextGatherer
from targetcli.render.undecided.questions import (
    choice_command,
    hanging_text,
    question_sentence,
)
from targetcli.render.verdict_text import REASON_TEXTS, UNSAID_TEXTS
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.open_questions import OpenQuestion
from targetcli.reports.status_report import (
    ReportedTarget,
    StatusReport,
    group_by_region_and_plan,
)

_MISSES_KEYS = ("id", "subject", "target", "by", "figure", "result", "gap")
_DUE_KEYS = ("id", "subject", "target", "by", "due", "figure", "result")
_TABLE_KEYS = (
    *("id", "region", "plan", "metric", "scope", "target", "by", "figure"),
    *("result", "gap"),
)


def build_page(
    report: StatusReport,
    texts: TextGatherer,
    options: PageOptions,
    *,
    has_charts: bool,
) -> Page:
    """Build the page of a report, its answers first, with charts if it can show them.

    Cards are built while the page is written.
    """
    listed = texts.listed
    builder = _PageBuilder(report, texts, listed, has_charts)
    page = _frame(report, options, tuple(builder.iterate_sections()))
    cards = frozenset(format_target_id(row.target.id) for row in listed)
    return page._replace(targets_with_cards=cards)


def build_changes_page(report: StatusReport, options: PageOptions) -> Page:
    """Build a page of a summary and what changed, for who read the earlier report."""
    return _frame(report, options, tuple(_iterate_changes(report)))


def _frame(
    report: StatusReport, options: PageOptions, sections: tuple[Section, ...]
) -> Page:
    profile = f"{report.profile.name} {report.profile.version}"
    lead = gettext("As of {day}, profile {profile}").format(
        day=report.as_of, profile=escape_controls(profile)
    )
    title = escape_controls(options.title) or gettext("Status of announced targets")
    publisher = escape_controls(options.publisher)
    return Page(language_tag(), title, lead, sections, publisher)


def _iterate_changes(report: StatusReport) -> Iterator[Section]:
    yield summary_section(report)
    yield from _changes_sections(report)
    if report.changes is None:
        remark = gettext("There is no earlier report to compare this one with.")
        yield Section("changes", gettext("What changed"), (Paragraph(remark),))


def _changes_sections(report: StatusReport) -> Iterator[Section]:
    """Yield the section on changes, where there is something to compare with."""
    if report.changes is not None:
        yield changes_section(report.changes)


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


class _PageBuilder(NamedTuple):
    """Builds the sections of a page."""

    report: StatusReport
    texts: TextGatherer
    listed: tuple[ComparisonRow, ...]
    has_charts: bool

    def iterate_sections(self) -> Iterator[Section]:
        """Yield the sections in order."""
        report = self.report
        yield overview_section(report)
        yield self._pledges_section(
            *("misses", gettext("Missed or late"), report.misses),
            gettext("Nothing was missed or late."),
        )
        yield self._pledges_section(
            "kept", gettext("Kept"), report.kept, gettext("Nothing was met yet.")
        )
        yield from _changes_sections(report)
        yield self._behind_section()
        yield self._due_section()
        yield self._unjudged_section()
        yield from _unsaid_sections(report)
        yield self._table_section()
        yield self._cards_section()
        yield sources_section(report)
        yield method_section(report)

    def _pledges_section(
        self,
        key: str,
        heading: str,
        targets: Sequence[ReportedTarget],
        remark: str,
    ) -> Section:
        """Build the section of pledges kept or missed, or of a remark on none."""
        if not targets:
            return Section(key, heading, (Paragraph(remark),))
        return Section(key, heading, tuple(self._pledge_blocks(targets)))

    def _pledge_blocks(self, targets: Sequence[ReportedTarget]) -> Iterator[Block]:
        """Yield targets in their own words, each with its verdict and the reason."""
        yield Items("", self._list_items(targets[:MOST_PLEDGES]))
        left = len(targets) - MOST_PLEDGES
        if left > 0:
            remark = ngettext(
                "{count} more is in the table of all targets.",
                "{count} more are in the table of all targets.",
                left,
            )
            yield Paragraph(remark)

    def _list_items(self, targets: Iterable[ReportedTarget]) -> tuple[Item, ...]:
        items = (self.texts.find(reported.target).item for reported in targets)
        return tuple(filter(None, items))

    def _behind_section(self) -> Section:
        heading, behind = gettext("Behind"), self.report.behind
        if not behind:
            remark = gettext("No target that can be placed on a path is behind it.")
            return Section("behind", heading, (Paragraph(remark),))
        return Section("behind", heading, (Items("", self._list_items(behind)),))

    def _due_section(self) -> Section:
        report, blocks = self.report, list[Block]()
        lists = (
            (gettext("Due by {day}").format(day=report.until), report.due),
            (gettext("Deadline passed, figure awaited"), report.awaited),
            (gettext("Overdue: no figure for the deadline"), report.overdue),
        )
        for caption, targets in lists:
            if targets:
                blocks.append(build_grid(caption, self._list_rows(targets), _DUE_KEYS))
        if not report.due:
            remark = gettext("Nothing is due by {day}.").format(day=report.until)
            blocks.insert(0, Paragraph(remark))
        return Section("due", gettext("Due and overdue"), tuple(blocks))

    def _list_rows(self, targets: Iterable[ReportedTarget]) -> Iterator[GridTarget]:
        for reported in targets:
            yield GridTarget(reported, self.texts.find(reported.target))

    def _unjudged_section(self) -> Section:
        heading, unjudged = gettext("Cannot be judged, and why"), self.report.unjudged
        if not unjudged:
            remark = gettext("(nothing to list)")
            return Section("unjudged", heading, (Paragraph(remark),))
        blocks = []
        for reasons, targets in unjudged:
            name = join_list(map(label, reasons))
            is_unsaid = any(reported.is_unsaid for reported in targets)
            texts = UNSAID_TEXTS if is_unsaid else REASON_TEXTS
            why = join_clauses(gettext(texts[reason]) for reason in reasons)
            items = self._list_items(targets)
            blocks.append(Items(escape_controls(name), items, escape_controls(why)))
        return Section("unjudged", heading, tuple(blocks))

    def _table_section(self) -> Section:
        heading = gettext("All targets, by region and plan")
        blocks = (*counts_grids(self.report), self._targets_grid())
        return Section("table", heading, blocks)

    def _targets_grid(self) -> Grid:
        """Build one table where readers can sort it, else one by region and plan."""
        groups = group_by_region_and_plan(self.report.targets)
        if self.has_charts:
            rows = (row for *_, group in groups for row in self._list_rows(group))
            return build_grid("", rows, _TABLE_KEYS, "whole")
        parts = tuple(
            build_grid(
                _group_heading(region, plan), self._list_rows(group), _MISSES_KEYS
            )
            for region, plan, group in groups
        )
        return Grid("", (), (), "whole", parts)

    def _cards_section(self) -> Section:
        blocks: list[Block] = [Paragraph(_legend_text())] if self.has_charts else []
        if len(self.listed) < len(self.report.targets):
            blocks.append(Paragraph(self._left_out_text()))
        for region, rows in _group_by_region(self.listed).items():
            blocks.append(Cards(escape_controls(region), map(self._build_card, rows)))
        return Section("targets", gettext("Target by target"), tuple(blocks))

    def _build_card(self, row: ComparisonRow) -> Card:
        return build_card(row, self._build_chart(row) if self.has_charts else None)

    def _build_chart(self, row: ComparisonRow) -> Chart:
        as_of = self.report.as_of
        trajectory = build_trajectory(
            row.target, row.figures, row.verdict, as_of, row.context
        )
        return build_chart(row, trajectory, as_of)

    def _left_out_text(self) -> str:
        return gettext(
            "Of {all} targets, {told} are told one by one: the first that were missed, "
            "late, behind, undetermined or overdue. A report on one region, metric or "
            "plan tells all of its targets."
        ).format(all=len(self.report.targets), told=len(self.listed))


def _group_heading(region: str, plan: str) -> str:
    return escape_controls(f"{region} · {plan}" if plan else region)


def _group_by_region(
    rows: Iterable[ComparisonRow],
) -> dict[str, list[ComparisonRow]]:
    groups: dict[str, list[ComparisonRow]] = {}
    for row in rows:
        groups.setdefault(row.target.region, []).append(row)
    return groups


def _legend_text() -> str:
    return gettext(
        "In the charts the shaded side satisfies the target and the dashed line is "
        "the assumed path; a filled dot is a figure that is settled, an open one is "
        "expected or preliminary, a grey one was before the target's time. An arrow "
        "says that only a bound was reported."
    )
