"""Account for every figure: each is used with a role or refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from targetcli.judging.admission import (
    Admission,
    FigureKey,
    get_figure_key,
    sort_refusals,
)
from targetcli.judging.assessment import Assessment
from targetcli.judging.decision import Decision
from targetcli.judging.known_figures import KnownFigures
from targetcli.judging.outcome import SETTLED_OUTCOMES, Role, UsedFigure
from targetcli.judging.readings import Reading, get_effective_status
from targetcli.judging.reasons import Reason, Refusal
from targetcli.model.named_tuples import fill
from targetcli.model.records import MetricKind, Target

_UsedFigures = tuple[UsedFigure, ...]
_Uses = Mapping[FigureKey, UsedFigure]


class Account:
    """The figures used for a verdict and those refused, found when somebody asks."""

    def __init__(
        self,
        decision: Decision,
        assessment: Assessment,
        admission: Admission,
        known: KnownFigures,
    ) -> None:
        self._decision, self._assessment = decision, assessment
        self._admission, self._known = admission, known
        self._found_uses: _Uses | None = None

    @property
    def _uses(self) -> _Uses:
        if self._found_uses is None:
            base_levels = self._admission.base_levels
            self._found_uses = _find_uses(self._decision, self._assessment, base_levels)
        return self._found_uses

    def list_evidence(self) -> _UsedFigures:
        """Return the figures used, the deciding ones first."""
        return tuple(self._uses.values())

    def list_cautions(self) -> tuple[Reason, ...]:
        """Return the cautions of the decision and those about the figures used."""
        return (*self._decision.cautions, *find_date_cautions(self._uses.values()))

    def list_refusals(self) -> Sequence[Refusal]:
        """Return the figures that are not used, in the order of their ids."""
        return _list_refusals(
            self._assessment, self._admission, self._known, self._uses
        )


def find_date_cautions(evidence: Iterable[UsedFigure]) -> tuple[Reason, ...]:
    """Return `undated` and `early`, as far as they apply to the figures used.

    A figure without a date of publication is known from the end of its period; one
    published before that end counts as expected (docs/design.md §5.1).
    """
    is_undated = has_early = False
    for figure, role, _ in evidence:
        if role is _BASELINE:
            continue
        published = figure.published
        if published is None:
            is_undated = True
        elif published.end < figure.end:  # few are so early
            has_early |= get_effective_status(figure) is not figure.status
    if not (is_undated or has_early):  # neither applies to most
        return ()
    cautions = {Reason.UNDATED: is_undated, Reason.EARLY: has_early}
    return tuple(reason for reason, applies in cautions.items() if applies)


def list_refusal_reasons(
    assessment: Assessment, admission: Admission, known: KnownFigures, target: Target
) -> tuple[Reason, ...]:
    """Return the distinct reasons for which figures are refused.

    A figure of an earlier or later period is silence about the deadline, no more.
    """
    refusals = _list_refusals(assessment, admission, known, {})
    reasons = dict.fromkeys([reason for _, reason in refusals])
    if Reason.PERIOD in reasons:
        of_its_time = (r for r in refusals if not _is_of_another_time(r, target))
        reasons = dict.fromkeys([reason for _, reason in of_its_time])
    return tuple(r for r in reasons if r is not Reason.REPLACED)


def _list_refusals(
    assessment: Assessment, admission: Admission, known: KnownFigures, uses: _Uses
) -> Sequence[Refusal]:
    """Return the figures of the place and elsewhere that are not used."""
    own = _list_own_refusals(assessment, admission, uses)
    elsewhere = known.elsewhere
    if elsewhere and known.rests_elsewhere:
        taken = uses.keys() | {get_figure_key(refusal.figure) for refusal in own}
        elsewhere = tuple(r for r in elsewhere if get_figure_key(r.figure) not in taken)
    if own and elsewhere:
        return sort_refusals((*own, *elsewhere))
    return own or elsewhere


def _list_own_refusals(
    assessment: Assessment, admission: Admission, uses: _Uses
) -> tuple[Refusal, ...]:
    """Return the figures of the place that are not used.

    Where the target itself refuses none, this is the tuple that all targets share.
    """
    refusals: dict[FigureKey, Refusal] = {
        key: Refusal(figure, Reason.REPLACED)
        for key, figure in admission.available.items()
        if key not in uses
    }
    for reading, reason in assessment.refused_readings:
        if reading.identity is None:
            for figure in reading.figures:
                refusals[get_figure_key(figure)] = Refusal(figure, reason)
    shared = admission.refusals
    if not uses.keys() <= admission.available.keys():
        shared = tuple(r for r in shared if get_figure_key(r.figure) not in uses)
    own = [refusal for key, refusal in refusals.items() if key not in uses]
    return sort_refusals((*shared, *own)) if own else shared


def _is_of_another_time(refusal: Refusal, target: Target) -> bool:
    """Check that a figure is refused for a period that does not hold the deadline.

    A flow without a period is of no time that could be told.
    """
    deadline = target.deadline
    if refusal.reason is not Reason.PERIOD or deadline is None:
        return False
    if target.metric.kind is MetricKind.FLOW and refusal.figure.start is None:
        return False
    span = refusal.figure.span
    return span.end < deadline or span.start > deadline


def _find_uses(
    decision: Decision, assessment: Assessment, base_levels: tuple[Reading, ...]
) -> _Uses:
    """Return the use of each figure, the deciding ones first."""
    is_settled = decision.outcome in SETTLED_OUTCOMES
    deciding = decision.deciding
    uses: dict[FigureKey, UsedFigure] = {}
    for role, readings in (
        (
            _SETTLES if is_settled else _PROGRESS,
            (deciding.reading,) if deciding else (),
        ),
        (_PROGRESS, assessment.during),
        (_LATER, assessment.after),
        (_BASELINE, (*assessment.before, *base_levels)),
    ):
        for reading in readings:
            if _is_plain(reading):  # as most are
                identity = reading.identity
                for figure in reading.figures:
                    key = figure.id or figure
                    if key not in uses:
                        uses[key] = fill(UsedFigure, (figure, role, identity))
                continue
            for used in _list_uses(reading, role):
                uses.setdefault(get_figure_key(used.figure), used)
    return uses


# Asked for each figure: Python 3.11 takes as long to find a member as to call.
_SETTLES, _PROGRESS = Role.SETTLES, Role.PROGRESS
_LATER, _BASELINE = Role.LATER, Role.BASELINE


def _is_plain(reading: Reading) -> bool:
    """Check that a reading uses its figures, and nothing else, in one role."""
    return not (reading.pieces or reading.rivals or reading.on_other_base)


def _list_uses(reading: Reading, role: Role) -> list[UsedFigure]:
    """Return the figures of a reading; those of a settling sum are its parts."""
    if _is_plain(reading):
        identity = reading.identity
        return [UsedFigure(figure, role, identity) for figure in reading.figures]
    if reading.is_contested and reading.rivals:
        rivals = [used for rival in reading.rivals for used in _list_uses(rival, role)]
        return [*rivals, *_list_uses(reading._replace(rivals=()), role)]
    if reading.on_other_base is not None:
        base = reading.on_other_base.pieces[0]
        uses = _list_uses(reading._replace(on_other_base=None), role)
        return [*uses, *_list_uses(base, Role.BASELINE)]
    if reading.pieces and reading.identity is None:
        part = Role.PART if role is Role.SETTLES else role
        return [used for piece in reading.pieces for used in _list_uses(piece, part)]
    return [UsedFigure(figure, role, reading.identity) for figure in reading.figures]
