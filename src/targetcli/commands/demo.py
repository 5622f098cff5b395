"""The whole story on the packaged data, in a store that is gone afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from typer import Option

from targetcli import environment
from targetcli.commands.app import new_app, spread_options
from targetcli.importing.files import open_tables
from targetcli.importing.importer import import_tables
from targetcli.judging.gate import Reason
from targetcli.judging.outcome import Outcome
from targetcli.model.period import year_span
from targetcli.model.records import ScopedRegion, Target
from targetcli.render.columns.comparison import comparison_layout
from targetcli.render.columns.records import targets_layout
from targetcli.render.derivation import derivation_steps
from targetcli.render.record_text import (
    figure_text,
    target_text,
)
from targetcli.render.table import build_table
from targetcli.render.verdict_text import outcome_text
from targetcli.render.writers.terminal import as_terminal
from targetcli.reports.comparison import (
    MISSES,
    Comparison,
    ComparisonRow,
    compare_targets,
    filter_by_outcome,
)
from targetcli.session.comparison import load_versions
from targetcli.session.options import Color, StoreOptions
from targetcli.session.selection import index_figures
from targetcli.session.session import Session
from targetcli.store.store import Store

app = new_app()

_WIDTH = 80
_SOON = date(2023, 12, 31)
_LATER = date(2026, 3, 31)
_WHILE_OPEN = date(2025, 1, 31)

_ZONE_GDP = (ScopedRegion("常州经开区"), "地区生产总值", 2022)
_DISTRICT_GDP = (ScopedRegion("武进区", "含常州经开区"), "地区生产总值", 2025)
_APARTMENTS = (ScopedRegion("武进区"), "人才公寓套数", 2025)
_CITY_GDP = (ScopedRegion("常州市"), "地区生产总值", 2023)
_CITY_CARS = (ScopedRegion("常州市"), "新能源整车产量", 2024)
_CITY_FIRMS = (ScopedRegion("常州市"), "高新技术企业数", 2024)
_STORY = (_ZONE_GDP, _DISTRICT_GDP, _APARTMENTS, _CITY_GDP, _CITY_CARS, _CITY_FIRMS)

_OPENING = """\
Governments announce targets; figures appear years later, somewhere else, worded
differently. targets keeps both and says which were met, which were missed, and
which cannot honestly be judged, and why. This is real data from Changzhou, China:
the city (常州市), its district Wujin (武进区), and in it an economic development
zone (常州经开区). The store made for this is gone when you read the last line.
"""
_ANNOUNCED = """
1. WHAT WAS ANNOUNCED: six of {count} targets (地区生产总值 is GDP, 人才公寓 are
   homes for recruits, 新能源整车 electric cars, 高新技术企业 high-tech firms)
"""
_THEN = """
2. WHAT HAD COME OF IT BY {day}: only what had been published by then
"""
_NOW = """
3. THE SAME SIX AS OF {day}
"""
_MISSED = """
4. EVERY MISS AS OF {day}: a figure that is only expected marks its miss as
   one that may change
"""
_IN_FULL = """
5. ONE VERDICT IN FULL
"""
_TRAP = """
6. A TRAP AVOIDED: early in 2025 two figures for Wujin's GDP of 2023 were there
"""
_TRAP_END = """\
   Without the zone the district would seem {gap} short of a target that
   was set with it. Only the first may be used; the other is refused: scope.
"""
_CITY = """
7. OF THE CITY: one that was met, one that cannot be told
"""
_CANNOT = """\
   “700家以上” is 700 or more: it may be 1,000 or more. That is no miss, and no
   success either; it stays undetermined until a number is published.
