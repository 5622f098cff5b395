"""Write the steps from the evidence to a verdict, so that a reader can redo them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal, localcontext

from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.margins import Flip
from targetcli.judging.meanings import find_open_questions
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.judging.pace import Pace, PaceClass, PathKind, Rates
from targetcli.judging.readings import Reading
from targetcli.judging.settling_periods import MONTHS_A_YEAR
from targetcli.model.bound import Bound, Relation, join_unit
from targetcli.model.records import Basis, ScopedRegion, Target, format_figure_id
from targetcli.model.sides import resolve_bound
from targetcli.model.units import MULTIPLE, Unit
from targetcli.render.digits import digits_text
from targetcli.render.grade_labels import GradeLabel, grade_label
from targetcli.render.i18n import N_, gettext, join_list, label, ngettext
from targetcli.render.number_scale import (
    amount_text,
    scale_numbers,
    scaled_bound_text,
)
from targetcli.render.outcome_styles import OUTCOME_STYLES
from targetcli.render.period_text import period_text
from targetcli.render.question_text import question_text
from targetcli.render.record_text import (
    figure_period_text,
    scoped_region_text,
    value_text,
)
from targetcli.render.undecided.explanation import explain_undecided
from targetcli.render.verdict_text import (
    REASON_TEXTS,
    interval_text,
    percent_text,
)

# By three questions: is it missed, is the limit exclusive, is the change upward?
_FLIPS = {
    (True, False, True): N_("It would have had to be {size} higher."),
    (True, False, False): N_("It would have had to be {size} lower."),
    (True, True, True): N_("It would have had to be more than {size} higher."),
    (True, True, False): N_("It would have had to be more than {size} lower."),
    (False, False, True): N_("An upward revision of more than {size} would miss it."),
    (False, False, False): N_("A downward revision of more than {size} would miss it."),
    (False, True, True): N_("An upward revision of {size} or more would miss it."),
    (False, True, False): N_("A downward revision of {size} or more would miss it."),
}
_EXACTLY_MISSED = N_("It is exactly at the limit, which is itself not enough.")
_EXACTLY_MET = {
    True: N_("Exactly on target; any upward revision would make it a miss."),
    False: N_("Exactly on target; any downward revision would make it a miss."),
}
# Where it hangs on what nobody said, no figure satisfies anything yet.
_AGAINST = N_("{value} ({period}) stands against {bound}.")
_STRICT_RELATIONS = (Relation.OVER, Relation.UNDER)
_NEEDS_A_YEAR = N_("Needs {needed} a year from here.")
_NEEDS_A_MONTH = N_("Needs {needed} a month from here.")
_NEEDS_A_YEAR_AND_SO_FAR = N_("Needs {needed} a year from here; {so_far} so far.")
_NEEDS_A_MONTH_AND_SO_FAR = N_("Needs {needed} a month from here; {so_far} so far.")
# By two questions: is it measured by milestones, and is it ahead?
_PROGRESS = {
    (False, True): N_("{done} done, {elapsed} of the time gone: {gap} points ahead"),
    (False, False): N_("{done} done, {elapsed} of the time gone: {gap} points behind"),
    (True, True): N_("{done} done, {elapsed} due by now: {gap} points ahead"),
    (True, False): N_("{done} done, {elapsed} due by now: {gap} points behind"),
}
_ON_NO_PATH = {
    PaceClass.ON_TRACK: N_("There already, and it has to stay so."),
    PaceClass.BEHIND: N_("Not there yet."),
}


def derivation_steps(
    target: Target, verdict: Verdict, context: TargetContext = NO_CONTEXT
) -> tuple[str, ...]:
    """Return the steps from the evidence to the outcome, each one sentence."""
    return tuple(_steps(target, verdict, context))


def rate_steps(target: Target, verdict: Verdict) -> tuple[str, ...]:
    """Return sentences on the amount needed per year or month, and on that so far."""
    rates = verdict.pace.rates if verdict.pace else None
    if rates is None or target.bound is None:
        return ()
    return tuple(_rate_steps(rates, target.bound.unit))


def _steps(target: Target, verdict: Verdict, context: TargetContext) -> Iterator[str]:
    yield question_text(target, verdict, context)
    yield from _asked_level_steps(target, verdict.asked_level)
    yield _evidence_step(verdict)
    yield from _arithmetic_steps(target, verdict)
    yield from _comparison_steps(target, verdict)
    for undecided in explain_undecided(target, verdict, context):
        why = undecided.sentence
        yield gettext(": ").join((label(undecided.reason), why))
    for caution in verdict.cautions:
        why = gettext(REASON_TEXTS[caution])
        caution_text = gettext("Caution, {reason}: {why}.")
        yield caution_text.format(reason=label(caution), why=why)
    if verdict.flip is not None:
        yield from _flip_steps(verdict.flip, target, verdict.outcome)
    if verdict.pace is not None:
        yield from _pace_steps(verdict.pace, target)


def _asked_level_steps(target: Target, level: Bound | None) -> Iterator[str]:
    """Yield the level that a target asks for by its own baseline."""
    baseline = target.baseline
    if baseline is None or level is None:
        return
    sentence = gettext(
        "From the {start} ({period}) announced with it, this asks for {level}."
    )
    yield sentence.format(
        start=amount_text(baseline.value, baseline.unit),
        period=period_text(baseline.period),
        level=scaled_bound_text(level),
    )


def _evidence_step(verdict: Verdict) -> str:
    used, refused = len(verdict.evidence), len(verdict.refusals)
    if not used + refused:
        return gettext("No figure is known.")
    if not refused:
        return ngettext("{count} figure is used.", "{count} figures are used.", used)
    sentence = gettext("Of {known} figures {used} are used and {refused} are not.")
    return sentence.format(known=used + refused, used=used, refused=refused)


def _arithmetic_steps(target: Target, verdict: Verdict) -> Iterator[str]:
    deciding = verdict.deciding_reading
    if deciding is None or target.bound is None or not deciding.pieces:
        return
    operands = [_operand(piece) for piece in deciding.pieces]
    if deciding.is_from_levels and len(operands) == 1:
        operands.insert(0, _announced_operand(target))
    result = interval_text(verdict.deciding_value, target.bound)
    if deciding.pieces[0].basis is Basis.GROWTH:
        factors = " × ".join(f"(1 + {term})" for term in operands)
        sentence = gettext(
            "{factors}; its root over {years} years, less 1, is {result}"
        )
        yield sentence.format(factors=factors, years=len(operands), result=result)
        return
    if deciding.is_from_levels and deciding.basis is Basis.GROWTH:
        less_one = "" if target.bound.unit.dimension == MULTIPLE else " − 1"
        yield _equation(f"{' ÷ '.join(reversed(operands))}{less_one}", result)
        return
    yield _equation(_operator(deciding).join(operands), result)
    if deciding.identity is not None:
        total = scoped_region_text(deciding.identity.whole)
        parts = " + ".join(scoped_region_text(part) for part in deciding.identity.parts)
        yield gettext("by the identity {whole} = {parts}").format(
            whole=total, parts=parts
        )


def _equation(left_side: str, result: str) -> str:
    """Join two sides by ``=``, or by the ``≈`` that a rounded result begins with."""
    joint = " " if result.startswith("≈") else " = "
    return left_side + joint + result


def _operator(reading: Reading) -> str:
    """Return the operator between the pieces of a reading: ``+``, ``−`` or ``→``."""
    first = reading.pieces[0]
    if reading.identity is not None:
        total = reading.identity.whole
        figure = first.figures[0]
        begins_with_total = ScopedRegion(figure.region, figure.scope) == total
        return " − " if begins_with_total else " + "
    if reading.is_from_levels:
        return " → "
    return " + "


def _operand(piece: Reading) -> str:
    """Return the value of a piece with the ids of its figures: ``12 km (F1, F3)``."""
    if piece.pieces:
        return f"({_operator(piece).join(map(_operand, piece.pieces))})"
    ids = join_list(format_figure_id(figure.id) for figure in piece.figures)
    return gettext("{value} ({figures})").format(
        value=value_text(piece.figures[0]), figures=ids
    )


def _announced_operand(target: Target) -> str:
    """Return the baseline that was announced with a target: ``10.7% (announced)``."""
    baseline = target.baseline
    if baseline is None:
        return ""
    amount = amount_text(baseline.value, baseline.unit)
    return gettext("{value} ({figures})").format(
        value=amount, figures=gettext("announced with it")
    )


def _comparison_steps(target: Target, verdict: Verdict) -> Iterator[str]:
    bound = target.bound
    if bound is None:
        yield from _event_steps(verdict)
        return
    # A baseline alone settles nothing.
    if verdict.deciding_reading is None:
        return
    is_open = bool(find_open_questions(verdict.meanings))
    comparison = OUTCOME_STYLES[verdict.outcome].comparison
    yield gettext(_AGAINST if is_open else comparison).format(
        value=_deciding_text(verdict, verdict.deciding_reading, bound),
        period=period_text(verdict.deciding_reading.span),
        bound=_asked_text(bound, verdict),
    )
    is_on_path = verdict.pace is not None and verdict.pace.done_share is not None
    if verdict.share and not is_on_path:
        sentence = gettext("That is {share} of the target.")
        yield sentence.format(share=percent_text(verdict.share))


def _asked_text(bound: Bound, verdict: Verdict) -> str:
    """Return the requirement, a bare number with the relation it was judged by."""
    if verdict.meaning is not None and not verdict.meanings:
        bound = resolve_bound(bound, verdict.meaning.side)
    return scaled_bound_text(bound)


def _deciding_text(verdict: Verdict, deciding: Reading, bound: Bound) -> str:
    """Return the deciding value, as reported where it comes from a single figure."""
    if len(deciding.figures) == 1 and not deciding.pieces:
        return value_text(deciding.figures[0])
    return interval_text(verdict.deciding_value, bound)


def _event_steps(verdict: Verdict) -> Iterator[str]:
    for used in verdict.evidence:
        yield gettext("It {happened} {period} ({figure}).").format(
            happened=value_text(used.figure),
            period=figure_period_text(used.figure),
            figure=format_figure_id(used.figure.id),
        )


def _flip_steps(flip: Flip, target: Target, outcome: Outcome) -> Iterator[str]:
    change = flip.absolute if flip.relative is None else flip.relative
    if change is None or target.bound is None:
        return
    is_missed = outcome is Outcome.MISSED
    is_strict = target.bound.relation in _STRICT_RELATIONS
    if not change:
        is_upward = target.bound.relation in (Relation.AT_MOST, Relation.UNDER)
        exactly = _EXACTLY_MISSED if is_missed else _EXACTLY_MET[is_upward]
        yield gettext(exactly)
        return
    sentence = gettext(_FLIPS[is_missed, is_strict, change > 0])
    yield sentence.format(size=_revision_text(flip, target.bound))


def _revision_text(flip: Flip, bound: Bound) -> str:
    """Return the size of a revision: ``0.84%``, ``2.5 pp``."""
    if flip.relative is not None:
        size = abs(flip.relative)
        # A small revision keeps two digits, so that it never shows as 0.
        return percent_text(size, max(2, -size.adjusted() - 1))
    size = abs(flip.absolute or Decimal(0))
    numbers = scale_numbers((size,), bound.unit)
    unit = gettext("pp") if numbers.unit == "%" else numbers.unit
    amount = join_unit(digits_text(numbers.values[0] or size), unit)
    return f"{numbers.approximately}{amount}"


def _pace_steps(pace: Pace, target: Target) -> Iterator[str]:
    progress = _progress_text(pace)
    if not progress:
        yield gettext(_ON_NO_PATH[pace.pace_class])
    else:
        yield gettext("{progress} ({path}).").format(
            progress=progress, path=_path_text(pace)
        )
    if pace.grade is not None:
        yield _grade_step(grade_label(pace.grade))
    if pace.rates is not None and target.bound is not None:
        yield from _rate_steps(pace.rates, target.bound.unit)


def _path_text(pace: Pace) -> str:
    """Return the path that a pace is measured on, with where it starts."""
    path = gettext("{path} path").format(path=label(pace.path_kind))
    if pace.baseline is None:
        return path
    start = amount_text(pace.baseline.value, pace.baseline.unit)
    period = period_text(pace.baseline.period)
    sentence = gettext("{path} from {start} in {period}")
    return sentence.format(path=path, start=start, period=period)


def _grade_step(grade: GradeLabel) -> str:
    if not grade.rule:
        sentence = gettext("The profile calls it: {grade}.")
        return sentence.format(grade=grade.sign_and_text)
    sentence = gettext("The profile calls it: {grade} ({rule}).")
    return sentence.format(grade=grade.sign_and_text, rule=grade.rule)


def _rate_steps(rates: Rates, unit: Unit) -> Iterator[str]:
    if rates.needed is None:
        return
    is_yearly, needed = rates.months == MONTHS_A_YEAR, _rate_text(rates.needed, unit)
    if not rates.so_far:
        sentence = _NEEDS_A_YEAR if is_yearly else _NEEDS_A_MONTH
        yield gettext(sentence).format(needed=needed)
        return
    comparison = _NEEDS_A_YEAR_AND_SO_FAR if is_yearly else _NEEDS_A_MONTH_AND_SO_FAR
    yield gettext(comparison).format(
        needed=needed, so_far=_rate_text(rates.so_far, unit)
    )


def _progress_text(pace: Pace) -> str:
    """Return done and elapsed shares, or the growth ratio on a CAGR path."""
    if pace.path_kind is PathKind.CAGR and pace.ratio is not None:
        sentence = gettext("growth {ratio} times the rate required")
        return sentence.format(ratio=digits_text(round(pace.ratio, 2)))
    if pace.done_share is None or pace.elapsed_share is None or pace.gap_points is None:
        return ""
    is_ahead = pace.gap_points >= 0
    sentence = gettext(_PROGRESS[pace.path_kind is PathKind.MILESTONES, is_ahead])
    return sentence.format(
        done=percent_text(pace.done_share),
        elapsed=percent_text(pace.elapsed_share),
        gap=digits_text(abs(pace.gap_points)),
    )


def _rate_text(value: Decimal, unit: Unit) -> str:
    """Return a rate rounded to four digits, marked ``≈`` where that changes it."""
    numbers = scale_numbers((value,), unit)
    amount = numbers.values[0] or value
    with localcontext(Context(prec=4)):
        rounded = +amount
    approximately = "" if numbers.is_exact and rounded == amount else "≈ "
    # Between two percentages lie percentage points, never per cent.
    unit_text = gettext("pp") if numbers.unit == "%" else numbers.unit
    return approximately + join_unit(digits_text(rounded), unit_text)
