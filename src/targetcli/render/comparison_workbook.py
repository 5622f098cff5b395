"""Build the sheets of a compared workbook that offices read, send upward and print."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import compress
from typing import NamedTuple

from targetcli.judging.outcome import Outcome
from targetcli.model.bound import Bound, Relation, relation_sign
from targetcli.model.quantity import format_digits
from targetcli.model.sides import list_sides, resolve_bound
from targetcli.render.columns.progress import (
    ahead_of_path,
    done_share,
    elapsed_share,
    rank_text,
)
from targetcli.render.grade_labels import list_grade_labels
from targetcli.render.i18n import gettext, join_clauses, label, language_tag
from targetcli.render.outcome_styles import OUTCOME_STYLES
from targetcli.render.record_text import requirement_text
from targetcli.render.verdict_text import (
    decided_period_text,
    find_grade_label,
    interval_text,
    outcome_text,
)
from targetcli.render.writers.styled_sheets import StyledCell, StyledColumn, StyledSheet
from targetcli.render.writers.text_cells import is_exact_number
from targetcli.reports.comparison import Comparison, ComparisonRow
from targetcli.reports.ranking import LightCounts, RankedRow, count_lights

_CHINESE_FONT = "宋体"
_ENGLISH_FONT = "Calibri"
# Light tints of the colours that pages have, so that black text stays readable.
_OUTCOME_FILLS: Mapping[str, str] = {
    "missed": "#F8D7D2",
    "late": "#FBE3D0",
    "overdue": "#FBF1D9",
    "behind": "#FDEFDC",
    "met": "#E3F2E6",
    "track": "#E1F1EF",
    "unsure": "#F0EAF8",
    "apart": "#ECEBF5",
    "open": "#E8EDF2",
    "gone": "#ECECEA",
}
_LIGHT_FILLS: Mapping[str, str] = {
    "green": "#92D050",
    "yellow": "#FFD966",
    "red": "#FF7C80",
    "grey": "#D9D9D9",
}
_NO_CELL = StyledCell(None)


class WorkbookFacts(NamedTuple):
    """Comparison of the sheets, and the titles of the sources cited in them."""

    comparison: Comparison
    source_titles: Mapping[str, str]


def build_comparison_sheets(
    ranked_rows: Sequence[RankedRow], facts: WorkbookFacts
) -> Iterator[StyledSheet]:
    """Yield the table that people read, then the counts of its verdicts."""
    remarks = (_describe_basis(facts.comparison), *_describe_lights())
    font = _CHINESE_FONT if language_tag() == "zh" else _ENGLISH_FONT
    title = gettext("Targets and results")
    cells = [
        _build_row(number, ranked, facts.source_titles)
        for number, ranked in enumerate(ranked_rows, 1)
    ]
    columns, rows = _leave_out_empty(_columns(), cells)
    yield StyledSheet(title, title, remarks, columns, rows, font)
    yield _build_summary([ranked.row for ranked in ranked_rows], remarks, font)


def _leave_out_empty(
    columns: Sequence[StyledColumn], rows: Sequence[tuple[StyledCell, ...]]
) -> tuple[tuple[StyledColumn, ...], list[tuple[StyledCell, ...]]]:
    """Return columns and rows without the columns in which no row has anything."""
    is_filled = [
        not rows or any(row[place].value not in (None, "") for row in rows)
        for place in range(len(columns))
    ]
    return (
        tuple(compress(columns, is_filled)),
        [tuple(compress(row, is_filled)) for row in rows],
    )


def _describe_basis(comparison: Comparison) -> str:
    profile = comparison.profile
    sentence = gettext("As known on {day}. Profile: {name}, version {version}.")
    return sentence.format(
        day=comparison.as_of.isoformat(), name=profile.name, version=profile.version
    )


def _describe_lights() -> Iterator[str]:
    """Yield the legend of the lights of the profile, if it has rules for them."""
    rules = [
        gettext("{light}: {rule}").format(light=grade.sign_and_text, rule=grade.rule)
        for grade in list_grade_labels().values()
        if grade.rule
    ]
    if rules:
        yield join_clauses(rules)


def _columns() -> tuple[StyledColumn, ...]:
    return (
        StyledColumn(gettext("No."), 6),
        StyledColumn(gettext("Region"), 12),
        StyledColumn(gettext("Metric"), 20),
        StyledColumn(gettext("Target"), 12),
        StyledColumn(gettext("Unit"), 9),
        StyledColumn(gettext("Result"), 12),
        StyledColumn(gettext("Period"), 15),
        StyledColumn(gettext("Done"), 9),
        StyledColumn(gettext("Time gone"), 10),
        StyledColumn(gettext("Ahead or behind (points)"), 11),
        StyledColumn(gettext("Gap"), 12),
        StyledColumn(gettext("Verdict"), 14),
        StyledColumn(gettext("Light"), 10),
        StyledColumn(gettext("Rank"), 8),
        StyledColumn(gettext("Deadline"), 13),
        StyledColumn(gettext("Responsible body"), 14),
        StyledColumn(gettext("Source"), 22),
    )


def _build_row(
    number: int, ranked: RankedRow, source_titles: Mapping[str, str]
) -> tuple[StyledCell, ...]:
    row, target, verdict = ranked.row, ranked.row.target, ranked.row.verdict
    bound = target.bound
    return (
        StyledCell(Decimal(number), "0"),
        StyledCell(target.region),
        StyledCell(_metric_text(row)),
        _target_cell(row),
        StyledCell(bound.unit.text if bound else ""),
        _result_cell(row),
        StyledCell(decided_period_text(verdict)),
        _share_cell(done_share(verdict)),
        _share_cell(elapsed_share(verdict)),
        _number_cell(ahead_of_path(verdict), signed=True),
        _gap_cell(row),
        StyledCell(outcome_text(verdict), fill=_outcome_fill(verdict.outcome)),
        _light_cell(row),
        StyledCell(rank_text(ranked)),
        _day_cell(target.deadline),
        StyledCell(target.owner.replace(";", "、" if language_tag() == "zh" else "; ")),
        StyledCell(_source_text(row, source_titles)),
    )


def _metric_text(row: ComparisonRow) -> str:
    target = row.target
    return (
        f"{target.metric.name} [{target.scope}]" if target.scope else target.metric.name
    )


def _target_cell(row: ComparisonRow) -> StyledCell:
    """Return the number asked for, with its relation in the number format."""
    target = row.target
    sides = list_sides(target) if target.bound else ()
    bound = target.bound
    if bound is not None and len(sides) == 1:
        bound = resolve_bound(bound, sides[0])
    if bound is None or bound.relation is Relation.RANGE:
        return StyledCell(requirement_text(target))
    return _bound_cell(bound)


def _bound_cell(bound: Bound) -> StyledCell:
    sign = relation_sign(bound.relation)
    cell = _number_cell(bound.value)
    if not isinstance(cell.value, Decimal):
        return StyledCell(f"{sign} {cell.value}")
    return cell._replace(pattern=f'"{sign} "{cell.pattern}')


def _result_cell(row: ComparisonRow) -> StyledCell:
    value, bound = row.verdict.deciding_value, row.target.bound
    if value is None or bound is None:
        return _NO_CELL
    if value.low is not None and value.low == value.high and value.is_exact:
        return _number_cell(value.low)
    return StyledCell(interval_text(value, bound))


def _gap_cell(row: ComparisonRow) -> StyledCell:
    margin, bound = row.verdict.margin, row.target.bound
    if margin is None or bound is None or margin.low != margin.high:
        return _NO_CELL
    return _number_cell(margin.low, signed=True)


def _number_cell(value: Decimal | None, *, signed: bool = False) -> StyledCell:
    """Return a number with all its digits, grouped; one that no cell holds as text."""
    if value is None:
        return _NO_CELL
    digits = format_digits(value)
    if not is_exact_number(digits):
        return StyledCell(digits)
    decimals = len(digits.partition(".")[2])
    pattern = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return StyledCell(value, f"+{pattern};−{pattern};0" if signed else pattern)


def _share_cell(share: Decimal | None) -> StyledCell:
    """Return a share as per cent; what falls short of the whole never shows 100 %."""
    if share is None:
        return _NO_CELL
    places = 1
    while share < 1 and round(share, places + 2) == 1:
        places += 1
    return StyledCell(share, f"0.{'0' * places}%")


def _day_cell(day: date | None) -> StyledCell:
    if day is None:
        return _NO_CELL
    is_chinese = language_tag() == "zh"
    return StyledCell(day, 'yyyy"年"m"月"d"日"' if is_chinese else "d mmm yyyy")


def _outcome_fill(outcome: Outcome) -> str:
    return _OUTCOME_FILLS[OUTCOME_STYLES[outcome].page_color]


def _light_cell(row: ComparisonRow) -> StyledCell:
    grade = find_grade_label(row.verdict)
    if grade is None:
        return _NO_CELL
    return StyledCell(grade.sign_and_text, fill=_LIGHT_FILLS[grade.color])


def _source_text(row: ComparisonRow, titles: Mapping[str, str]) -> str:
    """Return the title of the source of the figure that decided, else the target's."""
    figures = [
        used.figure.source for used in row.verdict.evidence if used.figure.source
    ]
    source = figures[0] if figures else row.target.source
    return titles.get(source, source)


