"""Records: what the store keeps, each as it was announced or reported.

They are tuples rather than dataclasses because making the classes is on the way of
every command: a frozen dataclass costs 0.8 ms of start-up, a tuple 0.1.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.model.bound import Bound
from targetcli.model.period import Span
from targetcli.model.units import Unit


class MetricKind(StrEnum):
    """What sort of thing a metric measures."""

    STOCK = "stock"
    FLOW = "flow"
    RATIO = "ratio"
    RANK = "rank"
    EVENT = "event"


class Better(StrEnum):
    """Which way a metric should go."""

    MORE = "more"
    LESS = "less"
    NONE = "none"


class Basis(StrEnum):
    """How a number is to be read."""

    LEVEL = "level"
    TOTAL = "total"
    CHANGE = "change"
    GROWTH = "growth"


class Commitment(StrEnum):
    """How firmly a target was announced: 确保 · 力争 · 计划 · 预期."""

    BINDING = "binding"
    AIM = "aim"
    PLAN = "plan"
    EXPECT = "expect"


class FigureStatus(StrEnum):
    """The stage of a figure: 预计 · 初步核算 · not said · final · revised."""

    EXPECTED = "expected"
    PRELIMINARY = "preliminary"
    REPORTED = "reported"
    FINAL = "final"
    REVISED = "revised"


class EventAnswer(StrEnum):
    """Whether an event happened; empty where a target merely names it."""

    UNSAID = ""
    YES = "yes"
    NO = "no"


class Region(NamedTuple):
    """An area or body that announces or is reported on."""

    name: str
    name_en: str = ""
    parent: str = ""
    code: str = ""
    aliases: tuple[str, ...] = ()


class Metric(NamedTuple):
    """What is measured. `non_negative` lets parts of a sum be a lower bound."""

    name: str
    name_en: str = ""
    kind: MetricKind = MetricKind.FLOW
    better: Better = Better.MORE
    non_negative: bool = False
    unit: str = ""
    aliases: tuple[str, ...] = ()


class Source(NamedTuple):
    """Who said it, where and when; `published` may be a month or a year."""

    id: str
    title: str = ""
    publisher: str = ""
    published: Span | None = None
    url: str = ""
    archived_url: str = ""
    sha256: str = ""
    aliases: tuple[str, ...] = ()


class ScopedRegion(NamedTuple):
    """A region under one scope."""

    region: str
    scope: str = ""


class Identity(NamedTuple):
    """A whole that is the sum of its parts, and who says so."""

    whole: ScopedRegion
    parts: tuple[ScopedRegion, ...]
    source: str = ""


class Baseline(NamedTuple):
    """The value a target starts from."""

    value: Decimal
    unit: Unit
    period: Span


class Target(NamedTuple):
    """One announced commitment.

    `bound` is None for an event and where the announcement gave no number;
    `announced` and `withdrawn` count from their last day.
    """

    id: int | None
    region: str
    scope: str
    metric: Metric
    basis: Basis
    bound: Bound | None
    answer: EventAnswer = EventAnswer.UNSAID
    window_start: date | None = None
    deadline: date | None = None
    base_period: Span | None = None
    commitment: Commitment | None = None
    baseline: Baseline | None = None
    plan: str = ""
    announced: Span | None = None
    source: str = ""
    locator: str = ""
    as_written: str = ""
    note: str = ""
    revises: int | None = None
    withdrawn: Span | None = None
    withdrawn_source: str = ""


class Milestone(NamedTuple):
    """What a target should have come to by a day on its way, in the target's unit."""

    target_id: int
    day: date
    value: Decimal


class Figure(NamedTuple):
    """One reported value for a period; `start` is None for a value at a date."""

    id: int | None
    region: str
    scope: str
    metric: Metric
    basis: Basis
    bound: Bound | None
    start: date | None
    end: date
    answer: EventAnswer = EventAnswer.UNSAID
    base_period: Span | None = None
    status: FigureStatus = FigureStatus.REPORTED
    published: Span | None = None
    source: str = ""
    locator: str = ""
    as_written: str = ""
    note: str = ""

    @property
    def known_since(self) -> date:
        """The day from which it counts as known: published, else its period's end."""
        return self.published.end if self.published else self.end

    @property
    def span(self) -> Span:
        """Its period; a value at a date is a period of that day."""
        return Span(self.start or self.end, self.end)


def format_target_id(target_id: int | None) -> str:
    """Write a target's id: ``T1``."""
    return "" if target_id is None else f"T{target_id}"


def format_figure_id(figure_id: int | None) -> str:
    """Write a figure's id: ``F1``."""
    return "" if figure_id is None else f"F{figure_id}"


def read_record_id(text: str, letter: str) -> int | None:
    """Read ``T1``, ``t1`` or ``1``; None where it is none of these."""
    digits_text = text.strip()
    digits = digits_text[1:] if digits_text[:1].upper() == letter else digits_text
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 19  # noqa: PLR2004
    return int(digits) if is_number and int(digits) > 0 else None
