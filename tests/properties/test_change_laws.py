"""What changed is found among the figures kept as it is among all of them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from properties.test_judging_laws import AROUND, MONEY, cases, days, spans_of
from targetcli.judging.judge import judge
from targetcli.judging.profiles import PLAIN
from targetcli.model.records import Figure, Target
from targetcli.model.revisions import ChangeKind, RecordChange
from targetcli.reports.change_finding import find_changes
from targetcli.reports.changes import EarlierState, FigureRevision, VerdictSummary
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.row_gathering import iterate_figures


def is_new(figure: Figure, since: date, added: set[int]) -> bool:
    return figure.known_since > since or figure.id in added


def same_statement(one: Figure, other: Figure) -> bool:
    columns = ("region", "scope", "basis", "start", "end", "base_period")
    return all(getattr(one, name) == getattr(other, name) for name in columns)


def list_revisions(
    figures: list[Figure], since: date, added: set[int]
) -> list[FigureRevision]:
    """Return each new figure with the last old one that it takes the place of."""
    old = [figure for figure in figures if not is_new(figure, since, added)]
    old.sort(key=lambda figure: (figure.known_since, figure.id or 0))
    return [
        FigureRevision(replaced[-1], figure)
        for figure in figures
        if is_new(figure, since, added)
        and (replaced := [one for one in old if same_statement(one, figure)])
        and (replaced[-1].bound, replaced[-1].answer) != (figure.bound, figure.answer)
    ]


@st.composite
def told_again(draw: st.DrawFn) -> tuple[Target, list[Figure]]:
    """Return a target and figures, each of which may be told again, or revised."""
    target, known = draw(cases(MONEY))
    again = [
        figure._replace(
            id=10 * number,
            bound=draw(st.sampled_from([one.bound for one in known])),
            published=draw(st.none() | days.map(spans_of)),
        )
        for number, figure in enumerate(known, 1)
    ]
    return target, known + again


@given(told_again(), st.sets(st.integers(1, 7)), days, days)
def test_no_change_is_lost_with_the_figures_left_out(
    case: tuple[Target, list[Figure]], added: set[int], one: date, other: date
) -> None:
    (target, known), (since, as_of) = case, sorted((one, other))
    scopes = [target, target._replace(id=2, scope="全口径"), target._replace(id=3)]
    rows = [
        ComparisonRow(one, judge(one, known, as_of, context=AROUND)) for one in scopes
    ]
    changed = tuple(RecordChange("figure", n, ChangeKind.ADDED) for n in added)
    told = {figure.id: figure for row in rows for figure in iterate_figures(row)}
    figures = [told[number] for number in sorted(told, key=lambda n: n or 0)]
    earlier = EarlierState(since, {1: VerdictSummary(rows[0].verdict.outcome)}, changed)

    changes = find_changes(rows, earlier, as_of, PLAIN)

    new = tuple(figure for figure in figures if is_new(figure, since, added))
    assert changes.new_figures == new
    assert list(changes.figure_revisions) == list_revisions(figures, since, added)
    assert [found.target.id for found in changes.new_targets] == [2, 3]
