"""Hold a target that is not decided with all that its explanation needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from targetcli.judging.outcome import Verdict
from targetcli.judging.reasons import Reason
from targetcli.model.names import quote_argument
from targetcli.model.period import Span, format_period
from targetcli.model.records import (
    Basis,
    Figure,
    MetricKind,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.render.i18n import gettext, join_list
from targetcli.render.period_text import period_text
from targetcli.render.record_text import (
    figure_period_text,
    value_text,
)
from targetcli.reports.meant_targets import (
    MeantTarget,
    list_settling_periods,
)

MOST_NAMED = 3


class DecidingCommand(NamedTuple):
    """A command that would decide a target, and when it is the right one."""

    condition: str
    command: str

    @property
    def text(self) -> str:
        """The condition with its command."""
        return gettext(": ").join((self.condition, self.command))


class Undecided(NamedTuple):
    """A reason why a target is not decided, in words, and what would decide it."""

    reason: Reason
    sentence: str
    options: tuple[DecidingCommand, ...] = ()


class UndecidedCase(NamedTuple):
    """A target with its verdict, and what it may mean."""

    target: Target
    verdict: Verdict
    meant: tuple[MeantTarget, ...]

    @property
    def id(self) -> str:
        """The id of the target: ``T1``."""
        return format_target_id(self.target.id)

    @property
    def metric(self) -> str:
        """The name of its metric as an argument."""
        return quote_argument(self.target.metric.name)

    @property
    def periods(self) -> tuple[Span, ...]:
        """The periods that would settle the target under one of its meanings."""
        spans = (
            span for meant in self.meant for span in list_settling_periods(meant.target)
        )
        return tuple(dict.fromkeys(spans))

    @property
    def period_text(self) -> str:
        """The periods that would settle it, else its deadline."""
        deadline = self.target.deadline
        periods = self.periods or ((Span(deadline, deadline),) if deadline else ())
        return gettext(" or ").join(map(period_text, periods))

    def list_refused(self, reason: Reason) -> tuple[Figure, ...]:
        """Return the figures refused for a reason."""
        return tuple(figure for figure, why in self.verdict.refusals if why is reason)

    def edit(self, *changes: str) -> str:
        """Return the command that corrects the target."""
        return f"targets edit {self.id} {' '.join(changes)}"

    def record(self, period: str = "", *, basis: Basis | None = None) -> str:
        """Return the command that would record the figure of a period."""
        target = self.target
        is_event = target.metric.kind is MetricKind.EVENT
        unit = target.bound.unit.text if target.bound else ""
        value = "yes" if is_event else quote_argument(f"…{unit}")
        words = ["targets record", quote_argument(target.region), self.metric, value]
        words += ["--for", period or self._settling_period()]
        words += ["--scope", quote_argument(target.scope)] if target.scope else []
        own_basis = basis or target.basis
        words += ["--basis", own_basis.value] if own_basis is not Basis.LEVEL else []
        if own_basis is Basis.GROWTH and target.base_period is not None:
            words += ["--base", format_period(target.base_period)]
        return " ".join(words)

    def _settling_period(self) -> str:
        deadline = self.target.deadline
        if self.periods:
            return format_period(max(self.periods, key=lambda span: span.days))
        return deadline.isoformat() if deadline else "…"


Explained = tuple[str, Iterable[DecidingCommand]]
"""A sentence and the commands that would decide."""


def list_deciding(case: UndecidedCase) -> list[Figure]:
    """Return the figures that a verdict rests on, else all that it used."""
    deciding = case.verdict.deciding_reading
    if deciding is not None:
        return list(dict.fromkeys(deciding.figures))
    return [used.figure for used in case.verdict.evidence]


def figure_text(figure: Figure) -> str:
    """Return a figure with its period and id."""
    return gettext("{value} for {period} ({figure})").format(
        value=value_text(figure),
        period=figure_period_text(figure),
        figure=format_figure_id(figure.id),
    )


def join_some(texts: Iterable[str]) -> str:
    """Join a few texts, and tell how many more there are."""
    found = tuple(texts)
    shown = join_list(found[:MOST_NAMED])
    if len(found) <= MOST_NAMED:
        return shown
    more = gettext("{cells} and {count} more")
    return more.format(cells=shown, count=len(found) - MOST_NAMED)
