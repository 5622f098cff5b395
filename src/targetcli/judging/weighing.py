"""What the admitted readings amount to, by the kind and basis of the target.

For each target: the reading that settles it, a bound that may settle it early, the
progress so far, what came later, and what it started from (DESIGN.md §5.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Context, Decimal
from typing import NamedTuple

from targetcli.judging.exact import Amount, Scale, quotient, to_places
from targetcli.judging.intervals import Interval, Threshold, Truth, asked_by, truth
from targetcli.judging.readings import Reading, combined, summed
from targetcli.judging.tiling import covering, prefix, tiled
from targetcli.model.bound import Bound
from targetcli.model.period import Span, months_between, year_span
from targetcli.model.records import Basis, Kind, Target
from targetcli.model.units import PERCENTAGE, Unit

_A_YEAR = 366
_MONTHS_A_YEAR = 12
_DAY = timedelta(days=1)
_PERMILLE = Unit("‰", PERCENTAGE, 1, 1)


class Weighed(NamedTuple):
    """A reading beside what is asked of it, in the same terms.

    `said` writes an amount in the target's unit. `share_of` is the span over which
    progress is pro-rated, where it is a running sum.
    """

    reading: Reading
    asked: Threshold
    said: Callable[[Decimal], Amount]
    share_of: Span | None = None


class Balance(NamedTuple):
    """Everything the readings say of one target."""

    settling: Weighed | None = None
    early: Weighed | None = None
    later: Weighed | None = None
    progress: Weighed | None = None
    baseline: Weighed | None = None
    before: tuple[Reading, ...] = ()
    incomplete: bool = False
    course: tuple[Reading, ...] = ()
    out_of_period: tuple[Reading, ...] = ()
    unpaired: tuple[Reading, ...] = ()


class _Terms(NamedTuple):
    """One target's question, ready to be put to readings."""

    target: Target
    asked: Threshold
    scale: Scale
    as_of: date

    def weigh(
        self, reading: Reading | None, over: Span | None = None
    ) -> Weighed | None:
        if reading is None:
            return None
        return Weighed(reading, self.asked, self.scale.said, over)

    def is_past(self, reading: Reading) -> bool:
        """A figure settles only after the end of its period."""
        return reading.span.end < self.as_of


def weigh(
    target: Target,
    bound: Bound,
    readings: tuple[Reading, ...],
    scale: Scale,
    as_of: date,
) -> Balance:
    """Lay the readings out along the target's time."""
    asked = scale.threshold(asked_by(bound, target.metric.better), bound.unit)
    terms = _Terms(target, asked, scale, as_of)
    match target.basis:
        case Basis.TOTAL | Basis.CHANGE:
            return _weigh_sum(terms, readings)
        case Basis.GROWTH if target.base_period is not None:
            return _weigh_cumulative_growth(terms, readings)
        case Basis.GROWTH:
            return _weigh_growth(terms, readings)
        case Basis.LEVEL:
            return _weigh_level(terms, readings)


def settling_spans(target: Target) -> tuple[Span, ...]:
    """Return the periods whose figure settles a level or growth, best first."""
    if target.deadline is None:
        return ()
    year = year_span(target.deadline.year)
    if target.window_start is None:
        return (year,)
    window = Span(target.window_start, target.deadline)
    return (window,) if window == year else (window, year)


def _weigh_level(terms: _Terms, readings: tuple[Reading, ...]) -> Balance:
    if terms.target.metric.kind in (Kind.STOCK, Kind.RANK):
        return _weigh_at_dates(terms, readings)
    target = terms.target
    spans = settling_spans(target)
    lengths = {_length(span) for span in spans} or {_MONTHS_A_YEAR}
    exact = [r for r in readings if r.span in spans and not r.at_date]
    dated = [r for r in readings if r.at_date and _reads_at_dates(target)]
    inside = [r for r in readings if _is_part(target, r, spans)]
    alike = [
        r
        for r in readings
        if r.span not in spans and not r.at_date and _length(r.span) in lengths
    ]
    placed = _placed(terms, alike + dated)
    settled = [
        *sorted(exact, key=lambda r: spans.index(r.span)),
        *_whole_sums(spans, inside),
        *placed.on_time,
    ]
    balance = _from_placed(terms, placed, settled)
    used = (*exact, *inside, *alike, *dated)
    balance = balance._replace(
        out_of_period=tuple(r for r in readings if r not in used)
    )
    return _with_running_sum(terms, balance, spans, inside, settled)


def _reads_at_dates(target: Target) -> bool:
    return target.metric.kind is Kind.RATIO and target.window_start is None


def _is_part(target: Target, reading: Reading, spans: tuple[Span, ...]) -> bool:
    """Say whether a flow's reading is a piece of a settling period of one year."""
    if target.metric.kind is not Kind.FLOW or reading.figures[0].start is None:
        return False
    return any(
        span.days <= _A_YEAR and span.holds(reading.span) and span != reading.span
        for span in spans
    )


