"""Draw the chart of a target with characters: path, observations, bound, deadline.

Every sign is one cell wide on every terminal, also where signs of ambiguous width take
two, and differs from the others without colour. The labels are exact values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from targetcli.judging.observations import Observation
from targetcli.judging.trajectory import PathPoint, Trajectory
from targetcli.model.bound import Bound
from targetcli.model.records import FigureStatus, Target
from targetcli.render.characters import display_width
from targetcli.render.charts.axes import trajectory_days, trajectory_values
from targetcli.render.charts.row_scale import (
    DOTS_PER_ROW,
    PRECISION,
    ROWS,
    RowScale,
    build_row_scale,
)
from targetcli.render.digits import digits_text
from targetcli.render.i18n import gettext, label
from targetcli.render.number_scale import scale_numbers, scaled_bound_text

_MAX_WIDTH, _MIN_COLUMNS = 76, 24
_BOUND, _DEADLINE, _PATH, _BETWEEN = "╌", "╎", "⠤", ":"
_MARKS = {FigureStatus.EXPECTED: "▫", FigureStatus.PRELIMINARY: "◦"}
_FIRM = "▪"
# At least and at most; True for firm figures, False for provisional ones.
_ARROWS = {True: ("▴", "▾"), False: ("▵", "▿")}
_DOTS_ACROSS = 2
_DOT = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK_BRAILLE = 0x2800
_YEAR_ENDS = (12, 31)


def as_text_chart(
    target: Target, trajectory: Trajectory | None, width: int
) -> Iterator[str]:
    """Yield the lines of a chart and its legend, none without two different days."""
    if trajectory is None or target.bound is None or not trajectory.observations:
        return
    days = sorted(set(trajectory_days(trajectory, target)))
    drawing = _Drawing(target, target.bound, trajectory, min(width, _MAX_WIDTH), days)
    if len(days) > 1 and drawing.columns >= _MIN_COLUMNS:
        yield from drawing.text_lines()


class _Drawing:
    """A chart on a grid of characters; its scale and width are reckoned once."""

    def __init__(
        self,
        target: Target,
        bound: Bound,
        trajectory: Trajectory,
        width: int,
        days: list[date],
    ) -> None:
        self.target, self.bound, self.trajectory = target, bound, trajectory
        self.width, self.days = width, days

    @cached_property
    def scale(self) -> RowScale:
        """The scale of the values from top to bottom."""
        threshold = self.trajectory.threshold
        ends = {threshold.low, threshold.high} if threshold else set()
        lines = tuple(sorted(ends, reverse=True))
        return build_row_scale(lines, trajectory_values(self.trajectory))

    def text_lines(self) -> Iterator[str]:
        canvas = [[" "] * self.columns for _ in range(ROWS)]
        self._draw_lines(canvas)
        self._draw_path(canvas)
        for observation in self.trajectory.observations:
            self._draw_observation(canvas, observation)
        labels, gutter = self._labels(), self._gutter()
        for row, cells in enumerate(canvas):
            yield f"{labels.get(row, ''):>{gutter}} {''.join(cells)}".rstrip()
        yield f"{' ' * gutter} {self._axis()}".rstrip()
        yield from _fill_lines(self._legend(), self.width)

    @cached_property
    def columns(self) -> int:
        """The number of columns of the drawing without its labels."""
        return self.width - self._gutter() - 1

    def _gutter(self) -> int:
        return max(map(len, self._labels().values()), default=0)

    def _labels(self) -> dict[int, str]:
        """Return the labels of rows: the bound, the highest and the lowest value."""
        scale = self.scale
        labels: dict[int, str] = {}
        values = self._labelled_values()
        numbers = scale_numbers(values, self.bound.unit)
        for value, amount in zip(values, numbers.values, strict=True):
            text = numbers.approximately + digits_text(amount or value)
            # A label that does not fit is left out, never cut.
            if len(text) <= self.width // 3:
                labels.setdefault(scale.row(value), text)
        return labels

    def _labelled_values(self) -> tuple[Decimal, ...]:
        scale = self.scale
        return (*scale.lines, scale.top, scale.bottom)

    def _column(self, day: date) -> int:
        """Return the column of a day; the column of the deadline is its own."""
        column, deadline = self._day_position(day, self.columns), self.target.deadline
        if deadline is None:
            return column
        due = max(
            self._day_position(deadline, self.columns), int(deadline > self.days[0])
        )
        if day < deadline:
            return min(column, due - 1)
        return due if day == deadline else max(column, due + 1)

    def _day_position(self, day: date, columns: int) -> int:
        first, last = self.days[0], self.days[-1]
        return (day - first).days * (columns - 1) // (last - first).days

    def _draw_lines(self, canvas: list[list[str]]) -> None:
        if self.target.deadline is not None:
            for row in canvas:
                row[self._column(self.target.deadline)] = _DEADLINE
        for value in self.scale.lines:
            canvas[self.scale.row(value)] = [_BOUND] * self.columns

    def _draw_path(self, canvas: list[list[str]]) -> None:
        dots: dict[tuple[int, int], int] = {}
        for across, down in self._path_dots():
            row, column = down // DOTS_PER_ROW, across // _DOTS_ACROSS
            dot = _DOT[down % DOTS_PER_ROW][across % _DOTS_ACROSS]
            dots[row, column] = dots.get((row, column), 0) | dot
        for (row, column), mask in dots.items():
            canvas[row][column] = chr(_BLANK_BRAILLE + mask)

    def _path_dots(self) -> Iterator[tuple[int, int]]:
        across = self.columns * _DOTS_ACROSS
        for start_point, end_point in pairwise(self.trajectory.path_points):
            start, end = (
                self._day_position(start_point.day, across),
                self._day_position(end_point.day, across),
            )
            previous_row = None
            for column in range(start, end + 1):
                value = _interpolate(
                    start_point, end_point, column - start, end - start
                )
                row = self.scale.dot(value)
                steps = (
                    range(row, row + 1)
                    if previous_row is None
                    else _rows_between(previous_row, row)
                )
                yield from ((column, step) for step in steps)
                previous_row = row

    def _draw_observation(
        self, canvas: list[list[str]], observation: Observation
    ) -> None:
        column, signs = self._column(observation.day), _observation_signs(observation)
        rows = [
            self.scale.row(end)
            for end in (observation.low, observation.high)
            if end is not None
        ]
        for row in range(min(rows, default=0) + 1, max(rows, default=0)):
            canvas[row][column] = _BETWEEN
        for row, sign in zip(rows, signs, strict=True):
            canvas[row][column] = sign

    def _axis(self) -> str:
        """Write days below their columns while there is room, the deadline first."""
        line = [" "] * self.columns
        deadline_first = [self.target.deadline] if self.target.deadline else []
        for day in (*deadline_first, *self.days):
            text = _day_label(day)
            start = self._column(day) - len(text) // 2
            start = max(0, min(start, self.columns - len(text)))
            neighbourhood = line[max(0, start - 1) : start + len(text) + 1]
            if not any(map(str.strip, neighbourhood)):
                line[start : start + len(text)] = text
        return "".join(line).rstrip()

    def _legend(self) -> Iterator[str]:
        bound = scaled_bound_text(self.bound, neighbours=self._labelled_values())
        yield f"{_BOUND * 3} " + gettext("asked: {bound}").format(bound=bound)
        if self.trajectory.path_points and self.trajectory.path_kind:
            path = gettext("the {path} path").format(
                path=label(self.trajectory.path_kind)
            )
            yield f"{_PATH * 3} {path}"
        labels = {
            _FIRM: label(FigureStatus.REPORTED),
            _MARKS[FigureStatus.PRELIMINARY]: label(FigureStatus.PRELIMINARY),
            _MARKS[FigureStatus.EXPECTED]: label(FigureStatus.EXPECTED),
            _ARROWS[True][0]: gettext("at least"),
            _ARROWS[True][1]: gettext("at most"),
            _ARROWS[False][0]: gettext("at least, not firm"),
            _ARROWS[False][1]: gettext("at most, not firm"),
        }
        signs = {
            sign
            for observation in self.trajectory.observations
            for sign in _observation_signs(observation)
        }
        yield from (f"{sign} {word}" for sign, word in labels.items() if sign in signs)
        if self.target.deadline:
            deadline = gettext("deadline {day}").format(day=self.target.deadline)
            yield f"{_DEADLINE} {deadline}"


def _observation_signs(observation: Observation) -> tuple[str, ...]:
    """Return a sign for each end of an observation, the same for both if exact."""
    if observation.low is not None and observation.low == observation.high:
        return (_MARKS.get(observation.status, _FIRM),) * 2
    at_least, at_most = _ARROWS[observation.status not in _MARKS]
    ends = ((observation.low, at_least), (observation.high, at_most))
    return tuple(sign for end, sign in ends if end is not None)


def _interpolate(start: PathPoint, end: PathPoint, step: int, steps: int) -> Decimal:
    share = PRECISION.divide(step, steps) if steps else Decimal(0)
    rise = PRECISION.subtract(end.value, start.value)
    return PRECISION.add(start.value, PRECISION.multiply(rise, share))


def _rows_between(previous: int, row: int) -> range:
    """Return the rows between two rows, so that a steep line has no gaps."""
    if previous == row:
        return range(row, row + 1)
    towards = 1 if row > previous else -1
    return range(previous + towards, row + towards, towards)


def _day_label(day: date) -> str:
    if (day.month, day.day) == _YEAR_ENDS:
        return str(day.year)
    if (day + timedelta(days=1)).day == 1:
        return day.isoformat()[:7]
    return day.isoformat()


def _fill_lines(pieces: Iterable[str], width: int) -> Iterator[str]:
    """Yield lines with as many pieces side by side as fit."""
    line = ""
    for piece in pieces:
        longer = f"{line}   {piece}" if line else piece
        if line and display_width(longer) > width:
            yield line
            longer = piece
        line = longer
    if line:
        yield line
