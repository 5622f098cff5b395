"""What the admitted readings amount to, by the kind and basis of the target."""

from __future__ import annotations

from targetcli.judging.assessment import Balance, Terms
from targetcli.judging.growth import weigh_growth
from targetcli.judging.levels import weigh_level
from targetcli.judging.readings import Reading
from targetcli.judging.totals import weigh_sum
from targetcli.model.records import Basis


def weigh(terms: Terms, readings: tuple[Reading, ...]) -> Balance:
    """Lay the readings out along the target's time."""
    return _WAYS[terms.target.basis](terms, readings)


_WAYS = {
    Basis.LEVEL: weigh_level,
    Basis.TOTAL: weigh_sum,
    Basis.CHANGE: weigh_sum,
    Basis.GROWTH: weigh_growth,
}
