"""Assess totals and changes over a window, whole or so far (docs/design.md §5.3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from targetcli.judging.assessment import AssessedReading, Assessment, Question
from targetcli.judging.from_levels import reckon_changes
from targetcli.judging.intervals import Interval
from targetcli.judging.own_baseline import find_own_baseline
from targetcli.judging.readings import (
    Reading,
    add_readings,
    combine_readings,
    prefer_reported,
)
from targetcli.judging.reasons import Reason
from targetcli.judging.tiling import find_covering, find_prefix, find_tiling
from targetcli.model.period import Span
from targetcli.model.records import Basis, Target

_Readings = tuple[Reading, ...]


def assess_sum(question: Question, readings: _Readings) -> Assessment:
    """Assess a total or change by its parts, or by the levels at both ends."""
    target, window = question.target, _build_window(question.target)
    levels = tuple(r for r in readings if _is_level_of_change(target, r))
    sums = tuple(
        r for r in readings if _has_start(r) and not _is_level_of_change(target, r)
    )
    reckoned = reckon_changes(target, window, levels, question.converter)
    has_own_base = find_own_baseline(target) is not None
    statements = prefer_reported(sums, reckoned, may_contest=has_own_base)
    before = dict.fromkeys(r for r in (*levels, *sums) if r.span.end < window.start)
    pieces = tuple(r for r in statements if window.contains(r.span))
    assessment = Assessment(before=tuple(before))
    # Without the level at its start a change is not known from the one at its end.
    is_paired = any(r.is_from_levels or r.rivals for r in pieces)
    unpaired = () if is_paired else tuple(r for r in levels if r not in before)
    assessment = assessment.refuse(unpaired, Reason.BASIS)
    used = {*before, *levels, *(r for r in sums if window.contains(r.span))}
    assessment = assessment.refuse(
        (r for r in readings if r not in used), Reason.PERIOD
    )
    return add_parts(question, assessment, window, pieces)


def add_parts(
    question: Question, assessment: Assessment, window: Span, pieces: _Readings
) -> Assessment:
    """Add the sums of the parts of a window to an assessment."""
    past_pieces = tuple(reading for reading in pieces if question.is_past(reading))
    tiles, cover, running = (
        find_tiling(window, past_pieces),
        find_covering(past_pieces),
        find_prefix(window, pieces),
    )
    has_deadline = question.target.deadline is not None
    parts = tiles or cover
    return assessment._replace(
        settling=question.assess(add_readings(tiles), window)
        if tiles and has_deadline
        else None,
        early=_assess_lower_bound(question, parts),
        progress=question.assess(add_readings(running), window)
        if running
        else assessment.progress,
        is_incomplete=not tiles and any(r.span.end == window.end for r in past_pieces),
        during=tuple(dict.fromkeys((*assessment.during, *running, *parts))),
    )


def _build_window(target: Target) -> Span:
    """Return the span to add up; without a deadline it has no end."""
    return Span(target.window_start or date.min, target.deadline or date.max)


def _is_level_of_change(target: Target, reading: Reading) -> bool:
    """Check that a reading is a level, of which a change is a difference."""
    return target.basis is Basis.CHANGE and reading.basis is not Basis.CHANGE


def _has_start(reading: Reading) -> bool:
    return reading.figures[0].start is not None


def _assess_lower_bound(question: Question, parts: _Readings) -> AssessedReading | None:
    """Return the sum that is certain already, if parts cannot be negative.

    A change can be, even of what is never negative itself.
    """
    target = question.target
    if not parts or not target.metric.non_negative or target.basis is Basis.CHANGE:
        return None
    lows = [part.interval for part in parts if (part.interval.low or 0) > 0]
    floor = sum((low.low or Decimal(0) for low in lows), Decimal(0))
    bound = Interval(floor, None, low_open=any(low.low_open for low in lows))
    zero = Decimal(0)
    wide = sum((max(part.rounded_interval.low or zero, zero) for part in parts), zero)
    span = Span(parts[0].span.start, parts[-1].span.end)
    total = combine_readings(parts, span, bound, bound._replace(low=wide))
    return question.assess(total)
