"""Find the records that an export of their store would not bring back."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from targetcli.errors import TargetsError
from targetcli.model.fields import TABLES
from targetcli.model.period import NO_REFERENCE_DAYS
from targetcli.model.records import format_figure_id, format_target_id
from targetcli.model.unit_vocabulary import is_built_in
from targetcli.model.units import Unit
from targetcli.problems.findings import FindingProblem
from targetcli.problems.problem import FailureReason
from targetcli.reading import records, reference_records
from targetcli.reading.name_index import Simplify
from targetcli.reading.repeated_figures import RepeatedFigures
from targetcli.reading.vocabulary import Vocabulary
from targetcli.reports.record_finding import RecordFinding

Reader = Callable[[Mapping[str, str]], Any]
StoredTables = Mapping[str, Iterable[Any]]
SimilarIds = Mapping[str, Container[int]]
_ALL: SimilarIds = {}

# A record that says the same as another would be merged with it.
_TABLES_OF_DISTINCT_RECORDS = ("identities", "targets", "figures")
_NAMES: Mapping[str, Callable[[Any], str]] = {
    "sources": lambda source: f"source {source.id}",
    "units": lambda unit: f"unit {unit.text}",
    "regions": lambda region: f"region {region.name}",
    "metrics": lambda metric: f"metric {metric.name}",
    "identities": lambda identity: f"identity of {identity.whole.region}",
    "targets": lambda target: format_target_id(target.id),
    "milestones": lambda milestone: (
        f"milestone {milestone.day} of {format_target_id(milestone.target_id)}"
    ),
    "figures": lambda figure: format_figure_id(figure.id),
}


def find_lost_records(
    tables: StoredTables, simplify: Simplify, similar: SimilarIds = _ALL
) -> Iterator[RecordFinding]:
    """Yield the records that an import of their rows would refuse, change or leave out.

    Every row is read as an import of the whole store into an empty one would read it.
    Of the tables in `similar` only the records with those ids may equal another.
    """
    vocabulary = Vocabulary(simplify)
    for table, read in _list_readers(vocabulary):
        first_names: dict[int, str] = {}
        for record, cells in _write_rows(table, tables[table]):
            name = _NAMES[table](record)
            try:
                reason = _describe_difference(record, read(cells))
            except TargetsError as failure:
                reason = FailureReason(
                    FindingProblem.REFUSED_BY_IMPORT, {"failure": failure}
                )
            if reason is None and _may_be_merged(table, record, similar):
                content = hash(tuple(cells[key] for key in cells if key != "id"))
                first = first_names.setdefault(content, name)
                if first != name:
                    reason = FailureReason(
                        FindingProblem.MERGED_BY_IMPORT, {"other": first}
                    )
            if reason is not None:
                yield RecordFinding(name, reason)
            # Nobody hears of them here; of a large store they would fill the memory.
            vocabulary.take_remarks()
            vocabulary.take_described_metrics()


def _may_be_merged(table: str, record: Any, similar: SimilarIds) -> bool:  # noqa: ANN401 - any kind
    """Check that another record may say the same, with which it would be one."""
    if table not in _TABLES_OF_DISTINCT_RECORDS:
        return False
    return table not in similar or record.id in similar[table]


def _list_readers(vocabulary: Vocabulary) -> Iterator[tuple[str, Reader]]:
    """Yield each table with the function that reads its rows, in order of import."""

    def build_reader(read: Callable[..., Any], *arguments: Any) -> Reader:  # noqa: ANN401
        return lambda cells: vocabulary.add_described(read(cells, *arguments))

    yield "sources", build_reader(reference_records.read_source)
    yield "units", lambda cells: _read_new_unit(cells, vocabulary)
    yield "regions", build_reader(reference_records.read_region, vocabulary)
    yield "metrics", build_reader(reference_records.read_metric, vocabulary)
    yield (
        "identities",
        lambda cells: reference_records.read_identity(cells, vocabulary),
    )
    yield "targets", lambda cells: records.read_target(cells, vocabulary)
    yield "milestones", reference_records.read_milestone
    columns = [field.key for field in TABLES["figures"]]
    figures = RepeatedFigures(columns, vocabulary, NO_REFERENCE_DAYS)
    yield "figures", figures.read


def _read_new_unit(cells: Mapping[str, str], vocabulary: Vocabulary) -> Unit | None:
    """Read a unit that users added; None where it is a built-in one."""
    unit = reference_records.read_unit(cells, vocabulary)
    if is_built_in(unit):
        return None
    return vocabulary.units.read(vocabulary.add_described(unit).name)


def _write_rows(
    table: str, stored_records: Iterable[Any]
) -> Iterator[tuple[Any, dict[str, str]]]:
    columns = [(field.key, field.cell()) for field in TABLES[table]]
    for record in stored_records:
        yield record, {key: cell(record) for key, cell in columns}


def _describe_difference(record: Any, reread: Any) -> FailureReason | None:  # noqa: ANN401 - any kind
    if reread is None:
        return FailureReason(FindingProblem.BUILT_IN_UNIT)
    if record == reread:
        return None
    columns = tuple(
        column
        for column in record._fields
        if getattr(record, column) != getattr(reread, column)
    )
    return FailureReason(FindingProblem.CHANGED_BY_IMPORT, {"columns": columns})
