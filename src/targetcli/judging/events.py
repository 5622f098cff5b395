"""Judge events: whether something happened, and by when (docs/design.md §5.3)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from targetcli.judging.accounting import find_date_cautions
from targetcli.judging.admission import sort_refusals
from targetcli.judging.outcome import (
    SETTLED_OUTCOMES,
    Outcome,
    Role,
    UsedFigure,
    Verdict,
)
from targetcli.judging.profiles import Profile
from targetcli.judging.readings import (
    PROVISIONAL_STATUSES,
    get_effective_status,
    rank_evidence,
)
from targetcli.judging.reasons import Reason, Refusal
from targetcli.judging.settling_periods import DAY
from targetcli.judging.silence import judge_silence
from targetcli.model.period import Span
from targetcli.model.records import EventAnswer, Figure, Target

_Figures = tuple[Figure, ...]


class EventReports(NamedTuple):
    """The reports of an event as of a day: positive, negative, overruled and future."""

    happened: _Figures
    denied: _Figures
    overruled: _Figures
    future: _Figures

    @property
    def standing(self) -> _Figures:
        """All reports but those that another one overrules."""
        return (*self.happened, *self.denied, *self.future)


class _EventDecision(NamedTuple):
    """An outcome with the reports that led to it and the span it happened in."""

    outcome: Outcome
    decided_by: _Figures = ()
    reasons: tuple[Reason, ...] = ()
    happened_in: Span | None = None


def judge_event(
    target: Target,
    figures: Iterable[Figure],
    elsewhere: Sequence[Refusal],
    as_of: date,
    profile: Profile,
) -> Verdict:
    """Judge by its reports if an event happened by the deadline.

    `elsewhere` are the reports of other scopes and of parts of the region, refused.
    """
    reports = sort_reports(figures, as_of)
    decision = _answer_from_reports(target, reports, as_of)
    if decision is None and elsewhere and not reports.standing:
        reasons = dict.fromkeys(refusal.reason for refusal in elsewhere)
        decision = _EventDecision(Outcome.NOT_COMPARABLE, reasons=tuple(reasons))
    if decision is None:
        silence = judge_silence(target, as_of, profile)
        decision = _EventDecision(silence.outcome, reasons=silence.reasons)
    evidence = _list_evidence(target, reports, decision)
    overruled = (Refusal(figure, Reason.REPLACED) for figure in reports.overruled)
    statuses = map(get_effective_status, decision.decided_by)
    provisional = [status for status in statuses if status in PROVISIONAL_STATUSES]
    return Verdict(
        decision.outcome,
        decision.reasons,
        provisional_status=provisional[0] if provisional else None,
        cautions=find_date_cautions(evidence),
        happened_in=decision.happened_in,
        evidence=evidence,
        refusals=sort_refusals((*elsewhere, *overruled)),
    )


def sort_reports(figures: Iterable[Figure], as_of: date) -> EventReports:
    """Separate the reports that hold on a day from those that others overrule."""
    reports = tuple(figures)
    past = [figure for figure in reports if figure.end <= as_of]
    happened = [figure for figure in past if figure.answer is EventAnswer.YES]
    denied = [figure for figure in past if figure.answer is EventAnswer.NO]
    overruled = _find_overruled(happened, denied)
    return EventReports(
        tuple(
            sorted((f for f in happened if f not in overruled), key=_precision_order)
        ),
        tuple(sorted((f for f in denied if f not in overruled), key=lambda f: f.end)),
        tuple(figure for figure in past if figure in overruled),
        tuple(figure for figure in reports if figure.end > as_of),
    )


_Rank = tuple[bool, date, int]


def _find_overruled(claims: list[Figure], denials: list[Figure]) -> frozenset[Figure]:
    """Return the reports that a firmer or later one contradicts.

    A denial contradicts the claims that end up to its day; so of denials only the
    firmest from a day on matters, and of claims the firmest up to a day.
    """
    claims = sorted(claims, key=_get_end)
    denials = sorted(denials, key=_get_end)
    firmest_claims = list(accumulate(map(_rank, claims), max))
    firmest_denials = list(accumulate(map(_rank, reversed(denials)), max))[::-1]
    claim_ends, denial_ends = (list(map(_get_end, one)) for one in (claims, denials))
    overruled = []
    for claim in claims:
        place = bisect_left(denial_ends, claim.end)
        if place < len(denials) and firmest_denials[place] > _rank(claim):
            overruled.append(claim)
    for denial in denials:
        place = bisect_right(claim_ends, denial.end)
        if place and firmest_claims[place - 1] > _rank(denial):
            overruled.append(denial)
    return frozenset(overruled)


def _get_end(report: Figure) -> date:
    return report.end


def _rank(report: Figure) -> _Rank:
    return rank_evidence(get_effective_status(report), report.known_since)


def _is_contradicting(report: Figure, other: Figure) -> bool:
    """Check that one report denies on a day what the other dates before it."""
    if {report.answer, other.answer} != {EventAnswer.YES, EventAnswer.NO}:
        return False
    claim, denial = (
        (report, other) if report.answer is EventAnswer.YES else (other, report)
    )
    return denial.end >= claim.end


def _precision_order(figure: Figure) -> tuple[bool, int, date]:
    """Return a sort key: firm reports first, then the shortest span."""
    return (
        get_effective_status(figure) in PROVISIONAL_STATUSES,
        figure.span.days,
        figure.end,
    )


def _answer_from_reports(
    target: Target, reports: EventReports, as_of: date
) -> _EventDecision | None:
    """Decide by the reports; a miss can only be decided after the deadline."""
    deadline = target.deadline or date.max
    denials = tuple(figure for figure in reports.denied if figure.end >= deadline)
    happened = reports.happened[:1]
    if not happened:
        is_missed = deadline < as_of and denials
        return _EventDecision(Outcome.MISSED, denials[:1]) if is_missed else None
    happened_in = _narrow_by_denials(happened[0], reports.denied)
    if any(_is_contradicting(happened[0], figure) for figure in denials):
        contested = (*happened, *denials[:1])
        return _EventDecision(Outcome.UNDETERMINED, contested, (Reason.CONTESTED,))
    if happened_in.end <= deadline:
        return _EventDecision(Outcome.MET, happened, happened_in=happened_in)
    if happened_in.start > deadline:
        return _EventDecision(
            Outcome.LATE, (*happened, *denials[:1]), happened_in=happened_in
        )
    return _EventDecision(Outcome.UNDETERMINED, happened, (Reason.SPAN,))


def _narrow_by_denials(report: Figure, denials: _Figures) -> Span:
    """Return the span of an event, from the day after the last denial."""
    ends = [figure.end + DAY for figure in denials if figure.end < report.end]
    return Span(max((report.span.start, *ends)), report.end)


def _list_evidence(
    target: Target, reports: EventReports, decision: _EventDecision
) -> tuple[UsedFigure, ...]:
    """Return each report once with its role, the deciding ones first."""
    is_settled = decision.outcome in SETTLED_OUTCOMES
    deadline = target.deadline or date.max
    uses: dict[Figure, UsedFigure] = {}
    for figure in decision.decided_by:
        uses[figure] = UsedFigure(figure, Role.SETTLES if is_settled else Role.PROGRESS)
    for figure in reports.standing:
        role = Role.LATER if figure.span.start > deadline else Role.PROGRESS
        uses.setdefault(figure, UsedFigure(figure, role))
    return tuple(uses.values())