"""
_CLOSING = """
All {count} targets as of {day}:
{tally}
Try it yourself: targets init --with-seeds · targets compare · targets show T1
"""


_MEANS: dict[Outcome, str] = {
    Outcome.WITHDRAWN: "taken back before its deadline",
    Outcome.MET: "the evidence is in, and satisfies",
    Outcome.LATE: "satisfied, after the deadline",
    Outcome.MISSED: "the evidence is in, and does not satisfy",
    Outcome.UNDETERMINED: "the evidence is in, and too vague to tell",
    Outcome.NOT_COMPARABLE: "what was reported is of another kind, scope or period",
    Outcome.REACHED: "satisfied so far, the deadline is ahead",
    Outcome.ON_TRACK: "the deadline is ahead, and so is progress",
    Outcome.BEHIND: "the deadline is ahead, and progress is short of its path",
    Outcome.OPEN: "the deadline is ahead, or its figure is still awaited",
    Outcome.OVERDUE: "the deadline passed and nothing was reported: no miss, a silence",
}


@app.command("demo")
@spread_options
def demo(
    color: Annotated[Color, Option("--color", help="When to use colour.")] = Color.AUTO,
) -> None:
    """Tell the whole story on the packaged data; leaves nothing behind."""
    seen = environment.measure_screen(_WIDTH, color)
    with TemporaryDirectory() as folder:
        session = Session(StoreOptions(db=Path(folder) / "demo.db", quiet=True))
        with session.open_or_create() as store:
            files = sorted(environment.find_seed_folder().glob("*.csv"))
            with open_tables(files, session.path) as inputs:
                import_tables(store, inputs.tables, "demo")
            told = _Story(store, color=seen.color)
            environment.write_stdout(told.pieces(), exact=False)


class _Story:
    """The sections of the demo, one after the other."""

    def __init__(self, store: Store, *, color: bool) -> None:
        self._targets = tuple(store.targets())
        self._around = index_figures(store).find_evidence
        self._versions = load_versions(store)
        self._color = color
        self._six = tuple(self._target(*subject) for subject in _STORY)

    def pieces(self) -> Iterator[str]:
        yield _OPENING
        yield _ANNOUNCED.format(count=len(self._targets))
        fields = ("subject", "target", "by", "announced")
        table = build_table(targets_layout(), self._six, fields, None, for_people=True)
        yield from as_terminal(table, _WIDTH, color=self._color)
        yield _THEN.format(day=_SOON)
        yield from self._table(self._judged(self._six, _SOON))
        yield _NOW.format(day=_LATER)
        yield from self._table(self._judged(self._six, _LATER))
        yield _MISSED.format(day=_LATER)
        yield from self._table(
            filter_by_outcome(self._judged(self._targets, _LATER), MISSES)
        )
        yield _IN_FULL
        yield from self._in_full(_ZONE_GDP, _LATER)
        yield from self._trap()
        yield _CITY
        yield from self._in_full(_CITY_GDP, _LATER)
        yield from self._in_full(_CITY_FIRMS, _LATER)
        yield _CANNOT
        yield _CLOSING.format(count=len(self._targets), day=_LATER, tally=self._tally())

    def _trap(self) -> Iterator[str]:
        yield _TRAP
        row = self._one(_DISTRICT_GDP, _WHILE_OPEN)
        span = year_span(2023)
        used = next(u.figure for u in row.verdict.evidence if u.figure.span == span)
        refused = next(
            refusal.figure
            for refusal in row.verdict.refusals
            if refusal.reason is Reason.SCOPE and refusal.figure.span == span
            if refusal.figure.basis is used.basis
        )
        yield f"   {target_text(row.target)}\n"
        yield f"   used     {figure_text(used)}\n"
        yield f"   refused  {figure_text(refused)}\n"
        if row.target.bound and refused.bound:
            gap = row.target.bound.value - refused.bound.value
            yield _TRAP_END.format(gap=f"{gap}{refused.bound.unit.text}")

    def _in_full(
        self, subject: tuple[ScopedRegion, str, int], as_of: date
    ) -> Iterator[str]:
        row = self._one(subject, as_of)
        yield f"   {target_text(row.target)}\n"
        yield f"   as of {as_of}: {outcome_text(row.verdict)}\n"
        for step in derivation_steps(row.target, row.verdict)[1:]:
            yield f"     {step}\n"

    def _tally(self) -> str:
        counts: dict[Outcome, int] = {}
        for row in self._judged(self._targets, _LATER).rows:
            outcome = row.verdict.outcome
            counts[outcome] = counts.get(outcome, 0) + 1
        return "\n".join(
            f"   {counts[outcome]:>3} {outcome.value:<15} {_MEANS[outcome]}"
            for outcome in Outcome
            if outcome in counts
        )

    def _table(self, judged: Comparison) -> Iterator[str]:
        fields = ("subject", "target", "by", "figure", "result", "gap")
        table = build_table(
            comparison_layout(), judged.rows, fields, None, for_people=True
        )
        return as_terminal(table, _WIDTH, color=self._color)

    def _judged(self, targets: Iterable[Target], as_of: date) -> Comparison:
        return compare_targets(targets, self._around, as_of, self._versions)

    def _one(
        self, subject: tuple[ScopedRegion, str, int], as_of: date
    ) -> ComparisonRow:
        return next(iter(self._judged((self._target(*subject),), as_of).rows))

    def _target(self, place: ScopedRegion, metric: str, year: int) -> Target:
        return next(
            target
            for target in self._targets
            if ScopedRegion(target.region, target.scope) == place
            and target.metric.name == metric
            and target.deadline == year_span(year).end
        )