def _build_summary(
    rows: Sequence[ComparisonRow], remarks: tuple[str, ...], font: str
) -> StyledSheet:
    """Count verdicts and lights of all targets, and of each body that answers for any.

    Where no target names one they are counted by region.
    """
    has_owners = any(row.target.owner for row in rows)
    group_of = _owner_of if has_owners else _region_of
    heading = gettext("Responsible body") if has_owners else gettext("Region")
    outcomes = tuple(o for o in Outcome if any(r.verdict.outcome is o for r in rows))
    lights = list_grade_labels()
    columns = (
        StyledColumn(heading, 22),
        StyledColumn(gettext("Targets"), 10),
        *(StyledColumn(label(outcome), 12) for outcome in outcomes),
        *(StyledColumn(grade.sign_and_text, 12) for grade in lights.values()),
        *((StyledColumn(gettext("Rank"), 8),) if lights else ()),
    )
    title = gettext("Summary")
    counted = count_lights(rows, group_of)
    by_group: dict[str | None, Counter[Outcome]] = defaultdict(Counter)
    for row in rows:
        for group in (None, group_of(row)):
            by_group[group][row.verdict.outcome] += 1
    shown = (
        _summary_row(lit, by_group[lit.group], outcomes)
        for lit in (counted[-1], *counted[:-1])
    )
    return StyledSheet(title, title, remarks, columns, tuple(shown), font)


def _owner_of(row: ComparisonRow) -> str:
    return row.target.owner.partition(";")[0]  # the first of several leads


def _region_of(row: ComparisonRow) -> str:
    return row.target.region


def _summary_row(
    group: LightCounts, counts: Counter[Outcome], outcomes: Iterable[Outcome]
) -> tuple[StyledCell, ...]:
    lights = list_grade_labels()
    name = gettext("all") if group.group is None else group.group
    rank = (_count_cell(group.rank or 0),) if lights else ()
    return (
        StyledCell(name or gettext("nobody named")),
        _count_cell(counts.total()),
        *(_count_cell(counts[o], _outcome_fill(o)) for o in outcomes),
        *(
            _count_cell(group.counts.get(key, 0), _LIGHT_FILLS[grade.color])
            for key, grade in lights.items()
        ),
        *rank,
    )


def _count_cell(count: int, fill: str = "") -> StyledCell:
    """Return a count, empty where it is nothing."""
    return StyledCell(Decimal(count), "0", fill) if count else _NO_CELL