def _whole_sums(spans: tuple[Span, ...], inside: list[Reading]) -> list[Reading]:
    found = []
    for span in spans:
        tiles = tiled(span, [r for r in inside if span.holds(r.span)])
        if tiles and span.days <= _A_YEAR:
            found.append(summed(tiles))
    return found


def _with_running_sum(
    terms: _Terms,
    balance: Balance,
    spans: tuple[Span, ...],
    inside: list[Reading],
    settled: list[Reading],
) -> Balance:
    """Count the months of the settling year so far, where nothing whole is there."""
    short = [span for span in spans if span.days <= _A_YEAR]
    if not inside or not short or any(terms.is_past(r) for r in settled):
        return balance
    window = short[-1]
    pieces = [r for r in inside if window.holds(r.span)]
    return _with_parts(terms, balance, window, pieces)


class _Placed(NamedTuple):
    before: tuple[Reading, ...]
    progress: tuple[Reading, ...]
    on_time: tuple[Reading, ...]
    later: tuple[Reading, ...]


def _placed(terms: _Terms, readings: Iterable[Reading]) -> _Placed:
    """Sort readings along time: before the window, in it, at the deadline, after."""
    start, deadline = terms.target.window_start, terms.target.deadline
    every = sorted(readings, key=lambda reading: reading.span[::-1])
    before = [r for r in every if start and r.span.end < start]
    rest = [r for r in every if r not in before]
    if deadline is None:
        return _Placed(tuple(before), tuple(rest), (), ())
    return _Placed(
        tuple(before),
        tuple(r for r in rest if r.span.end < deadline),
        tuple(r for r in rest if r.span.end == deadline),
        tuple(r for r in rest if r.span.end > deadline),
    )


def _weigh_at_dates(terms: _Terms, readings: tuple[Reading, ...]) -> Balance:
    placed = _placed(terms, readings)
    return _from_placed(terms, placed, placed.on_time)


def _from_placed(terms: _Terms, placed: _Placed, settled: Iterable[Reading]) -> Balance:
    candidates = list(settled)
    past = [r for r in candidates if terms.is_past(r)]
    coming = [r for r in candidates if not terms.is_past(r)]
    course = (*placed.progress, *coming[:1])
    return Balance(
        settling=terms.weigh(past[0] if past else None),
        later=terms.weigh(_first_good(terms, placed.later)),
        progress=terms.weigh(course[-1] if course else None),
        baseline=terms.weigh(_last(placed.before)),
        before=placed.before,
        course=(*placed.progress, *past[:1], *coming[:1], *placed.later),
    )


def _first_good(terms: _Terms, later: tuple[Reading, ...]) -> Reading | None:
    """Return the first later reading that satisfies, else the last there is."""
    for reading in later:
        if (
            terms.is_past(reading)
            and truth(terms.asked, reading.interval) is Truth.TRUE
        ):
            return reading
    return later[-1] if later else None


def _weigh_sum(terms: _Terms, readings: tuple[Reading, ...]) -> Balance:
    target = terms.target
    if target.window_start is None or target.deadline is None:
        return Balance(out_of_period=readings)
    window = Span(target.window_start, target.deadline)
    stocks = tuple(r for r in readings if r.basis is Basis.LEVEL and _is_stock(target))
    sums = tuple(r for r in readings if r not in stocks and not _is_instant(r))
    differences = _differences(window, stocks, sums)
    inside = [r for r in (*sums, *differences) if window.holds(r.span)]
    before = [r for r in sums if r.span.end < window.start]
    used = (*inside, *before, *stocks)
    balance = Balance(
        baseline=terms.weigh(_last(tuple(before))),
        before=tuple(before),
        out_of_period=tuple(r for r in readings if r not in used),
        unpaired=() if differences else stocks,
    )
    return _with_parts(terms, balance, window, inside)


def _is_stock(target: Target) -> bool:
    return target.metric.kind is Kind.STOCK and target.basis is Basis.CHANGE


def _is_instant(reading: Reading) -> bool:
    return reading.at_date and reading.figures[0].start is None


def _with_parts(
    terms: _Terms, balance: Balance, window: Span, parts: list[Reading]
) -> Balance:
    """Add up what tiles the window, whole or so far."""
    past = [r for r in parts if terms.is_past(r)]
    tiles = tiled(window, past)
    running = prefix(window, parts)
    cover = tiles or covering(past)
    settling = summed(tiles) if tiles else None
    return balance._replace(
        settling=terms.weigh(settling, window) or balance.settling,
        early=terms.weigh(_lower_bound(terms, cover), window),
        progress=terms.weigh(summed(running) if running else None, window)
        or balance.progress,
        incomplete=settling is None and any(r.span.end == window.end for r in past),
        course=balance.course or running or cover,
    )


def _lower_bound(terms: _Terms, cover: tuple[Reading, ...]) -> Reading | None:
    """Return what the parts prove of the whole, where parts cannot be negative."""
    if not cover or not terms.target.metric.non_negative:
        return None
    total = summed(cover)
    floor = Decimal(0)
    for piece in cover:
        floor += max(piece.interval.low or Decimal(0), Decimal(0))
    strict = any(p.interval.low_open and p.interval.low is not None for p in cover)
    bound = Interval(floor, None, low_open=strict)
    return total._replace(
        interval=bound, widened=bound, pieces=total.pieces or (total,)
    )


