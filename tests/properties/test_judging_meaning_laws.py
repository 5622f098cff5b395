"""Laws of what nobody said: it never decides, and saying it turns nothing (§4.1)."""

from __future__ import annotations

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from properties.test_judging_laws import AROUND, MONEY, RATES, cases, days
from support.judged_records import (
    build_figure,
    build_figures,
    build_metric,
    build_target,
)
from targetcli.judging.context import TargetContext
from targetcli.judging.judge import judge
from targetcli.judging.meanings import list_meanings
from targetcli.judging.outcome import SETTLED_OUTCOMES, Meaning, Outcome, Verdict
from targetcli.judging.reasons import Reason
from targetcli.model.bound import Relation
from targetcli.model.records import (
    Better,
    Figure,
    Metric,
    MetricKind,
    Origin,
    Target,
    When,
)
from targetcli.reports.open_questions import may_be_unsaid

Case = tuple[Target, list[Figure]]
FIRM = (Outcome.MET, Outcome.MISSED, Outcome.LATE)
QUESTIONS = {Reason.SIDE, Reason.KIND, Reason.BASIS}

first_months = st.sampled_from((None, 1, 4, 7))


BOUNDS = ("{} {}", "~ {} {}", "{}..{} {}", ">= {} {}", "<= {} {}", "< {} {}", "= {} {}")
PERIODS = (
    *("2021", "2022", "2023", "2023", "2023", "2024", "2021..2023", "2023H1", "2023H2"),
    "2023Q4",
    *("2023-01..2023-09", "2023-06", "2023-12", "2022-07..2023-06", "2023-06-30"),
    *("2023-12-31", "2024-01-01", "at 2020-12-31", "at 2023-06-30", "at 2023-12-31"),
)
DEADLINES = ("2023", "2023", "2023-12-31", "2023H1", "2023-06", "2023-06-30")

numbers = st.integers(0, 4)
ending_days = st.dates(date(2023, 6, 1), date(2025, 12, 31))


@st.composite
def unsaid_cases(draw: st.DrawFn) -> Case:
    """Return figures around the deadline of a target of which something is unsaid."""
    unit = draw(st.sampled_from(("亿元", "亿元", "%")))
    metric = build_metric(
        draw(st.sampled_from(("", "", "stock", "flow", "ratio"))),
        draw(st.sampled_from(("", "", "more", "less", "none"))),
        non_negative=draw(st.sampled_from((None, False, True))),
        origin=draw(st.sampled_from((Origin.SAID, Origin.KNOWN))),
    )
    pattern, low = draw(st.sampled_from(BOUNDS)), draw(numbers)
    ends = (low, low + draw(numbers)) if ".." in pattern else (low,)
    basis = draw(st.sampled_from(("", "", "", "total", "change", "growth")))
    target = build_target(
        metric,
        pattern.format(*ends, "%" if basis == "growth" else unit),
        draw(st.sampled_from(DEADLINES)),
        start=draw(st.sampled_from(("", "2021", "2023"))),
        basis=basis,
        side=draw(st.sampled_from(("", "", "more", "less"))),
        when=draw(st.sampled_from((When.AT, When.AT, When.BY))),
    )
    known = [
        build_figure(
            metric,
            number,
            f"{draw(numbers)} {'%' if own_basis == 'growth' else unit}",
            draw(st.sampled_from(PERIODS)),
            basis=own_basis,
            status=draw(st.sampled_from(("reported", "reported", "expected"))),
        )
        for number, own_basis in enumerate(
            draw(st.lists(st.sampled_from(("level", basis or "level")), max_size=4)), 1
        )
    ]
    return target, known


def with_metric(target: Target, metric: Metric) -> Target:
    return target._replace(metric=metric)


def answer(
    target: Target, known: list[Figure], as_of: date, first_month: int | None = None
) -> Verdict:
    context: TargetContext = AROUND._replace(fiscal_start_month=first_month)
    return judge(target, known, as_of, context=context)


def say_kind(target: Target, meaning: Meaning) -> Target:
    metric = target.metric._replace(kind=meaning.kind, kind_from=Origin.SAID)
    return with_metric(target, metric)


def say_side(target: Target, meaning: Meaning) -> Target:
    """Say the side of the metric; of nothing at all its own words say one."""
    bound = target.bound
    assert bound is not None
    if bound.relation is Relation.UNSAID and bound.value == 0:
        return target._replace(side=meaning.side)
    metric = target.metric._replace(better=meaning.side, better_from=Origin.SAID)
    return with_metric(target, metric)


def say_basis(target: Target, meaning: Meaning) -> Target:
    return target._replace(basis=meaning.basis, basis_from=Origin.SAID)


def select_known(figures: list[Figure], as_of: date) -> list[Figure]:
    return [figure for figure in figures if figure.known_since <= as_of]


def say_all(target: Target, meaning: Meaning) -> Target:
    return say_basis(say_side(say_kind(target, meaning), meaning), meaning)


