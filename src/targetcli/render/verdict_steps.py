"""A verdict spelled out, so that a reader can redo it with a pencil."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal, localcontext

from targetcli.judging.judge import Flip, Outcome, Verdict
from targetcli.judging.pace import Pace, PathKind, Rates
from targetcli.judging.readings import Reading
from targetcli.judging.settling_periods import MONTHS_A_YEAR
from targetcli.model.bound import Bound, Relation
from targetcli.model.period import format_period
from targetcli.model.quantity import format_digits
from targetcli.model.records import (
    Basis,
    Figure,
    ScopedRegion,
    Target,
    format_figure_id,
)
from targetcli.model.units import Unit
from targetcli.render.i18n import N_, gettext, join_list, label
from targetcli.render.number_scale import amount_text, bound_words, shown
from targetcli.render.target_question import question
from targetcli.render.text import figure_period, place_text, shown_bound, signed
from targetcli.render.verdict_labels import (
    REASONS,
    grade_text,
    margin_text,
    pace_word,
    percent_text,
    value_text,
)

_HELD: dict[Outcome, str] = {
    Outcome.MET: N_("{value} ({period}) satisfies {bound}."),
    Outcome.LATE: N_("{value} ({period}) satisfies, after the deadline, {bound}."),
    Outcome.MISSED: N_("{value} ({period}) does not satisfy {bound}."),
    Outcome.UNDETERMINED: N_("{value} ({period}) may or may not satisfy {bound}."),
    Outcome.REACHED: N_("{value} ({period}) already satisfies {bound}."),
}
_SO_FAR = N_("{value} ({period}) so far, against {bound}.")
_TURNS = N_("A revision of {revision} would bring it to the bound (satisfy it).")
_TURNS_BACK = N_(
    "A revision of {revision} would bring it to the bound (no longer satisfy it)."
)
# Where the bound itself is on the side of now, only more than that turns it.
_TURNS_BEYOND = N_(
    "A revision of {revision} would bring it to the bound; beyond, it would satisfy it."
)
_TURNS_BACK_BEYOND = N_(
    "A revision of {revision} would bring it to the bound; beyond, it would no longer "
    "satisfy it."
)
_STRICT = (Relation.OVER, Relation.UNDER)
_NEEDS_A_YEAR = N_("Needs {needed} a year from here.")
_NEEDS_A_MONTH = N_("Needs {needed} a month from here.")
_NEEDS_A_YEAR_BESIDE = N_("Needs {needed} a year from here; {so_far} so far.")
_NEEDS_A_MONTH_BESIDE = N_("Needs {needed} a month from here; {so_far} so far.")
_OF_THE_TIME = N_("{done} of the way after {elapsed} of the time, {gap} points: {pace}")
_DUE_BY_NOW = N_("{done} of the way after {elapsed} due by now, {gap} points: {pace}")


def derivation(target: Target, verdict: Verdict) -> tuple[str, ...]:
    """Return the steps from the evidence to the outcome, a sentence each."""
    return tuple(_steps(target, verdict))


def pace_steps(target: Target, verdict: Verdict) -> tuple[str, ...]:
    """Return where it is beside its path, and what the rest of its time needs."""
    return tuple(_pace(verdict.pace, target)) if verdict.pace else ()


def _steps(target: Target, verdict: Verdict) -> Iterator[str]:
    yield question(target)
    yield _gate(verdict)
    yield from _arithmetic(target, verdict)
    yield from _comparison(target, verdict)
    for reason in verdict.reasons:
        why = gettext(REASONS[reason])
        yield gettext("{reason}: {why}.").format(reason=label(reason), why=why)
    if verdict.provisional_status is not None:
        status = label(verdict.provisional_status)
        rests = gettext("It rests on a figure that is {status}, not settled.")
        yield rests.format(status=status)
    for caution in verdict.cautions:
        why = gettext(REASONS[caution])
        told = gettext("Caution, {reason}: {why}.")
        yield told.format(reason=label(caution), why=why)
    if verdict.flip is not None:
        yield from _flip(verdict.flip, target, verdict.outcome)
    if verdict.pace is not None:
        yield from _pace(verdict.pace, target)


def _gate(verdict: Verdict) -> str:
    used, refused = len(verdict.evidence), len(verdict.refusals)
    if not used + refused:
        return gettext("Figures known: none.")
    told = gettext("Figures known: {known}; {used} used, {refused} refused.")
    return told.format(known=used + refused, used=used, refused=refused)


def _arithmetic(target: Target, verdict: Verdict) -> Iterator[str]:
    deciding = verdict.deciding_reading
    if deciding is None or target.bound is None or not deciding.pieces:
        return
    terms = [_term(piece) for piece in deciding.pieces]
    result = value_text(verdict.deciding_value, target.bound.unit)
    if deciding.pieces[0].basis is Basis.GROWTH:
        factors = " × ".join(f"(1 + {term})" for term in terms)
        rooted = gettext("{factors}; its root over {years} years, less 1, is {result}")
        yield rooted.format(factors=factors, years=len(terms), result=result)
        return
    yield f"{_sign(deciding).join(terms)} = {result}"
    if deciding.identity is not None:
        whole = place_text(deciding.identity.whole)
        parts = " + ".join(place_text(part) for part in deciding.identity.parts)
        yield gettext("by the identity {whole} = {parts}").format(
            whole=whole, parts=parts
        )


def _sign(made: Reading) -> str:
    """Return the sign that joins the pieces of a reading."""
    first = made.pieces[0]
    if made.identity is not None:
        whole = made.identity.whole
        figure = first.figures[0]
        from_whole = ScopedRegion(figure.region, figure.scope) == whole
        return " − " if from_whole else " + "
    if made.basis is Basis.CHANGE and first.basis is Basis.LEVEL:
        return " → "
    return " + "


def _term(piece: Reading) -> str:
    """Write a piece by its figure and the ids of all that say it."""
    ids = join_list(format_figure_id(figure.id) for figure in piece.figures)
    return gettext("{value} ({figures})").format(
        value=_value(piece.figures[0]), figures=ids
    )


def _value(figure: Figure) -> str:
    return shown_bound(figure.bound, figure.answer, figure.as_written)


def _comparison(target: Target, verdict: Verdict) -> Iterator[str]:
    bound = target.bound
    if bound is None:
        yield from _happening(verdict)
        return
    # What is only a baseline is no answer.
    if verdict.deciding_reading is None:
        return
    yield gettext(_HELD.get(verdict.outcome, _SO_FAR)).format(
        value=_seen(verdict, verdict.deciding_reading, bound.unit),
        period=format_period(verdict.deciding_reading.span),
        bound=bound_words(bound),
    )
    margin = margin_text(verdict.margin, bound.unit)
    told = gettext("Margin to {goal}: {margin}.")
    if verdict.share:
        told = gettext("Margin to {goal}: {margin}, {share} of the target.")
    share = percent_text(verdict.share) if verdict.share else ""
    yield told.format(goal=_goal(bound), margin=margin, share=share)


def _goal(bound: Bound) -> str:
    """Write the number, or the two, that a margin is measured to."""
    seen = shown((bound.value, bound.value_high), bound.unit)
    ends = (format_digits(end) for end in seen.values if end is not None)
    return f"{'' if seen.exact else '≈ '}{'–'.join(ends)}"


def _seen(verdict: Verdict, deciding: Reading, unit: Unit) -> str:
    """Write the deciding value: as reported where it is one figure."""
    if len(deciding.figures) == 1 and not deciding.pieces:
        return _value(deciding.figures[0])
    return value_text(verdict.deciding_value, unit)


def _happening(verdict: Verdict) -> Iterator[str]:
    for used in verdict.evidence:
        yield gettext("It {happened} {period} ({figure}).").format(
            happened=_value(used.figure),
            period=figure_period(used.figure),
            figure=format_figure_id(used.figure.id),
        )


def _flip(flip: Flip, target: Target, outcome: Outcome) -> Iterator[str]:
    needed = _revision(flip, target)
    if needed:
        strict = target.bound is not None and target.bound.relation in _STRICT
        if outcome is Outcome.MISSED:
            turned = _TURNS_BEYOND if strict else _TURNS
        else:
            turned = _TURNS_BACK if strict else _TURNS_BACK_BEYOND
        yield gettext(turned).format(revision=needed)


def _revision(flip: Flip, target: Target) -> str:
    if flip.relative is not None:
        way = "−" if flip.relative < 0 else "+"
        size = abs(flip.relative)
        # A revision is never nothing: of a small one two digits are shown.
        places = max(2, -size.adjusted() - 1) if size else 2
        return f"{way}{percent_text(size, places)}"
    if flip.absolute is None or target.bound is None:
        return ""
    seen = shown((flip.absolute,), target.bound.unit)
    unit = gettext("pp") if seen.unit == "%" else seen.unit
    about = "" if seen.exact else "≈ "
    return f"{about}{signed(seen.values[0] or flip.absolute)}{unit}"


def _pace(pace: Pace, target: Target) -> Iterator[str]:
    path, progress = label(pace.path_kind), _progress(pace)
    if pace.baseline is None:
        told = gettext("Pace on the {path} path: {progress}.")
        yield told.format(path=path, progress=progress)
    else:
        told = gettext("Pace on the {path} path from {start} ({period}): {progress}.")
        yield told.format(
            path=path,
            start=amount_text(pace.baseline.value, pace.baseline.unit),
            period=format_period(pace.baseline.period),
            progress=progress,
        )
    if pace.grade is not None:
        grade = f"{pace.grade.sign} {grade_text(pace.grade)}"
        yield gettext("The profile calls it: {grade}.").format(grade=grade)
    if pace.rates is not None and target.bound is not None:
        yield from _rates(pace.rates, target.bound.unit)


def _rates(rates: Rates, unit: Unit) -> Iterator[str]:
    if rates.needed is None:
        return
    yearly, needed = rates.months == MONTHS_A_YEAR, _rounded(rates.needed, unit)
    if not rates.so_far:
        bare = _NEEDS_A_YEAR if yearly else _NEEDS_A_MONTH
        yield gettext(bare).format(needed=needed)
        return
    beside = _NEEDS_A_YEAR_BESIDE if yearly else _NEEDS_A_MONTH_BESIDE
    yield gettext(beside).format(needed=needed, so_far=_rounded(rates.so_far, unit))


def _progress(pace: Pace) -> str:
    """Write how far it is beside its path, as far as that is defined."""
    word = pace_word(pace)
    if pace.path_kind is PathKind.CAGR and pace.ratio is not None:
        ratio = format_digits(round(pace.ratio, 2))
        told = gettext("growth {ratio} times the rate required: {pace}")
        return told.format(ratio=ratio, pace=word)
    if pace.done_share is None or pace.elapsed_share is None or pace.gap_points is None:
        return word
    due = _DUE_BY_NOW if pace.path_kind is PathKind.MILESTONES else _OF_THE_TIME
    return gettext(due).format(
        done=percent_text(pace.done_share),
        elapsed=percent_text(pace.elapsed_share),
        gap=signed(pace.gap_points),
        pace=word,
    )


def _rounded(value: Decimal, unit: Unit) -> str:
    """Write a rate to four digits, marked where that rounds it."""
    seen = shown((value,), unit)
    moved = seen.values[0] or value
    with localcontext(Context(prec=4)):
        short = +moved
    about = "" if seen.exact and short == moved else "≈ "
    return f"{about}{format_digits(short)}{seen.unit}"
