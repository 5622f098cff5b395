"""A verdict spelled out, so that a reader can redo it with a pencil."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal, localcontext

from targetcli.judging.pace import Pace, Path
from targetcli.judging.readings import Reading
from targetcli.judging.spans import MONTHS_A_YEAR
from targetcli.judging.verdict import Flip, Outcome, Verdict
from targetcli.model.bound import bound_text
from targetcli.model.period import period_text
from targetcli.model.quantity import digits_text
from targetcli.model.records import Basis, Figure, Place, Target, figure_name
from targetcli.render.questions import question
from targetcli.render.verdict_words import (
    REASONS,
    margin_text,
    pace_class,
    percent_text,
    value_text,
)
from targetcli.render.words import figure_period, place_text, shown_bound, signed

_HELD: dict[Outcome, str] = {
    Outcome.MET: "satisfies",
    Outcome.LATE: "satisfies, after the deadline,",
    Outcome.MISSED: "does not satisfy",
    Outcome.UNDETERMINED: "may or may not satisfy",
    Outcome.REACHED: "already satisfies",
}


def derivation(target: Target, verdict: Verdict) -> tuple[str, ...]:
    """Return the steps from the evidence to the outcome, a sentence each."""
    return tuple(_steps(target, verdict))


def _steps(target: Target, verdict: Verdict) -> Iterator[str]:
    yield question(target)
    yield _gate(verdict)
    yield from _arithmetic(target, verdict)
    yield from _comparison(target, verdict)
    for reason in verdict.reasons:
        yield f"{reason.value}: {REASONS[reason]}."
    if verdict.provisional is not None:
        yield f"It rests on a figure that is {verdict.provisional.value}, not settled."
    for caution in verdict.cautions:
        yield f"Caution, {caution.value}: {REASONS[caution]}."
    if verdict.flip is not None:
        yield from _flip(verdict.flip, target, verdict.outcome)
    if verdict.pace is not None:
        yield from _pace(verdict.pace, target)


def _gate(verdict: Verdict) -> str:
    used, refused = len(verdict.evidence), len(verdict.refused)
    if not used + refused:
        return "Figures known: none."
    return f"Figures known: {used + refused}; {used} used, {refused} refused."


def _arithmetic(target: Target, verdict: Verdict) -> Iterator[str]:
    deciding = verdict.deciding
    if deciding is None or target.bound is None or not deciding.pieces:
        return
    terms = [_term(piece) for piece in deciding.pieces]
    unit = target.bound.unit.text
    result = value_text(verdict.deciding_value, unit)
    if deciding.pieces[0].basis is Basis.GROWTH:
        factors = " × ".join(f"(1 + {term})" for term in terms)
        years = f"its root over {len(terms)} years, less 1, is {result}"
        yield f"{factors}; {years}"
        return
    yield f"{_sign(deciding).join(terms)} = {result}"
    if deciding.identity is not None:
        whole = place_text(deciding.identity.whole)
        parts = " + ".join(place_text(part) for part in deciding.identity.parts)
        yield f"by the identity {whole} = {parts}"


def _sign(made: Reading) -> str:
    """Return the sign that joins the pieces of a reading."""
    first = made.pieces[0]
    if made.identity is not None:
        whole = made.identity.whole
        figure = first.figures[0]
        from_whole = Place(figure.region, figure.scope) == whole
        return " − " if from_whole else " + "
    if made.basis is Basis.CHANGE and first.basis is Basis.LEVEL:
        return " → "
    return " + "


def _term(piece: Reading) -> str:
    """Write a piece by its figure and the ids of all that say it."""
    ids = ", ".join(figure_name(figure.id) for figure in piece.figures)
    return f"{_value(piece.figures[0])} ({ids})"


def _value(figure: Figure) -> str:
    return shown_bound(figure.bound, figure.answer, figure.as_written)


def _comparison(target: Target, verdict: Verdict) -> Iterator[str]:
    bound = target.bound
    if bound is None or verdict.deciding is None:
        yield from _happening(verdict)
        return
    unit = bound.unit.text
    held = _HELD.get(verdict.outcome, "so far, against")
    yield f"{_seen(verdict, verdict.deciding, unit)} {held} {bound_text(bound)}."
    goal = digits_text(bound.value)
    if bound.value_high is not None:
        goal += f"–{digits_text(bound.value_high)}"
    margin = margin_text(verdict.margin, unit)
    share = f", {percent_text(verdict.share)} of the target" if verdict.share else ""
    yield f"Margin to {goal}: {margin}{share}."


def _seen(verdict: Verdict, deciding: Reading, unit: str) -> str:
    """Write the deciding value: as reported where it is one figure."""
    value = value_text(verdict.deciding_value, unit)
    if len(deciding.figures) == 1 and not deciding.pieces:
        value = _value(deciding.figures[0])
    return f"{value} ({period_text(deciding.span)})"


def _happening(verdict: Verdict) -> Iterator[str]:
    for used in verdict.evidence:
        when = figure_period(used.figure)
        yield f"It {_value(used.figure)} {when} ({figure_name(used.figure.id)})."


def _flip(flip: Flip, target: Target, outcome: Outcome) -> Iterator[str]:
    turned = "no longer satisfy it" if outcome is not Outcome.MISSED else "satisfy it"
    if flip.relative is not None:
        share = percent_text(abs(flip.relative), 2)
        way = "−" if flip.relative < 0 else "+"
        yield f"A revision of {way}{share} would bring it to the bound ({turned})."
    elif flip.absolute is not None and target.bound is not None:
        unit = target.bound.unit.text
        needed = f"{signed(flip.absolute)}{'pp' if unit == '%' else unit}"
        yield f"A revision of {needed} would bring it to the bound ({turned})."


def _pace(pace: Pace, target: Target) -> Iterator[str]:
    yield f"Pace on the {pace.path.value} path{_since(pace)}: {_progress(pace)}."
    if pace.grade is not None:
        yield f"The profile calls it: {pace.grade.sign} {pace.grade.en}."
    rates = pace.rates
    if rates is not None and rates.needed is not None and target.bound is not None:
        unit = target.bound.unit.text
        each = "a year" if rates.months == MONTHS_A_YEAR else "a month"
        so_far = f"; {_rounded(rates.so_far, unit)} so far" if rates.so_far else ""
        yield f"Needs {_rounded(rates.needed, unit)} {each} from here{so_far}."


def _since(pace: Pace) -> str:
    if pace.since is None:
        return ""
    start = f"{digits_text(pace.since.value)}{pace.since.unit.text}"
    return f" from {start} ({period_text(pace.since.period)})"


def _progress(pace: Pace) -> str:
    """Write how far it is beside its path, as far as that is defined."""
    word = pace_class(pace)
    if pace.path is Path.CAGR and pace.ratio is not None:
        ratio = digits_text(round(pace.ratio, 2))
        return f"growth {ratio} times the rate required: {word}"
    if pace.done is None or pace.elapsed is None or pace.gap_points is None:
        return word
    done, elapsed = percent_text(pace.done), percent_text(pace.elapsed)
    due = "due by now" if pace.path is Path.MILESTONES else "of the time"
    gap = f"{signed(pace.gap_points)} points"
    return f"{done} of the way after {elapsed} {due}, {gap}: {word}"


def _rounded(value: Decimal | None, unit: str) -> str:
    """Write a rate to four digits, marked where that rounds it."""
    if value is None:
        return ""
    with localcontext(Context(prec=4)):
        short = +value
    about = "" if short == value else "≈ "
    return f"{about}{digits_text(short)}{unit}"
