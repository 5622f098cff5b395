"""Lay out the chart of a target: marks with coordinates, and a description in words.

Every mark stands for a value that the verdict used. Colours come from the page, and
each has a shape, a word or a part of the description beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from targetcli.judging.intervals import Threshold
from targetcli.judging.observations import Observation
from targetcli.judging.outcome import SETTLED_OUTCOMES, Role
from targetcli.judging.readings import PROVISIONAL_STATUSES
from targetcli.judging.trajectory import PathPoint, Trajectory
from targetcli.model.records import Better, FigureStatus, Target, format_target_id
from targetcli.render.characters import display_width, escape_controls
from targetcli.render.charts.axes import (
    Axis,
    date_ticks,
    padded_range,
    ticks,
    trajectory_days,
    trajectory_values,
)
from targetcli.render.charts.description import chart_description, observation_text
from targetcli.render.i18n import gettext, label
from targetcli.render.number_scale import amount_text, scaled_bound_text
from targetcli.render.record_text import subject_text
from targetcli.reports.comparison import ComparisonRow

WIDTH = 400
_FLAT_HEIGHT = 74
_LEFT, _RIGHT, _TOP, _FLOOR = 10, 388, 22, 150
_LOW_FLOOR = 92  # of a chart with a single value, which does not fill a drawing
_BELOW_FLOOR = 34
_FLAT_LINE = 34
_LABEL_GAP = 5
_WIDEST_LABEL = 180
# The least distance between two lines with text above them.
_ROOM = 12
_CELL = Decimal("5.6")
_DAY = timedelta(days=1)


class Mark(NamedTuple):
    """A shape with its CSS class, its text, and the coordinates x, y of each corner."""

    shape: str
    css_class: str
    coordinates: tuple[Decimal, ...]
    text: str = ""
    anchor: str = "start"


class Chart(NamedTuple):
    """A chart with its title and its description in words."""

    height: int
    title: str
    description: str
    marks: tuple[Mark, ...]


def build_chart(
    row: ComparisonRow, trajectory: Trajectory | None, as_of: date
) -> Chart:
    """Lay out the trajectory of a target, or a timeline where there are no amounts."""
    drawing = _ChartLayout(row, trajectory or Trajectory(None, ()), as_of)
    marks = tuple(drawing.plot() if drawing.amounts else drawing.timeline())
    height = drawing.floor + _BELOW_FLOOR if drawing.amounts else _FLAT_HEIGHT
    return Chart(height, drawing.title(), drawing.description(), marks)


class _Spot(NamedTuple):
    """An observation with the coordinates of its middle."""

    observation: Observation
    x: Decimal
    y: Decimal

    @property
    def is_exact(self) -> bool:
        """Check that one value is known, rather than two ends."""
        return self.observation.low == self.observation.high


class _ChartLayout:
    def __init__(self, row: ComparisonRow, trajectory: Trajectory, as_of: date) -> None:
        self.target: Target = row.target
        self.trajectory = trajectory
        self._row = row
        self._as_of = as_of
        self.amounts = tuple(
            observation
            for observation in trajectory.observations
            if not observation.is_event
        )
        self.values = trajectory_values(trajectory)
        self.values += [Decimal(0)] if trajectory.is_running_sum else []
        is_single = len(self.amounts) == 1 and not trajectory.path_points
        self.floor = _LOW_FLOOR if is_single else _FLOOR
        self._amounts_axis = Axis(*padded_range(self.values), self.floor, _TOP)
        self._left = self._plot_left() if self.amounts else _LEFT
        self._days = self._time_axis()

    def title(self) -> str:
        subject = f"{format_target_id(self.target.id)} {subject_text(self.target)}"
        return escape_controls(f"{subject}: {label(self._row.verdict.outcome)}")

    def description(self) -> str:
        return escape_controls(
            " ".join(chart_description(self.target, self.trajectory))
        )

    def plot(self) -> Iterator[Mark]:
        yield from self._grid_marks()
        yield from self._bound_marks()
        yield from self._path_marks()
        yield from self._deadline_marks(_TOP - 6, self.floor)
        yield from self._observation_marks()

    def timeline(self) -> Iterator[Mark]:
        start, end = self._window()
        line = Decimal(_FLAT_LINE)
        yield Mark("line", "axis", (Decimal(_LEFT), line, Decimal(_RIGHT), line))
        if start is not None:
            yield Mark("line", "window", (self._x(start), line, self._x(end), line))
        yield from self._date_labels(_FLAT_LINE + 14)
        yield from self._deadline_marks(_FLAT_LINE - 10, _FLAT_LINE + 6)
        if self.target.bound is not None:
            text = escape_controls(scaled_bound_text(self.target.bound))
            yield self._label_mark(self._x(end), _FLAT_LINE - 14, text, "bound")
        for observation in self.trajectory.observations:
            css_class = (
                f"spot {_settled_class(observation.status)} {observation.role.value}"
            )
            yield Mark("diamond", css_class, (self._x(observation.day), line))
        for observation in self._labelled_observations(self.trajectory.observations):
            text = observation.day.isoformat()
            x = self._x(observation.day)
            yield self._label_mark(x, _FLAT_LINE - 12, text, "value")

    def _window(self) -> tuple[date | None, date]:
        """Return the window of a target; without a deadline it ends at the edge."""
        target = self.target
        edge = date.fromordinal(int(self._days.high))
        announced = target.announced.end if target.announced else None
        return target.window_start or announced, target.deadline or edge

    def _time_axis(self) -> Axis:
        target = self.target
        days = trajectory_days(self.trajectory, target)
        days += [target.window_start - _DAY] if target.window_start else []
        if self._row.verdict.outcome not in SETTLED_OUTCOMES or not days:
            days.append(self._as_of)
        if not self.amounts and target.announced is not None:
            days.append(target.announced.end)
        first, last = min(days).toordinal(), max(days).toordinal()
        room = max((last - first) // 25, 20)
        low, high = Decimal(first - room), Decimal(last + room)
        return Axis(low, high, self._left, _RIGHT)

    def _plot_left(self) -> int:
        """Return the left edge of the plot: the labels of amounts stand outside it."""
        texts = [self._amount(value) for value in ticks(self._amounts_axis)]
        widest = max(map(display_width, texts), default=0)
        return _LEFT + min(int(_CELL * widest), _WIDEST_LABEL) + _LABEL_GAP

    def _x(self, day: date) -> Decimal:
        return self._days.coordinate(Decimal(day.toordinal()))

    def _y(self, value: Decimal) -> Decimal:
        return self._amounts_axis.coordinate(value)

    def _grid_marks(self) -> Iterator[Mark]:
        left, right = Decimal(self._left), Decimal(_RIGHT)
        threshold = self.trajectory.threshold
        bounds = (
            [self._y(end) for end in (threshold.low, threshold.high)]
            if threshold
            else []
        )
        for value in ticks(self._amounts_axis):
            y = self._y(value)
            if all(abs(y - bound) >= _ROOM for bound in bounds):
                yield Mark("line", "grid", (left, y, right, y))
                at = (left - _LABEL_GAP, y + 3)
                yield Mark("text", "tick", at, self._amount(value), "end")
        if self._amounts_axis.low > 0:
            text = gettext("The scale does not start at 0.")
            at = (Decimal(_LEFT), Decimal(_TOP - 12))
            yield Mark("text", "tick", at, text)
        yield from self._date_labels(self.floor + 14)

    def _date_labels(self, y: int) -> Iterator[Mark]:
        first, last = int(self._days.low), int(self._days.high)
        for day, text in date_ticks(date.fromordinal(first), date.fromordinal(last)):
            x = self._x(day)
            yield Mark("line", "axis", (x, Decimal(y - 14), x, Decimal(y - 10)))
            yield self._label_mark(x, y, text, "tick")

    def _bound_marks(self) -> Iterator[Mark]:
        threshold = self.trajectory.threshold
        if threshold is None or self.target.bound is None:
            return
        left, end = Decimal(self._left), self._deadline_x()
        low, high = self._y(threshold.low), self._y(threshold.high)
        top, bottom = _satisfied_range(threshold, low, high, self.floor)
        yield Mark("rect", "zone", (left, top, end, bottom))
        for y in dict.fromkeys((low, high)):
            yield Mark("line", "bound", (left, y, end, y))
        text = escape_controls(scaled_bound_text(self.target.bound))
        text_y = low - 5 if low > _TOP + 10 else low + 12
        yield self._place_beside(end, text_y, text)

    def _place_beside(self, x: Decimal, y: Decimal, text: str) -> Mark:
        """Return a text before a line, or behind it where there is no room before."""
        width = _CELL * display_width(text)
        if x - 4 - width >= self._left:
            return Mark("text", "bound", (x - 4, y), text, "end")
        if x + 4 + width <= _RIGHT:
            return Mark("text", "bound", (x + 4, y), text)
        return Mark("text", "bound", (Decimal(_RIGHT), y), text, "end")

    def _deadline_x(self) -> Decimal:
        deadline = self.target.deadline
        return self._x(deadline) if deadline else Decimal(_RIGHT)

    def _path_marks(self) -> Iterator[Mark]:
        if self.trajectory.path_points:
            yield Mark("path", "way", tuple(self._corners(self.trajectory.path_points)))

    def _deadline_marks(self, top: int, bottom: int) -> Iterator[Mark]:
        deadline, bottom_y = self.target.deadline, Decimal(bottom)
        label_y = bottom + 28
        if deadline is not None:
            x = self._x(deadline)
            yield Mark("line", "deadline", (x, Decimal(top), x, bottom_y))
            text = gettext("deadline {day}").format(day=deadline)
            yield self._label_mark(x, label_y, text, "deadline")
        if self._row.verdict.outcome in SETTLED_OUTCOMES:
            return
        x = self._x(self._as_of)
        yield Mark("line", "today", (x, Decimal(top), x, bottom_y))
        is_near = deadline is not None and abs(x - self._x(deadline)) < 125  # noqa: PLR2004
        if not is_near:
            text = gettext("as of {day}").format(day=self._as_of)
            yield self._label_mark(x, label_y, text, "tick")

    def _observation_marks(self) -> Iterator[Mark]:
        spots = [
            _Spot(
                observation, self._x(observation.day), self._y(_midpoint(observation))
            )
            for observation in self.amounts
        ]
        exact = [spot for spot in spots if spot.is_exact]
        if len(exact) > 1:
            corners = chain.from_iterable((x, y) for _, x, y in exact)
            yield Mark("path", "course", tuple(corners))
        for spot in spots:
            yield from self._single_observation_marks(spot)
        yield from self._value_labels()

    def _single_observation_marks(self, spot: _Spot) -> Iterator[Mark]:
        observation, x, y = spot
        css_class = (
            f"spot {_settled_class(observation.status)} {observation.role.value}"
        )
        if not spot.is_exact:
            ends = [
                self._y(end)
                for end in (observation.low, observation.high)
                if end is not None
            ]
            if observation.low is None or observation.high is None:
                step = 18 if observation.high is not None else -18
                yield Mark("arrow", css_class, (x, y, x, max(y + step, Decimal(4))))
            else:
                yield Mark("line", css_class, (x, ends[0], x, ends[1]))
        yield Mark("dot", css_class, (x, y))

    def _value_labels(self) -> Iterator[Mark]:
        for observation in self._labelled_observations(self.amounts):
            x, y = self._x(observation.day), self._y(_midpoint(observation))
            threshold = self.trajectory.threshold
            is_crowded = threshold is not None and 0 <= y - self._y(threshold.low) < 20  # noqa: PLR2004
            # An arrow upwards takes the place above.
            is_below = is_crowded or y < _TOP + 12 or observation.high is None
            text = observation_text(observation, self.target)
            if is_below and y + 16 > self.floor:
                yield self._label_beside(x, y + 4, text)
                continue
            label_y = y + 16 if is_below else y - 8
            yield self._label_mark(x, int(label_y), text, "value")

    def _label_beside(self, x: Decimal, y: Decimal, text: str) -> Mark:
        """Return the label of a spot at the floor, where days are written below it."""
        if x - 9 - _CELL * display_width(text) >= self._left:
            return Mark("text", "value", (x - 9, y), text, "end")
        return Mark("text", "value", (x + 9, y), text)

    def _labelled_observations(
        self, observations: tuple[Observation, ...]
    ) -> list[Observation]:
        """Return the last settling observation, else the last used one, to label it."""
        bearing = [
            observation
            for observation in observations
            if observation.role is not Role.BASELINE
        ]
        settling = [spot for spot in bearing if spot.role is Role.SETTLES]
        return (settling or bearing or list(observations))[-1:]

    def _corners(self, points: Iterable[PathPoint]) -> Iterator[Decimal]:
        for point in points:
            yield from (self._x(point.day), self._y(point.value))

    def _label_mark(self, x: Decimal, y: int, text: str, css_class: str) -> Mark:
        """Return a text at a place, centred unless an edge is near."""
        half = _CELL * display_width(text) / 2
        if x + half > _RIGHT:
            return Mark("text", css_class, (Decimal(_RIGHT), Decimal(y)), text, "end")
        if x - half < _LEFT:
            return Mark("text", css_class, (Decimal(_LEFT), Decimal(y)), text)
        return Mark("text", css_class, (x, Decimal(y)), text, "middle")

    def _amount(self, value: Decimal) -> str:
        bound = self.target.bound
        return escape_controls(amount_text(value, bound.unit)) if bound else ""


def _settled_class(status: FigureStatus) -> str:
    return "unsettled" if status in PROVISIONAL_STATUSES else "settled"


def _midpoint(observation: Observation) -> Decimal:
    low, high = observation.low, observation.high
    if low is not None and low == high:
        return low
    if low is None or high is None:
        return (low if high is None else high) or Decimal(0)
    return (low + high) / 2


def _satisfied_range(
    threshold: Threshold, low: Decimal, high: Decimal, floor: int
) -> tuple[Decimal, Decimal]:
    """Return the top and bottom of the range that satisfies the target."""
    if threshold.low != threshold.high or threshold.better is Better.NONE:
        return high, low
    is_upward = threshold.better is Better.MORE
    return (Decimal(_TOP - 6), low) if is_upward else (low, Decimal(floor))