def _differences(
    window: Span, stocks: tuple[Reading, ...], sums: tuple[Reading, ...]
) -> tuple[Reading, ...]:
    """Return the changes that two stocks imply, where no change itself is reported."""
    base = next((r for r in stocks if r.span.end == window.start - _DAY), None)
    known = {reading.span for reading in sums}
    spans = {stock: Span(window.start, stock.span.end) for stock in stocks}
    return tuple(
        _difference(base, stock, span)
        for stock, span in spans.items()
        if base and span.start <= span.end <= window.end and span not in known
    )


def _difference(base: Reading, stock: Reading, span: Span) -> Reading:
    interval = stock.interval.minus(base.interval)
    widened = stock.widened.minus(base.widened)
    return combined((base, stock), span, interval, widened)._replace(basis=Basis.CHANGE)


def _weigh_growth(terms: _Terms, readings: tuple[Reading, ...]) -> Balance:
    spans = settling_spans(terms.target)[:1]
    if not spans:
        return Balance(course=readings, progress=terms.weigh(_last(readings)))
    window = spans[0]
    plain = [r for r in readings if r.figures[0].base_period is None]
    exact = [r for r in plain if r.span == window]
    if window.days > _A_YEAR:
        return _weigh_average_growth(terms, window, exact, plain)
    to_date = [
        r for r in plain if r.span.start == window.start and r.span.end < window.end
    ]
    start = terms.target.window_start
    before = [r for r in plain if start and r.span.end < start]
    balance = _from_placed(terms, _Placed(tuple(before), tuple(to_date), (), ()), exact)
    used = (*exact, *to_date, *before)
    return balance._replace(out_of_period=tuple(r for r in readings if r not in used))


def _weigh_average_growth(
    terms: _Terms, window: Span, exact: list[Reading], plain: list[Reading]
) -> Balance:
    """Compound yearly rates; compare powers, never means (METHODS.md trap 13)."""
    yearly = [
        r for r in plain if window.holds(r.span) and _length(r.span) == _MONTHS_A_YEAR
    ]
    past = [r for r in yearly if terms.is_past(r)]
    tiles, so_far = tiled(window, past), prefix(window, yearly)
    settled = [terms.weigh(r) for r in exact if terms.is_past(r)]
    if tiles:
        settled.append(_compounded(terms, tiles))
    used = [*yearly, *exact]
    return Balance(
        settling=settled[0] if settled else None,
        progress=_compounded(terms, so_far) if so_far else None,
        incomplete=not settled and any(r.span.end == window.end for r in past),
        course=tuple(yearly),
        out_of_period=tuple(r for r in plain if r not in used),
    )


def _weigh_cumulative_growth(terms: _Terms, readings: tuple[Reading, ...]) -> Balance:
    """Growth on a stated base: the figure on that base; yearly rates may compound."""
    target = terms.target
    based = [r for r in readings if r.figures[0].base_period == target.base_period]
    return _from_placed(
        terms, placed := _placed(terms, based), placed.on_time
    )._replace(out_of_period=tuple(r for r in readings if r not in based))


def _compounded(terms: _Terms, tiles: tuple[Reading, ...]) -> Weighed:
    """Set the product of yearly factors beside the power the target asks."""
    whole = terms.scale.of(Decimal(1000), _PERMILLE)
    years = len(tiles)
    product = _factors(tiles[0].interval, whole)
    widened = _factors(tiles[0].widened, whole)
    for tile in tiles[1:]:
        product = _times(product, _factors(tile.interval, whole))
        widened = _times(widened, _factors(tile.widened, whole))
    span = Span(tiles[0].span.start, tiles[-1].span.end)
    raised = terms.asked.mapped(lambda end: (whole + end) ** years)

    def said(amount: Decimal) -> Amount:
        root = Context(prec=40).power(amount, Decimal(1) / years)
        rate = quotient((root - whole) * 100, whole).value
        return Amount(to_places(rate, 6), exact=False)

    return Weighed(combined(tiles, span, product, widened), raised, said)


def _factors(rates: Interval, whole: Decimal) -> Interval:
    low = None if rates.low is None else whole + rates.low
    high = None if rates.high is None else whole + rates.high
    return rates._replace(low=low, high=high)


def _times(one: Interval, other: Interval) -> Interval:
    """Multiply two intervals of growth factors, none of which is negative."""
    low = None if one.low is None or other.low is None else one.low * other.low
    high = None if one.high is None or other.high is None else one.high * other.high
    return Interval(
        low, high, one.low_open or other.low_open, one.high_open or other.high_open
    )


def _length(span: Span) -> int:
    """Return the whole months of a span, or its days as a negative number."""
    months = months_between(span.start, span.end)
    whole = span.start.day == 1 and (span.end + _DAY).day == 1
    return months if whole else -span.days


def _last(readings: tuple[Reading, ...]) -> Reading | None:
    return readings[-1] if readings else None
