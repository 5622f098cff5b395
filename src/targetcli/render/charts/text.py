"""The course of a target drawn with characters: the path, what is known, the deadline.

Every sign is one cell wide wherever it is shown, also where a terminal draws signs of
ambiguous width as two; none needs colour to be told from another. Only values that are
known are written beside the chart, as exact as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import pairwise
from typing import NamedTuple

from targetcli.judging.trajectory import Observation, PathPoint, Trajectory
from targetcli.model.bound import Bound
from targetcli.model.quantity import format_digits
from targetcli.model.records import FigureStatus, Target
from targetcli.render.characters import display_width
from targetcli.render.i18n import gettext, label
from targetcli.render.number_scale import scale_numbers, scaled_bound_text

_ROWS = 9
_WIDEST, _NARROWEST = 76, 24
_BOUND, _DEADLINE, _PATH, _BETWEEN = "╌", "╎", "⠤", ":"
_MARKS = {FigureStatus.EXPECTED: "▫", FigureStatus.PRELIMINARY: "◦"}
_FIRM = "▪"
# At least and at most, of a firm figure and of one that is not.
_ARROWS = {True: ("▴", "▾"), False: ("▵", "▿")}
_DOTS_DOWN, _DOTS_ACROSS = 4, 2
_DOT = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK_BRAILLE = 0x2800
_PRECISION = Context(prec=30, rounding=ROUND_HALF_EVEN)
_YEAR_ENDS = (12, 31)


def as_text_chart(
    target: Target, course: Trajectory | None, width: int
) -> Iterator[str]:
    """Yield the lines of a chart and its legend; none where there is no course yet.

    A course needs what is known on one day and another day to set it against.
    """
    if course is None or target.bound is None or not course.observations:
        return
    days = {spot.day for spot in course.observations} | {
        point.day for point in course.path_points
    }
    days |= {target.deadline} if target.deadline else set()
    drawing = _Drawing(target, target.bound, course, min(width, _WIDEST), sorted(days))
    if len(days) > 1 and drawing.columns >= _NARROWEST:
        yield from drawing.text_lines()


class _Scale(NamedTuple):
    """Values to rows, from the top; what misses a line is never drawn on it.

    `asked` are the values of the lines, `rows` where they are, both from the top.
    """

    top: Decimal
    bottom: Decimal
    asked: tuple[Decimal, ...]
    rows: tuple[int, ...]

    def row(self, value: Decimal) -> int:
        """Return the row of a value: of a line only what is exactly on it."""
        row = int(self._place(value).to_integral_value(ROUND_HALF_EVEN))
        for line, own in zip(self.asked, self.rows, strict=True):
            if value == line:
                return own
            row = min(row, own - 1) if value > line else max(row, own + 1)
        return row

    def dot(self, value: Decimal) -> int:
        """Return the same in dots, four to a row."""
        half = Decimal("0.5")
        place = (self._place(value) + half) * _DOTS_DOWN - half
        dot = int(place.to_integral_value(ROUND_HALF_EVEN))
        return max(0, min(dot, _ROWS * _DOTS_DOWN - 1))

    def _place(self, value: Decimal) -> Decimal:
        """Return where between the rows a value is, in proportion between the lines."""
        anchors = dict(zip(self.asked, self.rows, strict=True))
        anchors = {self.top: 0, **anchors, self.bottom: _ROWS - 1, **anchors}
        places = sorted(anchors.items(), reverse=True)
        for (high, above), (low, below) in pairwise(places):
            if low <= value <= high:
                gone = _PRECISION.divide(_PRECISION.subtract(high, value), high - low)
                return _PRECISION.add(above, _PRECISION.multiply(gone, below - above))
        return Decimal(places[0][1])


def _place_lines(asked: tuple[Decimal, ...], values: list[Decimal]) -> _Scale:
    """Return a scale with a row to spare wherever a value lies off a line."""
    top, bottom = max(values), min(values)
    plain = _Scale(top, bottom, (), ())
    rows: list[int] = []
    spare: list[bool] = []
    for place, line in enumerate(asked):
        above = asked[place - 1] if place else None
        off = any(line < value and (above is None or value < above) for value in values)
        least = (rows[-1] + 1 if rows else 0) + off
        rows.append(max(plain.row(line), least))
        spare.append(off)
    # From the bottom each line makes room, and none goes higher than that takes.
    most = _ROWS - 1 - any(value < asked[-1] for value in values)
    for place in reversed(range(len(rows))):
        rows[place] = min(rows[place], most)
        most = rows[place] - 1 - spare[place]
    return _Scale(top, bottom, asked, tuple(rows))


class _Drawing(NamedTuple):
    target: Target
    bound: Bound
    course: Trajectory
    width: int
    days: list[date]

    @property
    def scale(self) -> _Scale:
        """How values are laid out from top to bottom."""
        asked = self.course.threshold
        lines = sorted({asked.low, asked.high}, reverse=True) if asked else []
        ends = [
            end for spot in self.course.observations for end in (spot.low, spot.high)
        ]
        ends += [*lines, *(point.value for point in self.course.path_points)]
        return _place_lines(tuple(lines), [end for end in ends if end is not None])

    def text_lines(self) -> Iterator[str]:
        canvas = [[" "] * self.columns for _ in range(_ROWS)]
        self._draw_lines(canvas)
        self._draw_path(canvas)
        for spot in self.course.observations:
            self._draw_observation(canvas, spot)
        labels, gutter = self._labels(), self._gutter()
        for row, drawn in enumerate(canvas):
            yield f"{labels.get(row, ''):>{gutter}} {''.join(drawn)}".rstrip()
        yield f"{' ' * gutter} {self._axis()}".rstrip()
        yield from _fill_lines(self._legend(), self.width)

    @property
    def columns(self) -> int:
        """How many columns the drawing itself has, beside its labels."""
        return self.width - self._gutter() - 1

    def _gutter(self) -> int:
        return max(map(len, self._labels().values()), default=0)

    def _labels(self) -> dict[int, str]:
        """Return what stands beside a row: what is asked, and the ends."""
        scale = self.scale
        labels: dict[int, str] = {}
        values = self._labelled_values()
        numbers = scale_numbers(values, self.bound.unit)
        for value, amount in zip(values, numbers.values, strict=True):
            text = numbers.approximately + format_digits(amount or value)
            # A figure is whole or not there.
            if len(text) <= self.width // 3:
                labels.setdefault(scale.row(value), text)
        return labels

    def _labelled_values(self) -> tuple[Decimal, ...]:
        scale = self.scale
        return (*scale.asked, scale.top, scale.bottom)

    def _column(self, day: date) -> int:
        """Return the column of a day; never the deadline's for another day."""
        column, deadline = self._place(day, self.columns), self.target.deadline
        if deadline is None:
            return column
        due = max(self._place(deadline, self.columns), int(deadline > self.days[0]))
        if day < deadline:
            return min(column, due - 1)
        return due if day == deadline else max(column, due + 1)

    def _place(self, day: date, columns: int) -> int:
        first, last = self.days[0], self.days[-1]
        return (day - first).days * (columns - 1) // (last - first).days

    def _draw_lines(self, canvas: list[list[str]]) -> None:
        if self.target.deadline is not None:
            for row in canvas:
                row[self._column(self.target.deadline)] = _DEADLINE
        for value in self.scale.asked:
            canvas[self.scale.row(value)] = [_BOUND] * self.columns

    def _draw_path(self, canvas: list[list[str]]) -> None:
        dots: dict[tuple[int, int], int] = {}
        for across, down in self._path_dots():
            row, column = down // _DOTS_DOWN, across // _DOTS_ACROSS
            dot = _DOT[down % _DOTS_DOWN][across % _DOTS_ACROSS]
            dots[row, column] = dots.get((row, column), 0) | dot
        for (row, column), mask in dots.items():
            canvas[row][column] = chr(_BLANK_BRAILLE + mask)

    def _path_dots(self) -> Iterator[tuple[int, int]]:
        across = self.columns * _DOTS_ACROSS
        for one, other in pairwise(self.course.path_points):
            start, end = self._place(one.day, across), self._place(other.day, across)
            before = None
            for column in range(start, end + 1):
                value = _interpolate(one, other, column - start, end - start)
                row = self.scale.dot(value)
                steps = (
                    range(row, row + 1)
                    if before is None
                    else _rows_between(before, row)
                )
                yield from ((column, step) for step in steps)
                before = row

    def _draw_observation(self, canvas: list[list[str]], spot: Observation) -> None:
        column, signs = self._column(spot.day), _observation_signs(spot)
        rows = [self.scale.row(end) for end in (spot.low, spot.high) if end is not None]
        for row in range(min(rows, default=0) + 1, max(rows, default=0)):
            canvas[row][column] = _BETWEEN
        for row, sign in zip(rows, signs, strict=True):
            canvas[row][column] = sign

    def _axis(self) -> str:
        """Write days under their columns, the deadline first, while there is room."""
        line = [" "] * self.columns
        first_of_all = [self.target.deadline] if self.target.deadline else []
        for day in (*first_of_all, *self.days):
            text = _day_label(day)
            start = self._column(day) - len(text) // 2
            start = max(0, min(start, self.columns - len(text)))
            around = line[max(0, start - 1) : start + len(text) + 1]
            if not any(map(str.strip, around)):
                line[start : start + len(text)] = text
        return "".join(line).rstrip()

    def _legend(self) -> Iterator[str]:
        bound = scaled_bound_text(self.bound, neighbours=self._labelled_values())
        yield f"{_BOUND * 3} " + gettext("asked: {bound}").format(bound=bound)
        if self.course.path_points and self.course.path_kind:
            path = gettext("the {path} path").format(path=label(self.course.path_kind))
            yield f"{_PATH * 3} {path}"
        words = {
            _FIRM: label(FigureStatus.REPORTED),
            _MARKS[FigureStatus.PRELIMINARY]: label(FigureStatus.PRELIMINARY),
            _MARKS[FigureStatus.EXPECTED]: label(FigureStatus.EXPECTED),
            _ARROWS[True][0]: gettext("at least"),
            _ARROWS[True][1]: gettext("at most"),
            _ARROWS[False][0]: gettext("at least, not firm"),
            _ARROWS[False][1]: gettext("at most, not firm"),
        }
        drawn = {
            sign
            for spot in self.course.observations
            for sign in _observation_signs(spot)
        }
        yield from (f"{sign} {word}" for sign, word in words.items() if sign in drawn)
        if self.target.deadline:
            due = gettext("deadline {day}").format(day=self.target.deadline)
            yield f"{_DEADLINE} {due}"


