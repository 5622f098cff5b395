"""What the admitted readings amount to, by the kind and basis of the target."""

from __future__ import annotations

from targetcli.judging.assessment import Assessment, Question
from targetcli.judging.growth import assess_growth
from targetcli.judging.levels import assess_level
from targetcli.judging.readings import Reading
from targetcli.judging.totals import assess_sum
from targetcli.model.records import Basis


def assess_readings(question: Question, readings: tuple[Reading, ...]) -> Assessment:
    """Lay the readings out along the target's time."""
    return _WAYS[question.target.basis](question, readings)


_WAYS = {
    Basis.LEVEL: assess_level,
    Basis.TOTAL: assess_sum,
    Basis.CHANGE: assess_sum,
    Basis.GROWTH: assess_growth,
}
