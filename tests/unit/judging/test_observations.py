"""Running sums are reckoned each from the one before, and are what adding up gives."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from support.judged_records import build_figures, build_metric, build_target
from targetcli.judging.arithmetic import EXACT_CONTEXT, UnitConverter
from targetcli.judging.intervals import Interval
from targetcli.judging.judge import build_question
from targetcli.judging.observations import Observation, Observer, count_summed
from targetcli.judging.outcome import Outcome, Role, Verdict
from targetcli.judging.readings import Reading, add_readings
from targetcli.model.period import Span
from targetcli.model.records import Basis, FigureStatus

DAY = date(2026, 1, 1)
METRIC = build_metric("flow", "more")
TARGET = build_target(METRIC, ">= 100 个", "2025", start="2021-01-01", basis="total")
MONTHS = [f"{2021 + n // 12}-{n % 12 + 1:02}" for n in range(24)]
FIGURES = build_figures(METRIC, *(f"{month} = 1 个" for month in MONTHS))
ENDS = st.integers(0, 50).map(Decimal) | st.none()
PARTS = st.lists(
    st.tuples(ENDS, ENDS, st.sampled_from(FigureStatus), st.integers(1, 3)),
    min_size=1,
    max_size=8,
)


def build_pieces(
    parts: list[tuple[Decimal | None, Decimal | None, FigureStatus, int]],
) -> tuple[Reading, ...]:
    pieces, first = [], date(2021, 1, 1)
    for place, (low, high, status, count) in enumerate(parts):
        last = first + timedelta(30)
        figures = tuple(FIGURES[3 * place : 3 * place + count])
        interval = Interval(low, high)
        piece = Reading(
            Span(first, last),
            is_at_date=False,
            basis=Basis.TOTAL,
            interval=interval,
            rounding=interval,
            status=status,
            known_from=last,
            figures=figures,
        )
        pieces.append(piece)
        first = last + timedelta(1)
    return tuple(pieces)


def observe(pieces: tuple[Reading, ...], verdict: Verdict) -> list[Observation]:
    """Return what the running sums are, each added up from its pieces."""
    observer = build_observer(pieces, verdict)
    return [
        observer.observe_reading(add_readings(pieces[:count]))
        for count in range(1, len(pieces) + 1)
    ]


def build_observer(pieces: tuple[Reading, ...], verdict: Verdict) -> Observer:
    bound = TARGET.bound
    assert bound is not None
    question = build_question(TARGET, bound, UnitConverter(bound.unit, ()), DAY)
    roles = {pieces[0].figures[-1]: Role.PART}
    return Observer(question, verdict, roles)


@given(PARTS, st.integers(0, 8))
def test_each_running_sum_is_the_sum_of_its_pieces(
    parts: list[tuple[Decimal | None, Decimal | None, FigureStatus, int]], deciding: int
) -> None:
    pieces = build_pieces(parts)
    decided = add_readings(pieces[:deciding]) if 0 < deciding <= len(pieces) else None
    verdict = Verdict(Outcome.MET, deciding_reading=decided)
    with localcontext(EXACT_CONTEXT):
        running = list(build_observer(pieces, verdict).observe_running_sums(pieces))
        summed = observe(pieces, verdict)

    assert [one._replace(figures=tuple(one.figures)) for one in running] == summed
    assert [len(one.figures) for one in running] == [len(one.figures) for one in summed]
    assert [one.figures[-1] for one in running] == [one.figures[-1] for one in summed]


def test_a_reading_is_the_sum_of_none_but_its_own_pieces() -> None:
    one = (Decimal(1), Decimal(1), FigureStatus.REPORTED, 1)
    pieces = build_pieces([one] * 4)

    assert count_summed(add_readings(pieces[:3]), pieces) == 3
    assert count_summed(pieces[0], pieces) == 1
    assert count_summed(pieces[1], pieces) == 0
    assert count_summed(add_readings(pieces[1:3]), pieces) == 0
    assert count_summed(add_readings(pieces), pieces[:2]) == 0
