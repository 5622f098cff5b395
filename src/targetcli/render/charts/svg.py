"""Charts of a target's course: what is drawn where, and the picture as SVG.

Every mark stands for what the verdict used; colours come from the page, and whatever a
colour says is also said by a shape, a word or the description.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from html import escape
from typing import NamedTuple

from targetcli.judging.intervals import Threshold
from targetcli.judging.outcome import SETTLED_OUTCOMES, Margin, Role
from targetcli.judging.readings import PROVISIONAL_STATUSES
from targetcli.judging.trajectory import Observation, PathPoint, Trajectory
from targetcli.model.period import format_period
from targetcli.model.records import Better, FigureStatus, Target
from targetcli.render.characters import display_width, escape_controls
from targetcli.render.charts.axes import Axis, date_ticks, padded_range, ticks
from targetcli.render.i18n import gettext, label
from targetcli.render.number_scale import amount_text, scaled_bound_text
from targetcli.render.verdict_text import interval_text
from targetcli.reports.comparison import ComparisonRow

WIDTH = 400
_HEIGHT, _FLAT_HEIGHT = 184, 74
_LEFT, _RIGHT, _TOP, _FLOOR = 10, 388, 22, 150
_FLAT_LINE = 34
# The least distance between two lines with words above them.
_ROOM = 12
_CELL = Decimal("5.6")
_DAY = timedelta(days=1)


class Mark(NamedTuple):
    """One thing drawn: its shape, its class for colour, where, and any words.

    `at` are coordinates, two by two; a shape needs as many as it has corners.
    """

    shape: str
    css_class: str
    coordinates: tuple[Decimal, ...]
    text: str = ""
    anchor: str = "start"


class Chart(NamedTuple):
    """A picture with its title and what it shows in words."""

    height: int
    title: str
    description: str
    marks: tuple[Mark, ...]


def build_chart(row: ComparisonRow, course: Trajectory | None, as_of: date) -> Chart:
    """Draw a target's course; without amounts to show it is a line of time."""
    drawing = _Drawing(row, course or Trajectory(None, ()), as_of)
    marks = tuple(drawing.plot() if drawing.amounts else drawing.timeline())
    height = _HEIGHT if drawing.amounts else _FLAT_HEIGHT
    return Chart(height, drawing.title(), drawing.description(), marks)


