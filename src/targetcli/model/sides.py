"""Find the better side of a target, and the relation of a bare number.

The words of a target come first, then what was said or is known of its metric
(docs/design.md §3 and §4.1). Nothing else gives a side.
"""

from __future__ import annotations

from targetcli.model.bound import Bound, Relation
from targetcli.model.records import Basis, Better, Metric, Origin, Target

ALL_SIDES = (Better.MORE, Better.LESS, Better.NONE)


def find_own_side(target: Target) -> Better | None:
    """Return the side that a target's own words or relation give, or None."""
    if target.bound is None:
        return None
    if target.side is not None:
        return target.side
    side = _SIDES_BY_RELATION.get(target.bound.relation)
    return None if side is Better.NONE else side


def list_sides(target: Target) -> tuple[Better, ...]:
    """Return the sides that may be better for a target: one, unless nobody said it."""
    bound, metric = target.bound, target.metric
    if bound is None:
        return (metric.better,) if metric.better else ALL_SIDES
    own_side = target.side or _SIDES_BY_RELATION.get(bound.relation)
    if own_side is not None:
        return (own_side,)
    if bound.relation is Relation.UNSAID and bound.value == 0:
        return _list_sides_of_zero(target.basis, metric)
    better = _find_usable_side(target.basis, bound, metric)
    return (better,) if better else ALL_SIDES


def resolve_bound(bound: Bound, side: Better) -> Bound:
    """Return the bound with the relation that a better side gives a bare number."""
    if bound.relation is not _UNSAID:
        return bound
    return bound._replace(relation=_RELATIONS_BY_SIDE[side])


_UNSAID = Relation.UNSAID
_SIDES_BY_RELATION = {
    Relation.OVER: Better.MORE,
    Relation.AT_LEAST: Better.MORE,
    Relation.AT_MOST: Better.LESS,
    Relation.UNDER: Better.LESS,
    Relation.EQUAL: Better.NONE,
}
_RELATIONS_BY_SIDE = {
    Better.MORE: Relation.AT_LEAST,
    Better.LESS: Relation.AT_MOST,
    Better.NONE: Relation.EQUAL,
}
_AMOUNT_BASES = (Basis.LEVEL, Basis.TOTAL)


def _list_sides_of_zero(basis: Basis, metric: Metric) -> tuple[Better, ...]:
    """Return the sides of a target of nothing: "at most", but for two exceptions.

    More of a balance, or of growth, is better than none of it where that was said, and
    judged both ways where it is merely known. A balance of no side, and what is to keep
    to both ends, is to be none exactly.
    """
    may_be_negative = basis is Basis.GROWTH or metric.non_negative is not True
    if metric.better is Better.MORE and may_be_negative:
        is_said = metric.better_from is Origin.SAID
        return (Better.MORE,) if is_said else (Better.MORE, Better.LESS)
    may_be_off = metric.better is Better.NONE or (
        metric.better is None and metric.non_negative is False
    )
    is_amount = basis is not Basis.GROWTH
    return (Better.NONE,) if is_amount and may_be_off else (Better.LESS,)


def _find_usable_side(basis: Basis, bound: Bound, metric: Metric) -> Better | None:
    """Return the metric's side, unless it is known for the other sign only.

    Less of a deficit is better; nothing is known of a deficit of −3, a surplus.
    """
    has_unusual_sign = (
        metric.better_from is Origin.KNOWN
        and metric.non_negative is not False
        and basis in _AMOUNT_BASES
        and bound.value < 0
    )
    return None if has_unusual_sign else metric.better
