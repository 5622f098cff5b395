"""A figure written by what others share is the one that is written as a whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from support.store_records import figure
from targetcli.model.bound import Relation
from targetcli.model.period import Span
from targetcli.model.records import Basis, EventAnswer, Figure, FigureStatus
from targetcli.model.unit_table import UnitTable
from targetcli.store.digests import serialize_row
from targetcli.store.figure_forms import FigureForms
from targetcli.store.record_rows import FIGURE_ROW, figure_to_row

UNITS = UnitTable()
TEXTS = st.text(max_size=4) | st.sampled_from(["", '"', "\\", "\n", "甲", "\x7f"])
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
DIGITS = st.decimals(-9, 9, places=2) | st.integers(0, 9).map(Decimal)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    plain = figure(1, 2020)
    assert plain.bound is not None
    bound = plain.bound._replace(
        relation=draw(st.sampled_from(Relation)),
        value=draw(DIGITS),
        value_high=draw(st.none() | DIGITS),
        unit=UNITS.read(draw(st.sampled_from(["亿元", "%"]))),
    )
    has_bound = draw(st.booleans())
    return plain._replace(
        scope=draw(TEXTS),
        basis=draw(st.sampled_from(Basis)),
        bound=bound if has_bound else None,
        answer=EventAnswer.UNSAID if has_bound else EventAnswer.YES,
        start=draw(st.none() | DAYS),
        end=draw(DAYS),
        base_period=draw(st.none() | DAYS.map(lambda day: Span(day, day))),
        status=draw(st.sampled_from(FigureStatus)),
        published=draw(st.none() | DAYS.map(lambda day: Span(day, day))),
        source=draw(TEXTS),
        locator=draw(TEXTS),
        as_written=draw(TEXTS),
        note=draw(TEXTS),
    )


@given(st.lists(figures(), max_size=8), st.integers(1, 3))
def test_a_figure_is_written_alike_after_others(
    written: list[Figure], most_forms: int
) -> None:
    forms = FigureForms(most_forms)
    for each in (*written, *written):
        form = forms.find(each, lambda _: 7)
        cells = form.write_cells(each, 3)
        row = figure_to_row(each, 3, 7)
        assert dict(zip(FIGURE_ROW, cells, strict=True)) == row
        assert form.serialize(cells) == serialize_row(row)


def test_figures_that_differ_in_their_own_cells_share_a_form() -> None:
    forms = FigureForms()
    first, other = figure(1, 2020), figure(2, 2021)
    form = forms.find(first, lambda _: 7)
    assert form is forms.find(other._replace(note="甲"), lambda _: 8)
    forms.clear()
    assert form is not forms.find(first, lambda _: 7)