def _observation_signs(spot: Observation) -> tuple[str, ...]:
    """Return a sign for each end that is known; one where both are the same."""
    if spot.low is not None and spot.low == spot.high:
        return (_MARKS.get(spot.status, _FIRM),) * 2
    least, most = _ARROWS[spot.status not in _MARKS]
    ends = ((spot.low, least), (spot.high, most))
    return tuple(sign for end, sign in ends if end is not None)


def _interpolate(one: PathPoint, other: PathPoint, step: int, steps: int) -> Decimal:
    share = _PRECISION.divide(step, steps) if steps else Decimal(0)
    rise = _PRECISION.subtract(other.value, one.value)
    return _PRECISION.add(one.value, _PRECISION.multiply(rise, share))


def _rows_between(before: int, row: int) -> range:
    """Return the rows from one to another, so that a steep line has no gaps."""
    if before == row:
        return range(row, row + 1)
    towards = 1 if row > before else -1
    return range(before + towards, row + towards, towards)


def _day_label(day: date) -> str:
    if (day.month, day.day) == _YEAR_ENDS:
        return str(day.year)
    if (day + timedelta(days=1)).day == 1:
        return day.isoformat()[:7]
    return day.isoformat()


def _fill_lines(pieces: Iterable[str], width: int) -> Iterator[str]:
    """Yield pieces side by side, as many in a line as fit."""
    line = ""
    for piece in pieces:
        longer = f"{line}   {piece}" if line else piece
        if line and display_width(longer) > width:
            yield line
            longer = piece
        line = longer
    if line:
        yield line