class _Drawing:
    def __init__(self, row: ComparisonRow, course: Trajectory, as_of: date) -> None:
        self.target: Target = row.target
        self.course = course
        self._row = row
        self._as_of = as_of
        self.amounts = tuple(spot for spot in course.observations if not spot.is_event)
        self.values = tuple(self._values())
        self._days = self._time_axis()
        self._amounts_axis = Axis(*padded_range(self.values), _FLOOR, _TOP)

    def title(self) -> str:
        return escape_controls(
            f"{_subject(self.target)}: {label(self._row.verdict.outcome)}"
        )

    def description(self) -> str:
        return escape_controls(" ".join(self._sentences()))

    def plot(self) -> Iterator[Mark]:
        yield from self._grid_marks()
        yield from self._bound_marks()
        yield from self._path_marks()
        yield from self._deadline_marks(_TOP - 6, _FLOOR)
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
            yield self._label_mark(end, _FLAT_LINE - 14, text, "bound")
        for spot in self.course.observations:
            tone = f"spot {_settled_class(spot.status)} {spot.role.value}"
            yield Mark("diamond", tone, (self._x(spot.day), line))
        for spot in self._labelled_observations(self.course.observations):
            text = spot.day.isoformat()
            yield self._label_mark(spot.day, _FLAT_LINE - 12, text, "value")

    def _window(self) -> tuple[date | None, date]:
        """Return the days a target is about; without a last one, to the edge."""
        target = self.target
        edge = date.fromordinal(int(self._days.high))
        announced = target.announced.end if target.announced else None
        return target.window_start or announced, target.deadline or edge

    def _values(self) -> Iterator[Decimal]:
        for spot in self.amounts:
            yield from (end for end in (spot.low, spot.high) if end is not None)
        yield from (point.value for point in self.course.path_points)
        if self.course.threshold is not None:
            yield from (self.course.threshold.low, self.course.threshold.high)
        if self.course.is_running_sum:
            yield Decimal(0)

    def _time_axis(self) -> Axis:
        target = self.target
        days = [spot.day for spot in self.course.observations]
        days += [point.day for point in self.course.path_points]
        days += [target.window_start - _DAY] if target.window_start else []
        days += [target.deadline] if target.deadline else []
        if self._row.verdict.outcome not in SETTLED_OUTCOMES or not days:
            days.append(self._as_of)
        if not self.amounts and target.announced is not None:
            days.append(target.announced.end)
        first, last = min(days).toordinal(), max(days).toordinal()
        room = max((last - first) // 25, 20)
        low, high = Decimal(first - room), Decimal(last + room)
        return Axis(low, high, _LEFT, _RIGHT)

    def _x(self, day: date) -> Decimal:
        return self._days.coordinate(Decimal(day.toordinal()))

    def _y(self, value: Decimal) -> Decimal:
        return self._amounts_axis.coordinate(value)

    def _grid_marks(self) -> Iterator[Mark]:
        left, right = Decimal(_LEFT), Decimal(_RIGHT)
        asked = self.course.threshold
        bounds = [self._y(end) for end in (asked.low, asked.high)] if asked else []
        for value in ticks(self._amounts_axis):
            y = self._y(value)
            if all(abs(y - bound) >= _ROOM for bound in bounds):
                yield Mark("line", "grid", (left, y, right, y))
                yield Mark("text", "tick", (left, y - 3), self._amount(value))
        yield from self._date_labels(_FLOOR + 14)

    def _date_labels(self, y: int) -> Iterator[Mark]:
        first, last = int(self._days.low), int(self._days.high)
        for day, text in date_ticks(date.fromordinal(first), date.fromordinal(last)):
            x = self._x(day)
            yield Mark("line", "axis", (x, Decimal(y - 14), x, Decimal(y - 10)))
            yield self._label_mark(day, y, text, "tick")

    def _bound_marks(self) -> Iterator[Mark]:
        asked = self.course.threshold
        if asked is None or self.target.bound is None:
            return
        left, end = Decimal(_LEFT), self._deadline_place()
        low, high = self._y(asked.low), self._y(asked.high)
        top, bottom = _satisfied_range(asked, low, high)
        yield Mark("rect", "zone", (left, top, end, bottom))
        for y in dict.fromkeys((low, high)):
            yield Mark("line", "bound", (left, y, end, y))
        text = scaled_bound_text(self.target.bound)
        above = low - 5 if low > _TOP + 10 else low + 12
        yield Mark("text", "bound", (end - 4, above), escape_controls(text), "end")

    def _deadline_place(self) -> Decimal:
        deadline = self.target.deadline
        return self._x(deadline) if deadline else Decimal(_RIGHT)

    def _path_marks(self) -> Iterator[Mark]:
        if self.course.path_points:
            yield Mark("path", "way", tuple(self._corners(self.course.path_points)))

    def _deadline_marks(self, top: int, bottom: int) -> Iterator[Mark]:
        deadline, at = self.target.deadline, Decimal(bottom)
        below = bottom + 28
        if deadline is not None:
            x = self._x(deadline)
            yield Mark("line", "deadline", (x, Decimal(top), x, at))
            words = gettext("deadline {day}").format(day=deadline)
            yield self._label_mark(deadline, below, words, "deadline")
        if self._row.verdict.outcome in SETTLED_OUTCOMES:
            return
        x = self._x(self._as_of)
        yield Mark("line", "today", (x, Decimal(top), x, at))
        near = deadline is not None and abs(x - self._x(deadline)) < 125  # noqa: PLR2004
        if not near:
            words = gettext("as of {day}").format(day=self._as_of)
            yield self._label_mark(self._as_of, below, words, "tick")

    def _observation_marks(self) -> Iterator[Mark]:
        shown = [spot for spot in self.amounts if spot.low == spot.high]
        points = [PathPoint(spot.day, spot.low or Decimal(0)) for spot in shown]
        if len(points) > 1:
            yield Mark("path", "course", tuple(self._corners(points)))
        for spot in self.amounts:
            yield from self._single_observation_marks(spot)
        yield from self._value_labels()

    def _single_observation_marks(self, spot: Observation) -> Iterator[Mark]:
        x, y = self._x(spot.day), self._y(_midpoint(spot))
        tone = f"spot {_settled_class(spot.status)} {spot.role.value}"
        if spot.low != spot.high:
            ends = [self._y(end) for end in (spot.low, spot.high) if end is not None]
            if spot.low is None or spot.high is None:
                step = 18 if spot.high is not None else -18
                yield Mark("arrow", tone, (x, y, x, max(y + step, Decimal(4))))
            else:
                yield Mark("line", tone, (x, ends[0], x, ends[1]))
        yield Mark("dot", tone, (x, y))

    def _value_labels(self) -> Iterator[Mark]:
        for spot in self._labelled_observations(self.amounts):
            y = self._y(_midpoint(spot))
            asked = self.course.threshold
            crowded = asked is not None and 0 <= y - self._y(asked.low) < 20  # noqa: PLR2004
            # An arrow upwards takes the place above.
            below = crowded or y < _TOP + 12 or spot.high is None
            place = y + 16 if below else y - 8
            text = observation_text(spot, self.target)
            yield self._label_mark(spot.day, int(place), text, "value")

    def _labelled_observations(
        self, spots: tuple[Observation, ...]
    ) -> list[Observation]:
        """Return the one spot to name: the last that settles, else that bears."""
        bearing = [spot for spot in spots if spot.role is not Role.BASELINE]
        settling = [spot for spot in bearing if spot.role is Role.SETTLES]
        return (settling or bearing or list(spots))[-1:]

    def _corners(self, points: Iterable[PathPoint]) -> Iterator[Decimal]:
        for point in points:
            yield from (self._x(point.day), self._y(point.value))

    def _label_mark(self, day: date, y: int, text: str, tone: str) -> Mark:
        """Write words at a day, centred there unless the edge is near."""
        x = self._x(day)
        half = _CELL * display_width(text) / 2
        if x + half > _RIGHT:
            return Mark("text", tone, (Decimal(_RIGHT), Decimal(y)), text, "end")
        if x - half < _LEFT:
            return Mark("text", tone, (Decimal(_LEFT), Decimal(y)), text)
        return Mark("text", tone, (x, Decimal(y)), text, "middle")

    def _amount(self, value: Decimal) -> str:
        bound = self.target.bound
        return escape_controls(amount_text(value, bound.unit)) if bound else ""

    def _sentences(self) -> Iterator[str]:
        target = self.target
        if target.bound is not None:
            yield gettext("Asked: {bound}.").format(
                bound=scaled_bound_text(target.bound)
            )
        if target.deadline is not None:
            yield gettext("Deadline: {day}.").format(day=target.deadline)
        if self.course.path_points and self.course.path_kind is not None:
            first, last = self.course.path_points[0], self.course.path_points[-1]
            yield gettext("Path ({path}): from {first} on {start} to {last}.").format(
                path=label(self.course.path_kind),
                first=self._amount(first.value),
                start=first.day,
                last=self._amount(last.value),
            )
        for spot in self.course.observations:
            value, status = observation_text(spot, target), label(spot.status)
            yield f"{_period_text(spot)}: {value} ({status})."
        if not self.course.observations:
            yield gettext("No figure is drawn.")


def observation_text(spot: Observation, target: Target) -> str:
    """Write what stands at a spot, as an interval where it is one."""
    if target.bound is None:
        return gettext("happened")
    return escape_controls(
        interval_text(Margin(spot.low, spot.high), target.bound.unit)
    )


def as_svg(chart: Chart, name: str) -> str:
    """Write a chart as SVG, its title and description under ids made of a name."""
    marks = "".join(map(_svg_element, chart.marks))
    title, description = escape(chart.title), escape(chart.description)
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {chart.height}"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{title}</title>'
        f'<desc id="{name}-desc">{description}</desc>{marks}</svg>'
    )


