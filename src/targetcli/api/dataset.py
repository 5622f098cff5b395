"""Read rows, as the CSV files have them, into records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple, TypeVar

from targetcli.errors import TargetsError
from targetcli.model.formula_guard import remove_guard
from targetcli.model.period import ReferenceDays
from targetcli.model.records import (
    Figure,
    Identity,
    Metric,
    Milestone,
    Region,
    Source,
    Target,
)
from targetcli.model.unit_vocabulary import is_built_in
from targetcli.model.units import UserUnit
from targetcli.reading import records, reference_records
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.error_messages.message import build_error_message
from targetcli.session.lexicon_files import load_lexicon
from targetcli.session.simplification import simplify_characters

Row = Mapping[str, str | None]
"""A row by column, as of the CSV files; None is an empty cell."""
Record = TypeVar("Record")


class RowRefused(ValueError):
    """A row that cannot be read: its table, its number from 1, its id, the reason."""

    def __init__(self, table: str, number: int, record_id: str, reason: str) -> None:
        super().__init__(table, number, record_id, reason)
        self.table = table
        self.number = number
        self.record_id = record_id
        self.reason = reason

    def __str__(self) -> str:
        record_id = f" ({self.record_id})" if self.record_id else ""
        return f"{self.table}, row {self.number}{record_id}: {self.reason}"


class ReferenceRecords(NamedTuple):
    """Records that verdicts depend on besides targets and figures."""

    regions: tuple[Region, ...] = ()
    metrics: tuple[Metric, ...] = ()
    units: tuple[UserUnit, ...] = ()
    sources: tuple[Source, ...] = ()
    identities: tuple[Identity, ...] = ()
    milestones: tuple[Milestone, ...] = ()


NO_REFERENCE: Final = ReferenceRecords()


def read_reference(tables: Mapping[str, Iterable[Row]]) -> ReferenceRecords:
    """Read the tables around targets and figures, by the names of their files.

    These are ``regions``, ``metrics``, ``units``, ``sources``, ``identities`` and
    ``milestones``; any may be left out. Raises `RowRefused`.
    """
    vocabulary = _create_vocabulary(strict=False)

    def read(name: str, read_row: Callable[[dict[str, str]], Record]) -> list[Record]:
        return list(_read_rows(name, tables.get(name, ()), read_row))

    read(
        "sources", lambda c: vocabulary.add_described(reference_records.read_source(c))
    )
    units = read("units", lambda c: _add_unit(c, vocabulary))
    read(
        "regions",
        lambda c: vocabulary.add_described(
            reference_records.read_region(c, vocabulary)
        ),
    )
    read(
        "metrics",
        lambda c: vocabulary.add_described(
            reference_records.read_metric(c, vocabulary)
        ),
    )
    identities = read(
        "identities", lambda c: reference_records.read_identity(c, vocabulary)
    )
    milestones = read("milestones", reference_records.read_milestone)
    new_units = (unit for unit in vocabulary.new_records if isinstance(unit, UserUnit))
    return ReferenceRecords(
        vocabulary.regions.records(),
        vocabulary.metrics.records(),
        tuple(dict.fromkeys((*filter(_is_added, units), *new_units))),
        vocabulary.sources.records(),
        tuple(identities),
        tuple(milestones),
    )


def _add_unit(cells: dict[str, str], vocabulary: Vocabulary) -> UserUnit:
    unit = reference_records.read_unit(cells, vocabulary)
    if _is_added(unit):
        vocabulary.add_described(unit)
    return unit


def _is_added(unit: UserUnit) -> bool:
    return not is_built_in(unit)


class RowReader:
    """Reads rows of targets and figures by the names of a reference.

    With `strict` a region, metric, unit or source that the reference lacks is refused;
    otherwise it is added, as an import does. `today` is what relative words such as
    ``this-year`` count from; without it they are refused.
    """

    def __init__(
        self,
        reference: ReferenceRecords = NO_REFERENCE,
        *,
        strict: bool = False,
        today: date | None = None,
    ) -> None:
        self._vocabulary = _create_vocabulary(strict=strict)
        self._vocabulary.reads_files = True
        self._vocabulary.add_known(reference.units)
        self._vocabulary.add_known(reference.regions)
        self._vocabulary.add_known(reference.metrics)
        self._vocabulary.add_known(reference.sources)
        self._reference = reference
        self._days = ReferenceDays(today)

    def read_targets(self, rows: Iterable[Row]) -> tuple[Target, ...]:
        """Read targets; one without an id gets the next number. Raises `RowRefused`."""
        targets = [
            *_read_rows(
                "targets",
                rows,
                lambda cells: records.read_target(cells, self._vocabulary, self._days),
            )
        ]
        numbers = _number_missing(target.id for target in targets)
        return tuple(
            target._replace(id=number, metric=self._describe(target.metric))
            for target, number in zip(targets, numbers, strict=True)
        )

    def read_figures(self, rows: Iterable[Row]) -> tuple[Figure, ...]:
        """Read figures; one without an id gets the next number. Raises `RowRefused`."""
        figures = [
            *_read_rows(
                "figures",
                rows,
                lambda cells: records.read_figure(cells, self._vocabulary, self._days),
            )
        ]
        numbers = _number_missing(figure.id for figure in figures)
        return tuple(
            figure._replace(id=number, metric=self._describe(figure.metric))
            for figure, number in zip(figures, numbers, strict=True)
        )

    @property
    def reference(self) -> ReferenceRecords:
        """The reference with the names that the rows read so far have added."""
        added = self._vocabulary.new_records
        units = (unit for unit in added if isinstance(unit, UserUnit))
        return self._reference._replace(
            regions=self._vocabulary.regions.records(),
            metrics=self._vocabulary.metrics.records(),
            units=(*self._reference.units, *units),
            sources=self._vocabulary.sources.records(),
        )

    def _describe(self, metric: Metric) -> Metric:
        """Return a metric as the last row described it."""
        return self._vocabulary.metrics.get(metric.name)


def _create_vocabulary(*, strict: bool) -> Vocabulary:
    return Vocabulary(simplify_characters, strict=strict, load_lexicon=load_lexicon)


def _read_rows(
    table: str, rows: Iterable[Row], read: Callable[[dict[str, str]], Record]
) -> Iterator[Record]:
    for number, row in enumerate(rows, 1):
        cells = {key: remove_guard(cell or "") for key, cell in row.items()}
        try:
            yield read(cells)
        except TargetsError as failure:
            message = build_error_message(failure)
            reason = "; ".join(filter(None, (message.message, message.hint)))
            raise RowRefused(table, number, cells.get("id", ""), reason) from failure


def _number_missing(ids: Iterable[int | None]) -> Iterator[int]:
    """Yield ids, in place of each missing one the next after the largest."""
    known = tuple(ids)
    last = max((number for number in known if number is not None), default=0)
    for number in known:
        if number is None:
            last += 1
        yield last if number is None else number
