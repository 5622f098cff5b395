"""Read the figures of one table, most of which repeat another but for a few cells.

A panel has the same metric, unit, basis and status in thousands of rows. What a row
shares with one that was read before is taken from there, and so is a period that was
read before; its place and its number are its own. Any other row is read as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple, TypeVar

from targetcli.errors import Unreadable
from targetcli.model.bound import Bound
from targetcli.model.named_tuples import fill
from targetcli.model.period import ReferenceDays, Span
from targetcli.model.quantity import is_plain_number, split_number
from targetcli.model.records import Basis, Figure, MetricKind, Region
from targetcli.reading.cells import Cells, read_day_cell, read_own_id
from targetcli.reading.records import read_figure
from targetcli.reading.validation import DAYS_IN_LEAP_YEAR
from targetcli.reading.vocabulary import Vocabulary

_PERIOD_COLUMNS = ("start", "end", "period")
_OWN_COLUMNS = (
    *("id", "region", "value", *_PERIOD_COLUMNS, "published"),
    *("as_written", "locator", "note"),
)
# Few tables have more patterns or periods; of those that do they are read again.
_MOST_HELD = 4096
# Of a plain number with as many characters no digit is one too many.
_MOST_CHARACTERS = 12

_Texts = tuple[str, ...]
_Periods = dict[_Texts, tuple[date | None, date]]
Key = TypeVar("Key")
Value = TypeVar("Value")


class _Pattern(NamedTuple):
    """Figure that others repeat, the unit of whose bound theirs have too."""

    figure: Figure
    bound: Bound
    fiscal_year: str
    periods: _Periods
    """The periods that figures of this kind have, by the cells they are read from."""


class _PeriodGroup(NamedTuple):
    """Everything that the reading of a period depends on besides its cells."""

    kind: MetricKind | None
    basis: Basis
    fiscal_year: str


class RepeatedFigures:
    """Reads the figures of one table, each as `read_figure` does."""

    def __init__(
        self,
        columns: Iterable[str],
        vocabulary: Vocabulary,
        reference_days: ReferenceDays,
    ) -> None:
        self._columns = tuple(columns)
        self._vocabulary = vocabulary
        self._reference_days = reference_days
        own = {*_OWN_COLUMNS}
        self._get_shared = _cell_getter(c for c in self._columns if c not in own)
        self._get_period = _cell_getter(
            c for c in self._columns if c in _PERIOD_COLUMNS
        )
        self._patterns: dict[_Texts, _Pattern] = {}
        self._periods: dict[_PeriodGroup, _Periods] = {}
        self._published: dict[str, Span | None] = {}
        self._metric_changes = vocabulary.metrics.changes

    def read(self, cells: Cells) -> Figure:
        """Read one figure; raises as `read_figure` does."""
        value = cells.get("value", "").strip()
        is_repeatable = (
            len(value) <= _MOST_CHARACTERS
            and is_plain_number(value)
            and tuple(cells) == self._columns
        )
        if not is_repeatable:
            return read_figure(cells, self._vocabulary, self._reference_days)
        shared = self._get_shared(cells)
        figure = self._repeat(cells, value, shared)
        return figure or self._read_pattern(cells, shared)

    def _repeat(self, cells: Cells, value: str, shared: _Texts) -> Figure | None:
        """Return the figure of a row that repeats another, or None."""
        if self._metric_changes != self._vocabulary.metrics.changes:
            self._forget_patterns()
        pattern = self._patterns.get(shared)
        region = self._vocabulary.regions.find(cells["region"])
        if pattern is None or region is None:
            return None
        stored, bound, fiscal_year, periods = pattern
        period = periods.get(self._get_period(cells))
        digits = _read_digits(value)
        if fiscal_year != region.fiscal_year or period is None or digits is None:
            return None
        as_written = cells.get("as_written", "")
        if not as_written and not cells.get("relation", "").strip():
            as_written = value
        published = self._read_published(cells)
        return fill(
            Figure,
            (
                read_own_id(cells, "F"),
                region.name,
                stored.scope,
                stored.metric,
                stored.basis,
                fill(Bound, (bound.relation, digits, None, bound.unit)),
                period[0],
                period[1],
                stored.answer,
                stored.base_period,
                stored.status,
                published,
                stored.source,
                cells.get("locator", ""),
                as_written,
                cells.get("note", ""),
            ),
        )

    def _read_published(self, cells: Cells) -> Span | None:
        text = cells.get("published", "")
        if text not in self._published:
            day = read_day_cell(cells, "published", self._reference_days)
            _hold(self._published, text, day)
        return self._published[text]

    def _read_pattern(self, cells: Cells, shared: _Texts) -> Figure:
        """Read a whole row, which others may repeat."""
        figure = read_figure(cells, self._vocabulary, self._reference_days)
        vocabulary, bound = self._vocabulary, figure.bound
        if any(not isinstance(record, Region) for record in vocabulary.new_records):
            self._forget_patterns()  # a unit may be read otherwise from now on
        region = vocabulary.regions.find(figure.region)
        is_range = bound is not None and bound.value_high is not None
        is_bare = not cells.get("unit", "").strip()
        if (
            vocabulary.has_news
            or is_bare
            or is_range
            or bound is None
            or region is None
            or vocabulary.metrics.find(cells["metric"]) is not figure.metric
        ):
            return figure
        periods = self._find_periods(cells, figure, region)
        pattern = _Pattern(figure, bound, region.fiscal_year, periods)
        _hold(self._patterns, shared, pattern)
        if figure.span.days <= DAYS_IN_LEAP_YEAR:
            _hold(periods, self._get_period(cells), (figure.start, figure.end))
        return figure

    def _find_periods(self, cells: Cells, figure: Figure, region: Region) -> _Periods:
        fiscal_year = cells.get("fiscal_year", "") or region.fiscal_year
        group = _PeriodGroup(figure.metric.kind, figure.basis, fiscal_year)
        if group not in self._periods:
            _hold(self._periods, group, {})
        return self._periods[group]

    def _forget_patterns(self) -> None:
        self._metric_changes = self._vocabulary.metrics.changes
        self._patterns.clear()


def _read_digits(value: str) -> Decimal | None:
    """Return a plain number; None where it is misplaced commas or a signed zero."""
    if "," not in value and value[0] != "-":
        return Decimal(value)
    try:
        return split_number(value)[0]
    except Unreadable:
        return None


def _cell_getter(columns: Iterable[str]) -> Callable[[Cells], _Texts]:
    names = tuple(columns)
    if len(names) > 1:
        return itemgetter(*names)
    if names:
        return lambda cells: (cells[names[0]],)
    return lambda _: ()


def _hold(held: dict[Key, Value], key: Key, value: Value) -> None:
    if len(held) >= _MOST_HELD:
        held.clear()
    held[key] = value
