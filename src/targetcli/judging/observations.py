"""Turn readings into observations, in the unit of their target."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import NamedTuple, overload

from targetcli.judging.arithmetic import (
    AverageRateConverter,
    ScaledConverter,
    UnitConverter,
)
from targetcli.judging.assessment import Question
from targetcli.judging.intervals import Interval
from targetcli.judging.outcome import SETTLED_OUTCOMES, Role, Verdict
from targetcli.judging.readings import Reading, add_readings, find_weakest_status
from targetcli.model.records import Figure, FigureStatus

_Converter = UnitConverter | AverageRateConverter | ScaledConverter


class FirstFigures(Sequence[Figure]):
    """The first of some figures, without a copy: a sum has them for each piece."""

    def __init__(self, figures: tuple[Figure, ...], count: int) -> None:
        self._figures, self._count = figures, count

    def __len__(self) -> int:
        """Return the number of figures."""
        return self._count

    def __iter__(self) -> Iterator[Figure]:
        """Yield the figures."""
        return islice(self._figures, self._count)

    @overload
    def __getitem__(self, place: int) -> Figure: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Figure]: ...

    def __getitem__(self, place: int | slice) -> Figure | Sequence[Figure]:
        """Return a figure, or some of them."""
        if isinstance(place, slice):
            return self._figures[: self._count][place]
        return self._figures[range(self._count)[place]]


class Observation(NamedTuple):
    """The values known for a day; an end that is None has no limit.

    Of an event both ends are None.
    """

    day: date
    low: Decimal | None
    high: Decimal | None
    status: FigureStatus
    role: Role
    figures: Sequence[Figure]

    @property
    def is_event(self) -> bool:
        """Check that it reports an event rather than an amount."""
        return self.low is None and self.high is None


class Observer(NamedTuple):
    """Turns readings of one target into observations, with their roles."""

    question: Question
    verdict: Verdict
    roles: Mapping[Figure, Role]

    def observe_reading(self, reading: Reading) -> Observation:
        """Return the values of a reading on its last day."""
        converter = self.question.assess(reading).converter
        is_deciding = reading == self.verdict.deciding_reading
        return Observation(
            reading.span.end,
            *_convert_ends(reading.interval, converter),
            reading.status,
            self._find_role(reading.figures[-1], is_deciding=is_deciding),
            reading.figures,
        )

    def _find_role(self, last_figure: Figure, *, is_deciding: bool) -> Role:
        is_settling = is_deciding and self.verdict.outcome in SETTLED_OUTCOMES
        default_role = Role.SETTLES if is_settling else Role.PROGRESS
        return self.roles.get(last_figure, default_role)

    def observe_running_sums(
        self, pieces: tuple[Reading, ...]
    ) -> Iterator[Observation]:
        """Yield the sum after each piece, reckoned from the one before."""
        if not pieces:
            return
        yield self.observe_reading(pieces[0])
        figures = tuple(figure for piece in pieces for figure in piece.figures)
        interval, status = pieces[0].interval, pieces[0].status
        known = len(pieces[0].figures)
        deciding = self.verdict.deciding_reading
        deciding_count = count_summed(deciding, pieces) if deciding else 0
        for count, piece in enumerate(pieces[1:], 2):
            interval = interval.add(piece.interval)
            status = find_weakest_status((status, piece.status))
            known += len(piece.figures)
            yield Observation(
                piece.span.end,
                *_convert_ends(interval, self.question.converter),
                status,
                self._find_role(piece.figures[-1], is_deciding=count == deciding_count),
                FirstFigures(figures, known),
            )


def _convert_ends(
    interval: Interval, converter: _Converter
) -> tuple[Decimal | None, Decimal | None]:
    low, high = (
        None if end is None else converter.to_target_unit(end).value
        for end in (interval.low, interval.high)
    )
    return low, high


def list_pieces(whole: Reading) -> tuple[Reading, ...]:
    """Return the pieces whose sums lead to a sum; itself where it is one statement."""
    pieces = whole.pieces
    # The parts of a place add up on one day, and were never figures of the whole.
    if whole.identity is not None:
        return (whole,)
    # A bound from pieces with gaps between them, a difference or what an identity
    # gives is one statement.
    if not pieces or add_readings(pieces).interval != whole.interval:
        return (whole,)
    return pieces


def count_summed(reading: Reading, pieces: tuple[Reading, ...]) -> int:
    """Return of how many first pieces a reading is the sum; 0 if it is of none."""
    for count in (1, len(reading.pieces)):
        if 0 < count <= len(pieces) and reading == add_readings(pieces[:count]):
            return count
    return 0
