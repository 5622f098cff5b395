"""Ask what nobody said of a target, and tell what each answer would give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from targetcli.model.records import (
    Basis,
    Better,
    MetricKind,
)
from targetcli.render.i18n import N_, gettext, label
from targetcli.render.record_text import (
    requirement_text,
)
from targetcli.render.undecided.case import (
    Case,
    Explained,
    Option,
)
from targetcli.reports.meant_targets import (
    MeantTarget,
)


def ask_side(case: Case) -> Explained:
    """Ask which way is better."""
    sentence = gettext("Nobody said whether more or less of {metric} is better.")
    return sentence.format(metric=case.target.metric.name), (
        Option(
            gettext(_SIDE_CONDITIONS[side]).format(outcome=outcome),
            f"targets metrics edit {case.metric} better={side.value}",
        )
        for side, outcome in _list_outcomes(case, lambda m: m.meaning.side)
    )


_SIDE_CONDITIONS = {
    Better.MORE: N_("if more is better, it is {outcome}"),
    Better.LESS: N_("if less is better, it is {outcome}"),
    Better.NONE: N_("if neither is, it is {outcome}"),
}


def ask_kind(case: Case) -> Explained:
    """Ask what sort of thing a metric measures."""
    sentence = gettext(
        "Nobody said whether {metric} is an amount over a period (flow), the state at "
        "a day (stock) or a share (ratio)."
    )
    condition = gettext("if it is a {kind}, it is {outcome}")
    return sentence.format(metric=case.target.metric.name), (
        Option(
            condition.format(kind=label(kind), outcome=outcome),
            f"targets metrics edit {case.metric} kind={kind.value}",
        )
        for kind, outcome in _list_outcomes(case, lambda m: m.meaning.kind)
    )


def ask_basis(case: Case) -> Explained:
    """Ask whether a number is one of the last year or a sum."""
    target = case.target
    sentence = gettext(
        "Nobody said whether {value} is the amount of the last year or the sum of "
        "{start} to {end}."
    )
    told = sentence.format(
        value=requirement_text(target), start=target.window_start, end=target.deadline
    )
    return told, (
        Option(
            gettext(_BASIS_CONDITIONS[basis]).format(outcome=outcome),
            case.edit(f"basis={basis.value}"),
        )
        for basis, outcome in _list_outcomes(case, lambda m: m.meaning.basis)
    )


_BASIS_CONDITIONS = {
    Basis.LEVEL: N_("if it is that of the last year, it is {outcome}"),
    Basis.TOTAL: N_("if it is the sum, it is {outcome}"),
}
_Part = TypeVar("_Part", MetricKind, Better, Basis)


def _list_outcomes(
    case: Case, part_of: Callable[[MeantTarget], _Part]
) -> Iterator[tuple[_Part, str]]:
    """Yield each value of a part of the meaning with the outcomes it would give."""
    outcomes: dict[_Part, dict[str, None]] = {}
    for meant in case.meant:
        outcomes.setdefault(part_of(meant), {})[label(meant.outcome)] = None
    for part, labels in outcomes.items():
        yield part, gettext(" or ").join(labels)
