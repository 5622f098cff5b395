"""Laws that hold for every verdict, whatever the records (docs/testing.md)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from hypothesis import assume, given
from hypothesis import strategies as st

from targetcli.judging.context import TargetContext
from targetcli.judging.intervals import (
    Interval,
    Threshold,
    Truth,
    evaluate,
    to_threshold,
)
from targetcli.judging.judge import judge
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.judging.pace import PaceClass
from targetcli.model.bound import Bound, Relation
from targetcli.model.period import Span
from targetcli.model.period_reader import read_period
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    EventAnswer,
    Figure,
    FigureStatus,
    Identity,
    Metric,
    MetricKind,
    Origin,
    ScopedRegion,
    Target,
    When,
)
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import Unit

Record = TypeVar("Record", Target, Figure)
UNITS = UnitTable()
MONEY = tuple(UNITS.read(text) for text in ("亿元", "万元", "元"))
AREA = tuple(UNITS.read(text) for text in ("亩", "公顷", "平方米"))
RATES = tuple(UNITS.read(text) for text in ("%", "‰"))
OTHER = tuple(UNITS.read(text) for text in ("倍", "家", "位", "人/平方公里", "百分点"))
HERE, PART, ZONE = "武进区", "湖塘镇", "常州经开区"
PERIODS = tuple(
    read_period(text)
    for text in (
        *("2020", "2021", "2022", "2023", "2021..2023", "2021..2022", "2022..2023"),
        *("2023H1", "2023H2", "2023Q1", "2023Q3", "2023-01", "2023-12", "2022-12-31"),
        *("2023-12-31", "2020-12-31", "2023-06-30", "2022-07-01..2023-06-30"),
        *("2024", "2024-02-29", "2023-01-05..2023-01-20"),
    )
)
AROUND = TargetContext(
    frozenset({PART}),
    (
        Identity(
            ScopedRegion(HERE, "全口径"), (ScopedRegion(HERE), ScopedRegion(ZONE))
        ),
        Identity(
            ScopedRegion(HERE), (ScopedRegion(PART), ScopedRegion(ZONE, "全口径"))
        ),
    ),
)

days = st.dates(date(2020, 1, 1), date(2025, 12, 31))
digits = st.decimals(-(10**6), 10**6, places=2) | st.decimals(-30, 30, places=1)
periods = st.sampled_from(PERIODS)


def spans_of(day: date) -> Span:
    return Span(day, day)


@st.composite
def bounds(draw: st.DrawFn, units: tuple[Unit, ...]) -> Bound:
    relation = draw(st.sampled_from(Relation))
    value = draw(digits)
    high = None
    if relation is Relation.RANGE:
        high = value + abs(draw(digits))
    if relation is Relation.OVER and draw(st.booleans()):
        high = value + 1
    return Bound(relation, value, high, draw(st.sampled_from(units)))


def units_for(
    kind: MetricKind | None, basis: Basis, own: tuple[Unit, ...]
) -> tuple[Unit, ...]:
    if basis is Basis.GROWTH:
        return (*RATES, OTHER[0])
    return (OTHER[2],) if kind is MetricKind.RANK else own


@st.composite
def figures(
    draw: st.DrawFn, metric: Metric, own: tuple[Unit, ...], number: int
) -> Figure:
    basis = draw(st.sampled_from(Basis))
    span = draw(periods)
    kind = metric.kind
    event = kind is MetricKind.EVENT
    units = units_for(kind, basis, own)
    return Figure(
        id=number,
        region=draw(st.sampled_from((HERE, HERE, HERE, PART, ZONE))),
        scope=draw(st.sampled_from(("", "", "全口径"))),
        metric=metric,
        basis=basis,
        bound=None if event else draw(bounds(units)),
        start=draw(st.sampled_from((span.start, span.start, None))),
        end=span.end,
        answer=draw(st.sampled_from((EventAnswer.YES, EventAnswer.NO)))
        if event
        else EventAnswer.UNSAID,
        base_period=draw(st.none() | periods),
        status=draw(st.sampled_from(FigureStatus)),
        published=draw(st.none() | days.map(spans_of)),
    )


@st.composite
def targets(draw: st.DrawFn, metric: Metric, own: tuple[Unit, ...]) -> Target:
    basis = draw(st.sampled_from(Basis))
    deadline = draw(st.none() | st.sampled_from([span.end for span in PERIODS]) | days)
    start = draw(st.none() | st.sampled_from([span.start for span in PERIODS]))
    if start and deadline:
        start = min(start, deadline)
    units = units_for(metric.kind, basis, own)
    said = draw(st.none() | bounds(units)) if draw(st.booleans()) else None
    unit = draw(st.sampled_from(units))
    named = [span for span in PERIODS if span.end == deadline]
    return Target(
        id=1,
        region=HERE,
        scope=draw(st.sampled_from(("", "", "全口径"))),
        metric=metric,
        basis=basis,
        bound=None if metric.kind is MetricKind.EVENT else said or draw(bounds(units)),
        window_start=start,
        deadline=deadline,
        base_period=draw(st.none() | periods),
        baseline=draw(st.none() | st.builds(Baseline, digits, st.just(unit), periods)),
        announced=draw(st.none() | days.map(spans_of)),
        withdrawn=draw(st.none() | st.none() | days.map(spans_of)),
        side=draw(st.none() | st.none() | st.sampled_from(Better)),
        deadline_period=draw(st.none() | st.sampled_from([*named, None])),
        when=draw(st.sampled_from(When)),
        basis_from=draw(st.sampled_from((Origin.SAID, Origin.UNSAID))),
    )


@st.composite
def metrics(draw: st.DrawFn) -> Metric:
    """Return a metric of which anything may be said, known or unsaid."""
    kind = draw(st.sampled_from((None, *MetricKind)))
    better = draw(st.sampled_from((None, *Better)))
    non_negative = draw(st.sampled_from((None, False, True)))
    origin = draw(st.sampled_from((Origin.SAID, Origin.KNOWN)))
    return Metric(
        "指标",
        kind=kind,
        better=better,
        non_negative=non_negative,
        kind_from=origin if kind else Origin.UNSAID,
        better_from=origin if better else Origin.UNSAID,
        non_negative_from=Origin.UNSAID if non_negative is None else origin,
    )


@st.composite
def cases(
    draw: st.DrawFn, own: tuple[Unit, ...] = (*MONEY, *AREA, *RATES, *OTHER)
) -> tuple[Target, list[Figure]]:
    """Return a target and figures of its metric, of all kinds and bases."""
    metric = draw(metrics())
    count = draw(st.integers(0, 7))
    known = [draw(figures(metric, own, number + 1)) for number in range(count)]
    return draw(targets(metric, own)), known


def answer(target: Target, known: list[Figure], as_of: date) -> Verdict:
    return judge(target, known, as_of, context=AROUND)


def essence(verdict: Verdict) -> object:
    """Return what must not change: the answer, its reasons and its evidence."""
    pace = verdict.pace and (verdict.pace.path_kind, verdict.pace.pace_class)
    return (
        verdict.outcome,
        verdict.reasons,
        verdict.provisional_status,
        [(used.figure.id, used.role) for used in verdict.evidence],
        [(refusal.figure.id, refusal.reason) for refusal in verdict.refusals],
        verdict.share,
        pace,
    )


@given(cases(), days)
def test_a_verdict_is_never_an_accident(
    case: tuple[Target, list[Figure]], as_of: date
) -> None:
    target, known = case

    verdict = answer(target, known, as_of)

    shown = [used.figure for used in verdict.evidence]
    turned = [refusal.figure for refusal in verdict.refusals]
    own = [f for f in known if f.region in (HERE, PART) and f.known_since <= as_of]
    assert len(set(shown)) == len(shown)
    assert not set(shown) & set(turned)
    assert set(own) <= set(shown) | set(turned)
    assert set(turned) <= set(own)
    if verdict.outcome is Outcome.MISSED:
        assert target.deadline is not None
    if target.deadline is None:
        assert verdict.outcome in (
            *(Outcome.MET, Outcome.OPEN, Outcome.WITHDRAWN, Outcome.NOT_COMPARABLE),
        )


@given(cases(), days, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(
    case: tuple[Target, list[Figure]],
    as_of: date,
    random: object,
) -> None:
    target, known = case
    shuffled = list(known)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis types it so

    assert answer(target, shuffled, as_of) == answer(target, known, as_of)


@given(cases(), days)
def test_a_row_twice_is_a_row_once(
    case: tuple[Target, list[Figure]], as_of: date
) -> None:
    target, known = case

    again = [figure._replace(id=100 + (figure.id or 0)) for figure in known]

    once, twice = answer(target, known, as_of), answer(target, [*known, *again], as_of)

    assert twice[:4] == once[:4]
    assert (twice.margin, twice.share, twice.flip) == (
        once.margin,
        once.share,
        once.flip,
    )
    assert twice.pace == once.pace


@given(cases(), days)
def test_what_was_known_later_is_ignored(
    case: tuple[Target, list[Figure]], as_of: date
) -> None:
    target, known = case
    then = [figure for figure in known if figure.known_since <= as_of]

    assert answer(target, known, as_of) == answer(target, then, as_of)


def negated(bound: Bound | None) -> Bound | None:
    if bound is None:
        return None
    low, high = bound.value, bound.value_high
    if bound.relation is Relation.RANGE and high is not None:
        return bound._replace(value=-high, value_high=-low)
    return bound._replace(relation=bound.relation.opposite, value=-low)


TURNED = {
    Better.MORE: Better.LESS,
    Better.LESS: Better.MORE,
    Better.NONE: Better.NONE,
    None: None,
}


def mirrored(record: Record) -> Record:
    metric = record.metric._replace(better=TURNED[record.metric.better])
    record = record._replace(metric=metric)
    record = record._replace(bound=negated(record.bound))
    if not isinstance(record, Target):
        return record
    if record.baseline:
        value = -record.baseline.value
        record = record._replace(baseline=record.baseline._replace(value=value))
    return record._replace(side=TURNED[record.side])


def with_a_mirror(target: Target, known: list[Figure]) -> tuple[Target, list[Figure]]:
    """Return a case of which everything may be negated.

    Half-open bounds above have no mirror; growth compounds, so it has none; only
    amounts that cannot be negative are lower bounds, and a known side holds above zero.
    """
    metric = target.metric._replace(non_negative=None, better_from=Origin.SAID)
    basis = Basis.LEVEL if target.basis is Basis.GROWTH else target.basis
    return target._replace(metric=metric, basis=basis), [
        figure._replace(bound=figure.bound and without_open_end(figure.bound))
        for figure in known
    ]


def without_open_end(bound: Bound) -> Bound:
    if bound.relation is not Relation.OVER:
        return bound
    return bound._replace(relation=Relation.AT_LEAST, value_high=None)


@given(cases(), days)
def test_negating_everything_changes_nothing(
    case: tuple[Target, list[Figure]], as_of: date
) -> None:
    target, known = with_a_mirror(*case)
    # Nothing at all is a ceiling.
    assume(target.bound is None or target.bound.value != 0)

    verdict = answer(target, known, as_of)
    mirror = answer(mirrored(target), [mirrored(f) for f in known], as_of)

    meant = (*verdict.meanings, *mirror.meanings)
    outcomes = {verdict.outcome, mirror.outcome, *(one.outcome for one in meant)}
    if Outcome.LATE in outcomes:
        return
    if verdict.meanings:
        # The evidence is that of one meaning, and the sides have changed places.
        assert mirror.outcome is verdict.outcome
        assert {*mirror.reasons} == {*verdict.reasons}
    else:
        assert essence(mirror) == essence(verdict)


def rescaled(record: Record, unit: Unit) -> Record:
    """Return a record written in another unit of its dimension."""
    bound = record.bound
    if bound is None or not bound.unit.is_convertible_to(unit):
        return record
    factor = Decimal(bound.unit.numerator) / unit.numerator
    high = None if bound.value_high is None else bound.value_high * factor
    written = Bound(bound.relation, bound.value * factor, high, unit)
    return record._replace(bound=written)


@given(cases(MONEY), days)
def test_another_unit_changes_nothing(
    case: tuple[Target, list[Figure]], as_of: date
) -> None:
    target, known = case
    # "About" reaches as far as the digits written, which another unit may change.
    bounds_said = [target.bound, *(figure.bound for figure in known)]
    assume(all(b and b.relation is not Relation.ABOUT for b in bounds_said))
    assume(target.baseline is None)

    verdict = answer(target, known, as_of)
    yuan = [rescaled(figure, MONEY[-1]) for figure in known]

    assert essence(answer(target, yuan, as_of)) == essence(verdict)
    assert essence(answer(rescaled(target, MONEY[-1]), known, as_of)) == essence(
        verdict
    )


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(Relation))
def test_mu_and_hectares_agree(asked: int, seen: int, relation: Relation) -> None:
    assume(relation is not Relation.ABOUT)
    mu, hectare = AREA[:2]
    metric = Metric("绿地", kind=MetricKind.STOCK)
    high = Decimal(asked + 10) if relation is Relation.RANGE else None
    target = Target(
        id=1,
        region=HERE,
        scope="",
        metric=metric,
        basis=Basis.LEVEL,
        bound=Bound(relation, Decimal(asked), high, hectare),
        deadline=date(2024, 12, 31),
    )
    in_mu = rescaled(target, hectare)._replace(
        bound=Bound(relation, Decimal(asked * 15), high and high * 15, mu)
    )
    outcomes = {
        answer(one, [stock(metric, said)], date(2025, 2, 1)).outcome
        for one in (target, in_mu)
        for said in (
            Bound(Relation.EQUAL, Decimal(seen), None, hectare),
            Bound(Relation.EQUAL, Decimal(seen * 15), None, mu),
        )
    }
    assert len(outcomes) == 1


def stock(metric: Metric, bound: Bound) -> Figure:
    rest = (None, date(2024, 12, 31))
    return Figure(1, HERE, "", metric, Basis.LEVEL, bound, *rest)


ends = st.none() | digits


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low >= high:
        return Interval(high, high)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


questions: st.SearchStrategy[Threshold] = st.builds(
    to_threshold, bounds(MONEY), st.sampled_from(Better)
)


@given(questions, intervals(), intervals())
def test_widening_only_makes_it_unknown(
    asked: Threshold, seen: Interval, more: Interval
) -> None:
    wide = evaluate(asked, seen.enclose(more))

    assert wide in (evaluate(asked, seen), Truth.UNKNOWN)


@given(questions, intervals(), digits)
def test_truth_holds_for_every_reading(
    asked: Threshold, seen: Interval, value: Decimal
) -> None:
    point = Interval(value, value)
    assume(seen.overlaps(point))

    whole = evaluate(asked, seen)

    if whole is not Truth.UNKNOWN:
        assert evaluate(asked, point) is whole


@given(intervals(), intervals(), digits, digits)
def test_sums_hold_the_sums_of_what_they_hold(
    one: Interval, other: Interval, left: Decimal, right: Decimal
) -> None:
    assume(
        one.overlaps(Interval(left, left)) and other.overlaps(Interval(right, right))
    )

    assert one.add(other).overlaps(Interval(left + right, left + right))
    assert one.subtract(other).overlaps(Interval(left - right, left - right))


@given(cases(MONEY), days, st.integers(1, 11), digits)
def test_splitting_a_flow_into_exact_parts_changes_nothing(
    case: tuple[Target, list[Figure]], as_of: date, months: int, first: Decimal
) -> None:
    target, _ = case
    assume(target.basis in (Basis.LEVEL, Basis.TOTAL))
    metric = target.metric._replace(kind=MetricKind.FLOW)
    target = target._replace(
        metric=metric,
        scope="",
        window_start=date(2023, 1, 1),
        deadline=date(2023, 12, 31),
        deadline_period=None,
    )
    value = Decimal("120.5")

    def part(number: int, amount: Decimal, start: date, end: date) -> Figure:
        bound = Bound(Relation.EQUAL, amount, None, MONEY[0])
        rest = (bound, start, end)
        figure = Figure(number, HERE, "", metric, Basis.TOTAL, *rest)
        return figure._replace(published=Span(date(2024, 1, 1), date(2024, 1, 1)))

    cut = date(2023, months + 1, 1)
    start, end = date(2023, 1, 1), date(2023, 12, 31)
    whole = answer(target, [part(1, value, start, end)], as_of)
    parts = [
        part(1, first, start, cut - timedelta(days=1)),
        part(2, value - first, cut, end),
    ]
    split = answer(target, parts, as_of)

    assert split.outcome is whole.outcome
    assert (split.margin, split.share, split.flip) == (
        whole.margin,
        whole.share,
        whole.flip,
    )


@given(
    cases(MONEY),
    days,
    st.integers(1, 1000),
    st.integers(0, 6),
    st.sampled_from((Relation.AT_LEAST, Relation.OVER)),
)
def test_a_larger_figure_never_turns_met_into_missed(
    case: tuple[Target, list[Figure]],
    as_of: date,
    more: int,
    which: int,
    relation: Relation,
) -> None:
    target, known = case
    bound = target.bound and target.bound._replace(relation=relation, value_high=None)
    target = target._replace(bound=bound)
    known = [
        figure._replace(region=HERE, scope=target.scope, basis=target.basis)
        for figure in known
        if figure.bound
    ]
    larger = [
        raised(figure, more) if number == which else figure
        for number, figure in enumerate(known)
    ]

    before, after = answer(target, known, as_of), answer(target, larger, as_of)

    if before.outcome in (Outcome.MET, Outcome.LATE):
        assert after.outcome not in (Outcome.MISSED, Outcome.BEHIND)


def raised(figure: Figure, more: int) -> Figure:
    bound = figure.bound
    assert bound is not None
    high = None if bound.value_high is None else bound.value_high + more
    if bound.relation is Relation.ABOUT:
        # About a larger number may reach further down.
        bound = bound._replace(relation=Relation.EQUAL)
    return figure._replace(
        bound=bound._replace(value=bound.value + more, value_high=high)
    )


@given(cases(), days)
def test_on_track_and_behind_come_from_a_named_path(
    case: tuple[Target, list[Figure]], as_of: date
) -> None:
    verdict = answer(*case, as_of)

    if verdict.outcome in (Outcome.ON_TRACK, Outcome.BEHIND):
        assert verdict.pace is not None
        on_track = verdict.pace.pace_class is PaceClass.ON_TRACK
        assert on_track is (verdict.outcome is Outcome.ON_TRACK)
