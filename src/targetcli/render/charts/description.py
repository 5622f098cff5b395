"""Describe a chart in words, for readers who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from targetcli.judging.margins import Margin
from targetcli.judging.observations import Observation
from targetcli.judging.trajectory import Trajectory
from targetcli.model.records import Target
from targetcli.render.characters import escape_controls
from targetcli.render.i18n import gettext, label
from targetcli.render.number_scale import amount_text, scaled_bound_text
from targetcli.render.period_text import period_text
from targetcli.render.verdict_text import interval_text


def chart_description(target: Target, trajectory: Trajectory) -> Iterator[str]:
    """Yield the sentences that describe a chart: bound, deadline, path and values."""
    if target.bound is not None:
        yield gettext("Asked: {bound}.").format(bound=scaled_bound_text(target.bound))
    if target.deadline is not None:
        yield gettext("Deadline: {day}.").format(day=target.deadline)
    if trajectory.path_points and trajectory.path_kind is not None:
        first, last = (
            trajectory.path_points[0],
            trajectory.path_points[-1],
        )
        yield gettext("Path ({path}): from {first} on {start} to {last}.").format(
            path=label(trajectory.path_kind),
            first=_amount(first.value, target),
            start=first.day,
            last=_amount(last.value, target),
        )
    for observation in trajectory.observations:
        value, status = (
            observation_text(observation, target),
            label(observation.status),
        )
        yield f"{_period_text(observation)}: {value} ({status})."
    if not trajectory.observations:
        yield gettext("No figure is drawn.")


def observation_text(observation: Observation, target: Target) -> str:
    """Return the value of an observation, an interval where it is inexact."""
    if target.bound is None:
        return gettext("happened")
    return escape_controls(
        interval_text(Margin(observation.low, observation.high), target.bound)
    )


def _period_text(observation: Observation) -> str:
    """Return the period of a figure, or the last day of a sum of several."""
    if len(observation.figures) == 1 and observation.figures[0].start is not None:
        return period_text(observation.figures[0].span)
    return observation.day.isoformat()


def _amount(value: Decimal, target: Target) -> str:
    return amount_text(value, target.bound.unit) if target.bound else ""