def _svg_element(mark: Mark) -> str:
    tone, at = f'class="{mark.css_class}"', mark.coordinates
    match mark.shape:
        case "text":
            place = f'x="{at[0]}" y="{at[1]}" text-anchor="{mark.anchor}"'
            return f"<text {tone} {place}>{escape(mark.text)}</text>"
        case "dot":
            return f'<circle {tone} cx="{at[0]}" cy="{at[1]}" r="4"/>'
        case "diamond":
            return f'<path {tone} d="M{at[0]} {at[1] - 6}l6 6-6 6-6-6z"/>'
        case "rect":
            size = f'width="{at[2] - at[0]}" height="{at[3] - at[1]}"'
            return f'<rect {tone} x="{at[0]}" y="{at[1]}" {size}/>'
        case "arrow":
            head = 4 if at[3] < at[1] else -4
            tip = f"M{at[2] - 4} {at[3] + head}L{at[2]} {at[3]}l4 {head}"
            return f'<path {tone} d="M{at[0]} {at[1]}V{at[3]}{tip}"/>'
        case _:
            points = " ".join(f"{at[i]},{at[i + 1]}" for i in range(0, len(at), 2))
            return f'<polyline {tone} points="{points}"/>'


def _subject(target: Target) -> str:
    scope = f" [{target.scope}]" if target.scope else ""
    return f"T{target.id} {target.region} {target.metric.name}{scope}"


def _period_text(spot: Observation) -> str:
    """Write the period of a figure; of a sum of several the day it reaches."""
    if len(spot.figures) == 1 and spot.figures[0].start is not None:
        return format_period(spot.figures[0].span)
    return spot.day.isoformat()


def _settled_class(status: FigureStatus) -> str:
    return "unsettled" if status in PROVISIONAL_STATUSES else "settled"


def _midpoint(spot: Observation) -> Decimal:
    low, high = spot.low, spot.high
    if low is None or high is None:
        return (low if high is None else high) or Decimal(0)
    return (low + high) / 2


def _satisfied_range(
    asked: Threshold, low: Decimal, high: Decimal
) -> tuple[Decimal, Decimal]:
    """Return the top and bottom of where the target is satisfied."""
    if asked.low != asked.high or asked.better is Better.NONE:
        return high, low
    up = asked.better is Better.MORE
    return (Decimal(_TOP - 6), low) if up else (low, Decimal(_FLOOR))
