"""Events: whether something happened, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from targetcli.judging.evidence import Reason, Refusal
from targetcli.judging.readings import PROVISIONAL
from targetcli.model.records import Answer, Figure, Target


class Happening(NamedTuple):
    """What the reports say: the ones that decide, and those that may not be used."""

    by_deadline: Figure | None
    straddling: Figure | None
    after: Figure | None
    not_by_deadline: Figure | None
    not_yet: Figure | None
    refused: tuple[Refusal, ...]


def happening(target: Target, figures: Iterable[Figure]) -> Happening:
    """Sort the reports of an event against the deadline."""
    every = tuple(figures)
    own = [figure for figure in every if figure.region == target.region]
    here = [figure for figure in own if figure.scope == target.scope]
    refused = [
        Refusal(figure, _fault(target, figure))
        for figure in every
        if figure not in here
    ]
    yes = sorted(_of(here, Answer.YES), key=_narrowest)
    no = sorted(_of(here, Answer.NO), key=lambda figure: figure.end)
    deadline = target.deadline or date.max
    late_no = [figure for figure in no if figure.end >= deadline]
    return Happening(
        _first(figure for figure in yes if figure.end <= deadline),
        _first(f for f in yes if (f.start or date.min) <= deadline < f.end),
        _first(f for f in yes if (f.start or date.min) > deadline),
        _first(late_no),
        no[-1] if no and not late_no else None,
        tuple(refused),
    )


def _fault(target: Target, figure: Figure) -> Reason:
    if figure.region != target.region:
        return Reason.SUB_REGION
    return Reason.SCOPE


def _of(figures: Iterable[Figure], answer: Answer) -> list[Figure]:
    said = [figure for figure in figures if figure.answer is answer]
    firm = [figure for figure in said if figure.status not in PROVISIONAL]
    return firm or said


def _narrowest(figure: Figure) -> tuple[int, date]:
    start = figure.start or date.min
    return (figure.end - start).days, figure.end


def _first(figures: Iterable[Figure]) -> Figure | None:
    return next(iter(figures), None)