@given(unsaid_cases(), ending_days, first_months)
def test_a_verdict_is_the_same_under_every_meaning(
    case: Case, as_of: date, first_month: int | None
) -> None:
    target, known = case

    verdict = answer(target, known, as_of, first_month)

    for meaning in list_meanings(target, select_known(known, as_of)):
        said = answer(say_all(target, meaning), known, as_of, first_month)
        if verdict.outcome in FIRM:
            assert said.outcome is verdict.outcome
        if verdict.margin is not None and verdict.outcome in FIRM:
            assert said.margin == verdict.margin


@given(unsaid_cases(), ending_days)
def test_the_outcome_shown_for_a_meaning_is_the_one_it_has(
    case: Case, as_of: date
) -> None:
    target, known = case

    verdict = answer(target, known, as_of)

    for meaning, outcome in verdict.meanings:
        assert answer(say_all(target, meaning), known, as_of).outcome is outcome


@given(unsaid_cases(), ending_days)
def test_saying_one_thing_later_never_turns_a_verdict(case: Case, as_of: date) -> None:
    target, known = case
    verdict = answer(target, known, as_of)
    if verdict.outcome not in FIRM:
        return

    for meaning in list_meanings(target, select_known(known, as_of)):
        has_basis = meaning.kind is MetricKind.FLOW
        for say in (say_kind, say_side, *([say_basis] if has_basis else [])):
            said = answer(say(target, meaning), known, as_of)
            assert said.outcome is verdict.outcome


@given(unsaid_cases(), ending_days)
def test_a_question_is_named_only_where_its_answers_differ(
    case: Case, as_of: date
) -> None:
    target, known = case

    verdict = answer(target, known, as_of)

    outcomes = {outcome for _, outcome in verdict.meanings}
    asked = QUESTIONS & {*verdict.reasons}
    if len(outcomes) > 1 and verdict.outcome is Outcome.UNDETERMINED:
        assert asked
        assert Outcome.OPEN not in outcomes
        assert outcomes & SETTLED_OUTCOMES
    if Reason.SIDE in asked:
        assert len({meaning.side for meaning, _ in verdict.meanings}) > 1
    if Reason.KIND in asked:
        assert len({meaning.kind for meaning, _ in verdict.meanings}) > 1


@given(unsaid_cases(), ending_days)
def test_before_the_deadline_nothing_is_undetermined_for_what_is_unsaid(
    case: Case, as_of: date
) -> None:
    target, known = case
    deadline = target.deadline

    verdict = answer(target, known, as_of)

    if verdict.outcome is Outcome.UNDETERMINED and deadline and as_of <= deadline:
        assert not QUESTIONS & {*verdict.reasons}


@given(cases((*MONEY, *RATES)), days, st.sampled_from(Better))
def test_words_an_option_and_the_lexicon_that_say_the_same_give_the_same(
    case: Case, as_of: date, better: Better
) -> None:
    target, known = case
    bound = target.bound
    assume(bound is not None and bound.value > 0)
    silent = target.metric._replace(better=None, better_from=Origin.UNSAID)

    def say(origin: Origin) -> Verdict:
        metric = silent._replace(better=better, better_from=origin)
        return answer(with_metric(target, metric)._replace(side=None), known, as_of)

    by_words = answer(with_metric(target, silent)._replace(side=better), known, as_of)
    assert say(Origin.SAID) == say(Origin.KNOWN)
    assert by_words == say(Origin.SAID) or has_own_side(target)


def has_own_side(target: Target) -> bool:
    """Check that a relation says the side already, whatever else is said."""
    bound = target.bound
    return bound is not None and bound.relation not in (
        *(Relation.UNSAID, Relation.ABOUT, Relation.RANGE),
    )


@given(unsaid_cases(), ending_days, ending_days)
def test_another_day_of_the_same_knowledge_turns_no_firm_verdict(
    case: Case, first: date, second: date
) -> None:
    target, known = case
    as_of, later = sorted((first, second))
    known = [figure for figure in known if figure.end < as_of]

    verdict = answer(target, known, as_of)

    if verdict.outcome in FIRM:
        assert answer(target, known, later).outcome is verdict.outcome


@given(
    st.sampled_from((Better.MORE, Better.LESS)),
    st.sampled_from(("", "stock", "flow", "ratio")),
    st.sampled_from((Relation.UNSAID, Relation.ABOUT, Relation.RANGE)),
    st.integers(-20, 20),
    st.integers(-20, 20),
)
def test_doing_better_is_never_called_worse(
    better: Better, kind: str, relation: Relation, asked: int, seen: int
) -> None:
    metric = build_metric(kind, better)
    bound = f"{asked}..{asked + 3}" if relation is Relation.RANGE else f"{asked}"
    sign = relation.value if relation is Relation.ABOUT else ""
    target = build_target(metric, f"{sign} {bound} 亿元", "2024")

    worse, good = sorted((seen, seen + 1), reverse=better is Better.LESS)
    before, after = (
        answer(target, build_figures(metric, f"2024 = {value} 亿元"), date(2025, 2, 1))
        for value in (worse, good)
    )

    assert (before.outcome, after.outcome) != (Outcome.MET, Outcome.MISSED)


@given(unsaid_cases(), ending_days)
def test_figures_add_no_meaning_to_a_target(case: Case, as_of: date) -> None:
    target, known = case

    verdict = answer(target, known, as_of)

    assert may_be_unsaid(target) or not verdict.meanings
