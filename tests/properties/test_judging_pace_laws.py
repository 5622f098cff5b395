"""Laws of pace, profiles and first verdicts, whatever the records (docs/testing.md)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from properties.test_judging_laws import (
    AROUND,
    MONEY,
    RATES,
    TURNED,
    cases,
    days,
    negated,
    targets,
)
from support.packaged_profiles import PACKAGED_FILES, packaged
from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.figures_by_place import FiguresByPlace
from targetcli.judging.first_verdict import FirstVerdict, find_first_verdict
from targetcli.judging.judge import judge, judge_by_known
from targetcli.judging.known_figures import (
    KnownByDay,
    PlaceFigures,
    gather_place,
    get_place,
)
from targetcli.judging.outcome import SETTLED_OUTCOMES, Outcome, Verdict
from targetcli.judging.pace import Pace
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.settling_days import list_settling_days
from targetcli.model.bound import Bound, Relation
from targetcli.model.period import Span, year_span
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    Figure,
    Metric,
    MetricKind,
    Milestone,
    Target,
)

PROFILES = (
    PLAIN,
    *(packaged(file.stem) for file in PACKAGED_FILES),
)
YUAN = MONEY[-1]
AS_OF = date(2023, 2, 1)

profiles = st.sampled_from(PROFILES)
amounts = st.decimals(-1000, 1000, places=1)
marks = st.lists(
    st.tuples(st.dates(date(2021, 1, 1), date(2025, 12, 30)), amounts),
    unique_by=lambda mark: mark[0],
    max_size=3,
)


class Way(NamedTuple):
    """A target that is ahead, one figure on its way to it, and its milestones."""

    target: Target
    figure: Figure
    milestones: tuple[Milestone, ...]

    def judged(self, profile: Profile) -> Verdict:
        around = TargetContext(milestones=self.milestones)
        return judge(self.target, [self.figure], AS_OF, profile, around)


@st.composite
def ways(draw: st.DrawFn) -> Way:
    metric = Metric(
        "m",
        kind=draw(
            st.sampled_from((MetricKind.FLOW, MetricKind.STOCK, MetricKind.RATIO))
        ),
        better=draw(st.sampled_from(Better)),
    )
    basis = draw(st.sampled_from((Basis.LEVEL, Basis.TOTAL, Basis.CHANGE)))
    asked = draw(
        st.sampled_from([one for one in Relation if one is not Relation.ABOUT])
    )
    goal, unit = draw(amounts), MONEY[0]
    high = goal + 5 if asked is Relation.RANGE else None
    start = None if basis is Basis.LEVEL else date(2021, 1, 1)
    target = Target(
        1,
        "here",
        "",
        metric,
        basis,
        Bound(asked, goal, high, unit),
        window_start=start,
        deadline=date(2025, 12, 31),
        baseline=Baseline(draw(amounts), unit, year_span(2020)),
    )
    said = draw(st.sampled_from((Relation.EQUAL, Relation.AT_LEAST, Relation.AT_MOST)))
    seen = Bound(said, draw(amounts), None, unit)
    period = year_span(2022) if start is None else Span(start, date(2022, 12, 31))
    figure = Figure(2, "here", "", metric, basis, seen, *period)
    milestones = tuple(Milestone(1, day, value) for day, value in sorted(draw(marks)))
    return Way(target, figure, milestones)


def shape(pace: Pace | None) -> object:
    """Return a pace without what is told in a unit."""
    return pace and pace._replace(rates=None, baseline=None)


@given(ways(), profiles)
def test_another_unit_leaves_pace_as_it_is(way: Way, profile: Profile) -> None:
    ours = way.judged(profile)

    figure = way.figure._replace(bound=in_yuan(way.figure.bound))
    assert way._replace(figure=figure).judged(profile).pace == ours.pace
    base = way.target.baseline
    assert base is not None
    target = way.target._replace(
        bound=in_yuan(way.target.bound),
        baseline=base._replace(value=base.value * 10**8, unit=YUAN),
    )
    milestones = tuple(m._replace(value=m.value * 10**8) for m in way.milestones)
    theirs = Way(target, figure, milestones).judged(profile)
    assert (theirs.outcome, shape(theirs.pace)) == (ours.outcome, shape(ours.pace))


def in_yuan(bound: Bound | None) -> Bound:
    assert bound is not None
    high = None if bound.value_high is None else bound.value_high * 10**8
    return Bound(bound.relation, bound.value * 10**8, high, YUAN)


@given(ways(), profiles)
def test_negating_everything_leaves_pace_as_it_is(way: Way, profile: Profile) -> None:
    metric = way.target.metric._replace(better=TURNED[way.target.metric.better])
    base = way.target.baseline
    assert base is not None
    target = way.target._replace(
        metric=metric,
        bound=negated(way.target.bound),
        baseline=base._replace(value=-base.value),
    )
    figure = way.figure._replace(metric=metric, bound=negated(way.figure.bound))
    milestones = tuple(m._replace(value=-m.value) for m in way.milestones)

    ours, mirror = way.judged(profile), Way(target, figure, milestones).judged(profile)

    assert (mirror.outcome, shape(mirror.pace)) == (ours.outcome, shape(ours.pace))


@given(ways(), profiles, st.decimals(0, 100, places=1))
def test_doing_better_is_never_called_worse(
    way: Way, profile: Profile, more: Decimal
) -> None:
    bound = way.figure.bound
    assert bound is not None
    assert way.target.bound is not None
    asked = way.target.bound._replace(relation=Relation.AT_LEAST, value_high=None)
    way = way._replace(target=way.target._replace(bound=asked))
    raised = way.figure._replace(bound=bound._replace(value=bound.value + more))

    before, after = way.judged(profile), way._replace(figure=raised).judged(profile)

    if before.pace and after.pace and before.outcome is Outcome.ON_TRACK:
        assert after.outcome in (Outcome.ON_TRACK, Outcome.REACHED)


@given(cases(), days, profiles)
def test_a_profile_never_changes_what_is_settled(
    case: tuple[Target, list[Figure]], as_of: date, profile: Profile
) -> None:
    target, known = case
    plain = judge(target, known, as_of, context=AROUND)
    ours = judge(target, known, as_of, profile, AROUND)

    of_pace = {Outcome.ON_TRACK, Outcome.BEHIND, Outcome.OPEN}
    if plain.outcome not in of_pace or ours.outcome not in of_pace:
        assert ours._replace(profile=PLAIN, pace=None) == plain._replace(pace=None)
    assert ours.profile is profile


def first_of(target: Target, known: list[Figure], as_of: date) -> FirstVerdict | None:
    now = judge(target, known, as_of, context=AROUND)
    place = KnownByDay(gather_place(target, known, AROUND))
    return find_first_verdict(target, place, now, as_of, context=AROUND)


@given(cases(), days)
def test_a_first_verdict_ignores_what_was_known_later(
    case: tuple[Target, list[Figure]], as_of: date
) -> None:
    target, known = case
    then = [figure for figure in known if figure.known_since <= as_of]

    assert first_of(target, known, as_of) == first_of(target, then, as_of)


@given(cases(), days)
def test_a_first_verdict_could_be_given_then_and_not_before(
    case: tuple[Target, list[Figure]], as_of: date
) -> None:
    target, known = case

    first = first_of(target, known, as_of)

    if first is not None:
        day, before = first.day, first.day - timedelta(days=1)
        assert day <= as_of
        assert first.verdict == judge(target, known, day, context=AROUND)
        assert first.verdict.outcome in SETTLED_OUTCOMES
        assert (
            judge(target, known, before, context=AROUND).outcome not in SETTLED_OUTCOMES
        )


@given(cases(), days)
def test_no_day_before_the_first_verdict_settles_anything(
    case: tuple[Target, list[Figure]], as_of: date
) -> None:
    target, known = case

    first = first_of(target, known, as_of)

    if first is not None:
        ends = {
            figure.end + timedelta(days=late) for figure in known for late in (0, 1)
        }
        changes = ends | {figure.known_since for figure in known}
        assert not [
            day
            for day in changes
            if day < first.day
            and judge(target, known, day, context=AROUND).outcome in SETTLED_OUTCOMES
        ]


@given(cases(), st.lists(days, min_size=1, max_size=3), st.data())
def test_a_target_among_others_is_judged_as_alone(
    case: tuple[Target, list[Figure]], as_of: list[date], data: st.DataObject
) -> None:
    target, known = case
    others = data.draw(st.lists(targets(target.metric, RATES + MONEY), max_size=3))
    all_places = FiguresByPlace(known)
    places = {
        place: PlaceFigures(all_places, place, AROUND)
        for place in map(get_place, (*others, target))
    }
    for day in as_of:
        for one in (*others, target):
            figures = places[get_place(one)].select_known(day)
            among = judge_by_known(one, figures, context=AROUND)
            alone = judge(one, known, day, context=AROUND)
            assert show_verdict(among) == show_verdict(alone)


def show_verdict(verdict: Verdict) -> object:
    """Return all of a verdict that is shown: readings by the figures they rest on."""
    readings = (verdict.deciding_reading, verdict.latest_reading)
    shown = [
        reading
        and (reading.span, reading.status, reading.figures, reading.is_contested)
        for reading in readings
    ]
    return verdict._replace(deciding_reading=None), shown


@given(cases(), days, st.sampled_from((AROUND, NO_CONTEXT)))
def test_the_first_settled_day_is_found_as_by_judging_every_day(
    case: tuple[Target, list[Figure]], as_of: date, context: TargetContext
) -> None:
    target, known = case

    def find_first(candidates: Iterable[date]) -> date | None:
        settled = (
            day
            for day in sorted(candidates)
            if day <= as_of
            and judge(target, known, day, context=context).outcome in SETTLED_OUTCOMES
        )
        return next(settled, None)

    found = find_first(list_settling_days(target, gather_place(target, known, context)))
    assert found == find_first(_list_changes(target, known))


def _list_changes(target: Target, known: list[Figure]) -> set[date]:
    delays = (0, 1) if target.metric.kind is MetricKind.EVENT else (1,)
    return {figure.known_since for figure in known} | {
        figure.end + timedelta(days=late) for figure in known for late in delays
    }
