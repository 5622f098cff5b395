"""Figures of one metric, shared by the targets of all scopes and regions."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from support.record_factory import RecordFactory
from targetcli.judging.figures_by_place import FiguresByPlace
from targetcli.judging.reasons import Reason
from targetcli.model.period import Span
from targetcli.model.records import Figure, ScopedRegion

WUJIN, ZONE, CITY = "武进区", "常州经开区", "常州市"
places = st.builds(
    ScopedRegion, st.sampled_from((WUJIN, ZONE, CITY)), st.sampled_from(("", "a", "b"))
)


def report(*reported: ScopedRegion) -> list[Figure]:
    """Return a figure of each place, with ids that fall."""
    factory = RecordFactory()
    return [
        factory.figure("人才公寓", "5万个", "2023", region=place.region)._replace(
            scope=place.scope, id=len(reported) - number
        )
        for number, place in enumerate(reported)
    ]


@given(st.lists(places, max_size=8), places)
def test_every_figure_is_of_the_place_or_refused_or_of_another_region(
    reported: list[ScopedRegion], place: ScopedRegion
) -> None:
    figures = FiguresByPlace(report(*reported))

    own = figures.select(place)
    refused = figures.refuse_elsewhere(place, frozenset({ZONE}))

    in_order = sorted(figures.reported, key=lambda figure: figure.id or 0)
    assert [f for f in in_order if (f.region, f.scope) == place] == [*own]
    assert [(refusal.figure, refusal.reason) for refusal in refused] == [
        (figure, Reason.SCOPE if figure.region == place.region else Reason.SUB_REGION)
        for figure in in_order
        if (figure.region, figure.scope) != place
        and figure.region in {place.region, ZONE}
    ]


def test_the_scopes_of_a_region_share_what_each_refuses() -> None:
    scopes = [ScopedRegion(WUJIN, f"scope {number}") for number in range(50)]
    figures = FiguresByPlace(report(*scopes))

    first, *others = (figures.refuse_elsewhere(scope, frozenset()) for scope in scopes)

    made = {id(refusal) for refusals in (first, *others) for refusal in refusals}
    assert len(made) == len(scopes)


def test_what_is_not_known_yet_is_not_refused() -> None:
    place, other, third = (ScopedRegion(WUJIN, scope) for scope in ("", "a", "b"))
    early, late, own = report(other, third, place)
    late = late._replace(published=Span(date(2024, 9, 1), date(2024, 9, 30)))
    figures = FiguresByPlace([early, late, own])

    refused = {
        day: [
            refusal.figure
            for refusal in figures.refuse_elsewhere(place, frozenset(), day)
        ]
        for day in (date(2023, 12, 30), early.end, date(2024, 9, 30), date.max)
    }

    assert [*refused.values()] == [[], [early], [late, early], [late, early]]


def test_the_first_day_of_an_end_is_that_of_its_first_figure() -> None:
    early, late, other = report(*(ScopedRegion(WUJIN, "") for _ in range(3)))
    end = early.end
    other = other._replace(end=date(2030, 1, 1), start=None)

    figures = FiguresByPlace([late, early, other])

    assert figures.first_days_by_end == {
        end: end + timedelta(days=1),
        date(2030, 1, 1): date(2030, 1, 2),
    }
    assert figures.days_of_change == sorted(
        {end, end + timedelta(days=1), date(2030, 1, 1), date(2030, 1, 2)}
    )
