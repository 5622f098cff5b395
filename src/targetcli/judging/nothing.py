"""Give a target of nothing at all the unit of what is reported beside it.

"Zero accidents" needs no unit (docs/design.md §3): two accidents are too many, whatever
they are counted in.
"""

from __future__ import annotations

from collections.abc import Iterable

from targetcli.model.records import Figure, Target


def take_unit_of_figures(target: Target, figures: Iterable[Figure]) -> Target:
    """Return a target without a unit in the unit of its first figure, if any."""
    bound = target.bound
    if bound is None or bound.unit.text:
        return target
    for figure in figures:
        is_same = (figure.region, figure.scope) == (target.region, target.scope)
        if is_same and figure.bound is not None and figure.bound.unit.text:
            return target._replace(bound=bound._replace(unit=figure.bound.unit))
    return target
