"""Hold the figures known on a day, read once for all the targets of a place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from targetcli.judging.admission import Admission, admit_figures
from targetcli.judging.context import TargetContext
from targetcli.judging.gate import select_known
from targetcli.model.bound import Bound
from targetcli.model.records import Basis, Figure, MetricKind, Target
from targetcli.model.units import Unit

_Meaning = tuple[MetricKind | None, Basis, Unit]


class KnownFigures:
    """The figures known on a day, and the readings that targets of a place share.

    All targets judged by them are of one metric, region and scope. Which figures may be
    used depends on kind, basis and unit of a target; only growth and change, and what
    is reckoned from a baseline, depend on more of it, and are read for each anew.
    """

    def __init__(
        self, figures: Iterable[Figure], as_of: date, context: TargetContext
    ) -> None:
        self.as_of = as_of
        self.reported = figures
        self.figures = select_known(figures, as_of)
        self._context = context
        self._admissions: dict[_Meaning, Admission] = {}

    def admit(self, target: Target, bound: Bound) -> Admission:
        """Separate the figures that fit a target from those refused."""
        is_shared = target.baseline is None and target.basis in (
            *(Basis.LEVEL, Basis.TOTAL),
        )
        if not is_shared:
            return admit_figures(target, bound, self.figures, self._context)
        meaning = target.metric.kind, target.basis, bound.unit
        known = self._admissions.get(meaning)
        if known is None:
            known = admit_figures(target, bound, self.figures, self._context)
            self._admissions[meaning] = known
        return known
