"""Write one sentence on why a target has its verdict, and quote what was promised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from targetcli.judging.margins import Margin
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.judging.pace import PathKind
from targetcli.judging.reasons import Reason
from targetcli.model.bound import Bound, join_unit
from targetcli.model.records import Better, Target
from targetcli.render.digits import digits_text
from targetcli.render.i18n import N_, gettext, join_clauses, join_sentences, label
from targetcli.render.number_scale import scale_numbers
from targetcli.render.period_text import period_text
from targetcli.render.record_text import (
    requirement_line,
    subject_text,
    value_text,
    withdrawn_text,
)
from targetcli.render.undecided.explanation import explain_undecided
from targetcli.render.verdict_text import (
    UNSAID_TEXTS,
    interval_text,
    latest_text,
    margin_text,
    percent_text,
)
from targetcli.reports.comparison import ComparisonRow

# How far a result is on the good or the bad side, by the side that is better.
_GAPS: Mapping[tuple[Better, bool], str] = {
    (Better.MORE, True): N_("{amount} more than the target"),
    (Better.MORE, False): N_("{amount} short of the target"),
    (Better.LESS, True): N_("{amount} below the limit"),
    (Better.LESS, False): N_("{amount} over the limit"),
    (Better.NONE, True): N_("within the target by {amount}"),
    (Better.NONE, False): N_("outside the target by {amount}"),
}


def pledge_text(target: Target) -> str:
    """Return the pledge, in its own words where they are kept."""
    if target.as_written:
        quote = gettext("“{words}”").format(words=target.as_written)
        return gettext("{subject}: {promise}").format(
            subject=subject_text(target), promise=quote
        )
    return gettext("{subject}: {promise}").format(
        subject=subject_text(target), promise=requirement_line(target)
    )


def verdict_sentence(row: ComparisonRow) -> str:
    """Return one sentence on why a target has its verdict."""
    write = _SENTENCES.get(row.verdict.outcome, _undecided_sentence)
    sentence = write(row)
    status = row.verdict.provisional_status
    if status is None:
        return sentence
    remark = gettext("The figure is {status} and may still change.")
    return join_sentences((sentence, remark.format(status=label(status))))


def _result_sentence(row: ComparisonRow) -> str:
    """Return the result with its period and its distance from the target."""
    target, verdict = row.target, row.verdict
    if target.bound is None:
        return _event_sentence(verdict)
    if verdict.deciding_reading is None:
        return _undecided_sentence(row)
    gap = gap_words(target, verdict)
    if not gap:
        return gettext("{result}.").format(result=_result_text(row))
    return gettext("{result}: {gap}.").format(result=_result_text(row), gap=gap)


def _result_text(row: ComparisonRow) -> str:
    reading, bound = row.verdict.deciding_reading, row.target.bound
    if reading is None or bound is None:
        return ""
    is_reported = len(reading.figures) == 1 and not reading.pieces
    value = (
        value_text(reading.figures[0])
        if is_reported
        else interval_text(row.verdict.deciding_value, bound)
    )
    period = (
        reading.span.end.isoformat()
        if reading.is_at_date
        else period_text(reading.span)
    )
    return gettext("{value} ({period})").format(value=value, period=period)


def gap_words(target: Target, verdict: Verdict) -> str:
    """Return the distance in words: ``30亿元 short of the target``."""
    margin, bound = verdict.margin, target.bound
    if margin is None or bound is None:
        return ""
    end = _certain_end(margin)
    if end is None or not margin.is_exact or verdict.meaning is None:
        return gettext("gap {margin}").format(margin=margin_text(margin, bound))
    if end == 0:
        # Exactly at a limit that is itself excluded is not enough.
        is_enough = verdict.outcome in (Outcome.MET, Outcome.REACHED, Outcome.ON_TRACK)
        return gettext("exactly on target") if is_enough else gettext("exactly at it")
    amount = _size_text(abs(end), bound)
    if margin.low != margin.high:
        amount = gettext("at least {amount}").format(amount=amount)
    return gettext(_GAPS[verdict.meaning.side, end > 0]).format(amount=amount)


def _certain_end(margin: Margin) -> Decimal | None:
    """Return the distance that is certain: the only one, or the nearer end."""
    if margin.low == margin.high:
        return margin.low
    if margin.low is not None and margin.low > 0:
        return margin.low
    return margin.high if margin.high is not None and margin.high < 0 else None


def _size_text(size: Decimal, bound: Bound) -> str:
    numbers = scale_numbers((size,), bound.unit)
    # Between two percentages lie percentage points, never per cent.
    unit = gettext("pp") if numbers.unit == "%" else numbers.unit
    digits = digits_text(numbers.values[0] or size)
    return numbers.approximately + join_unit(digits, unit)


def _event_sentence(verdict: Verdict) -> str:
    if verdict.happened_in is not None:
        day = period_text(verdict.happened_in)
        return gettext("It happened: {day}.").format(day=day)
    return gettext("It had not happened.")


def _late_sentence(row: ComparisonRow) -> str:
    if row.target.bound is None:
        return _event_sentence(row.verdict)
    return gettext("Reached after the deadline: {result}.").format(
        result=_result_text(row)
    )


def _progress_sentence(row: ComparisonRow) -> str:
    """Return a sentence on the share done and time gone; of growth, on its distance."""
    pace = row.verdict.pace
    if pace is None or pace.done_share is None or pace.elapsed_share is None:
        return _so_far_sentence(row)
    sentence = gettext("{result}: {done} of the way, {elapsed} of the time gone.")
    if pace.path_kind is PathKind.MILESTONES:
        sentence = gettext("{result}: {done} of the way, {elapsed} due by now.")
    return sentence.format(
        result=_result_text(row),
        done=percent_text(pace.done_share),
        elapsed=percent_text(pace.elapsed_share),
    )


def _so_far_sentence(row: ComparisonRow) -> str:
    if not gap_words(row.target, row.verdict):
        return gettext("So far {result}.").format(result=_result_text(row))
    return gettext("So far {result}: {gap}.").format(
        result=_result_text(row), gap=gap_words(row.target, row.verdict)
    )


def _open_sentence(row: ComparisonRow) -> str:
    latest = latest_text(row.target, row.verdict)
    if not latest and row.verdict.reasons == (Reason.NO_FIGURE,):
        return gettext("No figure yet.")
    sentence = gettext("No figure yet; {why}.")
    if latest:
        sentence = gettext("Latest figure {latest}; {why}.")
    return sentence.format(latest=latest, why=_waiting_text(row.verdict))


def _waiting_text(verdict: Verdict) -> str:
    if Reason.NO_DEADLINE in verdict.reasons:
        return gettext("no deadline was named")
    reasons = join_clauses(gettext(UNSAID_TEXTS[r]) for r in verdict.reasons)
    return reasons or gettext("the deadline is ahead")


def _overdue_sentence(row: ComparisonRow) -> str:
    latest = latest_text(row.target, row.verdict)
    if latest:
        return gettext("No figure for the deadline; the last was {latest}.").format(
            latest=latest
        )
    return gettext("No figure was reported.")


def _withdrawn_sentence(row: ComparisonRow) -> str:
    return gettext("{fact}.").format(fact=withdrawn_text(row.target).capitalize())


def _undecided_sentence(row: ComparisonRow) -> str:
    """Return the first reason that a target cannot be judged, in full."""
    explained = explain_undecided(row.target, row.verdict, row.context)
    if explained:
        return explained[0].sentence
    return join_clauses(gettext(UNSAID_TEXTS[r]) for r in row.verdict.reasons)


_SENTENCES: Mapping[Outcome, Callable[[ComparisonRow], str]] = {
    Outcome.MET: _result_sentence,
    Outcome.MISSED: _result_sentence,
    Outcome.LATE: _late_sentence,
    Outcome.REACHED: _result_sentence,
    Outcome.ON_TRACK: _progress_sentence,
    Outcome.BEHIND: _progress_sentence,
    Outcome.OPEN: _open_sentence,
    Outcome.OVERDUE: _overdue_sentence,
    Outcome.WITHDRAWN: _withdrawn_sentence,
}
