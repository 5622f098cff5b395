"""Define the records of a store, each as it was announced or reported."""

# Tuples, since every command defines these classes at start-up: a frozen dataclass
# costs 0.8 ms, a tuple 0.1.

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.model.bound import Bound
from targetcli.model.period import Span
from targetcli.model.units import Unit


class Origin(StrEnum):
    """Authority for what a metric means: a user, the packaged lexicon, or nobody."""

    SAID = "said"
    KNOWN = "known"
    UNSAID = ""


class MetricKind(StrEnum):
    """Nature of a metric: a state at a date, an amount over a period, a rate, …."""

    STOCK = "stock"
    FLOW = "flow"
    RATIO = "ratio"
    RANK = "rank"
    EVENT = "event"


class Better(StrEnum):
    """Side on which a metric is better; NONE where both ends of a target hold."""

    MORE = "more"
    LESS = "less"
    NONE = "none"


class When(StrEnum):
    """Time at which a target must hold: at its deadline, or at any time up to it."""

    AT = "at"
    BY = "by"


class Basis(StrEnum):
    """Reading of a number: as it stands, summed over a window, or against a base."""

    LEVEL = "level"
    TOTAL = "total"
    CHANGE = "change"
    GROWTH = "growth"


class Commitment(StrEnum):
    """Firmness of an announcement: 确保 · 力争 · 计划 · 预期."""

    BINDING = "binding"
    AIM = "aim"
    PLAN = "plan"
    EXPECT = "expect"


class FigureStatus(StrEnum):
    """Stage of a figure: 预计 · 初步核算 · stage not given · final · revised."""

    EXPECTED = "expected"
    PRELIMINARY = "preliminary"
    REPORTED = "reported"
    FINAL = "final"
    REVISED = "revised"


class EventAnswer(StrEnum):
    """Answer to an event, yes or no; empty where a target only names the event."""

    UNSAID = ""
    YES = "yes"
    NO = "no"


class Region(NamedTuple):
    """Area or body that announces targets or is reported on."""

    name: str
    name_en: str = ""
    parent: str = ""
    code: str = ""
    aliases: tuple[str, ...] = ()
    currency: str = ""
    fiscal_year: str = ""


class Metric(NamedTuple):
    """Quantity that is measured; `non_negative` makes parts of a sum a lower bound.

    Its meaning (kind, better side, sign and usual unit) is None or empty where nobody
    said it; each `…_from` tells who did. `lexicon` is the version of the lexicon that
    the known part comes from.
    """

    name: str
    name_en: str = ""
    kind: MetricKind | None = None
    better: Better | None = None
    non_negative: bool | None = None
    unit: str = ""
    aliases: tuple[str, ...] = ()
    kind_from: Origin = Origin.UNSAID
    better_from: Origin = Origin.UNSAID
    non_negative_from: Origin = Origin.UNSAID
    unit_from: Origin = Origin.UNSAID
    lexicon: str = ""


class Source(NamedTuple):
    """Document that announces or reports; `published` may be a month or a year."""

    id: str
    title: str = ""
    publisher: str = ""
    published: Span | None = None
    url: str = ""
    archived_url: str = ""
    sha256: str = ""
    aliases: tuple[str, ...] = ()


class ScopedRegion(NamedTuple):
    """Region with the scope that a number covers."""

    region: str
    scope: str = ""

    @property
    def text(self) -> str:
        """Region and scope as written: ``武进区@含常州经开区``, or the region alone."""
        return f"{self.region}@{self.scope}" if self.scope else self.region


class Identity(NamedTuple):
    """Statement of a source that a whole is the sum of its parts."""

    whole: ScopedRegion
    parts: tuple[ScopedRegion, ...]
    source: str = ""


class Baseline(NamedTuple):
    """Value from which a target starts."""

    value: Decimal
    unit: Unit
    period: Span


class Target(NamedTuple):
    """Announced commitment.

    `bound` is None for an event and where the announcement gave no number;
    `announced` and `withdrawn` count from their last day. `side` is the better side
    where its own words give one; `deadline_period` is the period that the deadline
    names, such as a month, or None where that was not kept. `basis_from` tells whether
    somebody said that a level is one, and not a sum over the window.
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
    side: Better | None = None
    deadline_period: Span | None = None
    when: When = When.AT
    owner: str = ""
    basis_from: Origin = Origin.UNSAID


class Milestone(NamedTuple):
    """Value that a target should have reached by an earlier day, in its unit."""

    target_id: int
    day: date
    value: Decimal


class Figure(NamedTuple):
    """Reported value for a period; `start` is None for a value at a date."""

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

    def __hash__(self) -> int:
        """Return a hash of what tells figures apart: all fields cost ten times more."""
        return hash((self.id, self.end, self.published))

    @property
    def known_since(self) -> date:
        """Day from which the figure is known: published, else its period's end."""
        return self.published.end if self.published else self.end

    @property
    def span(self) -> Span:
        """Period of the figure; one day for a value at a date."""
        return Span(self.start or self.end, self.end)


def format_target_id(target_id: int | None) -> str:
    """Write the id of a target: ``T1``, or nothing for None."""
    return "" if target_id is None else f"T{target_id}"


def format_figure_id(figure_id: int | None) -> str:
    """Write the id of a figure: ``F1``, or nothing for None."""
    return "" if figure_id is None else f"F{figure_id}"


def read_record_id(text: str, letter: str) -> int | None:
    """Read ``T1``, ``t1`` or ``1``; return None for any other text."""
    id_text = text.strip()
    digits = id_text[1:] if id_text[:1].upper() == letter else id_text
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 19  # noqa: PLR2004
    return int(digits) if is_number and int(digits) > 0 else None
