"""Export one table, or the whole store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated

from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import WrongUsage
from targetcli.exporting.archive import write_archive
from targetcli.exporting.output import show_dataset
from targetcli.problems.usage import UsageProblem
from targetcli.render.columns.history import (
    archived_row_json,
    archived_rows_layout,
    revision_json,
    revisions_layout,
)
from targetcli.reports.comparison import MISSES, Comparison
from targetcli.session import listings
from targetcli.session.comparison import (
    build_comparison_dataset,
    compare_selected,
    select_by_outcome,
)
from targetcli.session.dataset import Dataset
from targetcli.session.declarations import Argument
from targetcli.session.filter_remarks import say_unmatched
from targetcli.session.formats import Format
from targetcli.session.listings import load_figures, load_targets
from targetcli.session.options import (
    AsOfOption,
    JobsOption,
    OutputOptions,
    ProfileOption,
    RecordFilter,
)
from targetcli.session.session import Session
from targetcli.store import archive
from targetcli.store.store import Store

app = new_app()


class ExportContent(StrEnum):
    """The tables that can be exported, or all of them."""

    TARGETS = "targets"
    FIGURES = "figures"
    REGIONS = "regions"
    METRICS = "metrics"
    SOURCES = "sources"
    UNITS = "units"
    IDENTITIES = "identities"
    MILESTONES = "milestones"
    COMPARE = "compare"
    MISSES = "misses"
    ALL = "all"


_REFERENCE: dict[ExportContent, Callable[[Store], Dataset]] = {
    ExportContent.SOURCES: listings.load_sources,
    ExportContent.UNITS: listings.load_added_units,
    ExportContent.REGIONS: listings.load_regions,
    ExportContent.METRICS: listings.load_metrics,
    ExportContent.IDENTITIES: listings.load_identities,
    ExportContent.MILESTONES: listings.load_milestones,
}

_VERDICTS = (ExportContent.COMPARE, ExportContent.MISSES)


@app.command("export")
@spread_options
def export(
    session: Session,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
    jobs_option: JobsOption,
    output: OutputOptions,
    what: Annotated[
        ExportContent,
        Argument(help="What to write; all is a folder of files, or one workbook."),
    ] = ExportContent.TARGETS,
) -> None:
    """Write records or verdicts for other programs, or the whole store."""
    _refuse_unused_options(what, record_filter, as_of_option, output)
    with session.open_store() as store:
        if what is ExportContent.ALL:
            write_archive(session, store, output, _load_whole_store(store))
        else:
            if what not in _REFERENCE:
                is_of_figures = what is ExportContent.FIGURES
                filtered = (
                    record_filter.figure_filter if is_of_figures else record_filter
                )
                say_unmatched(session, store, filtered)
            if what in _VERDICTS:
                as_of = session.read_as_of(as_of_option)
                comparison = compare_selected(
                    store, record_filter, as_of, profile_option, jobs_option=jobs_option
                )
                dataset = _load_verdicts(store, what, comparison)
            else:
                known_on = session.read_optional_as_of(as_of_option)
                dataset = _load_records(store, what, record_filter, known_on)
            output_format = output.chosen_format or Format.CSV
            show_dataset(session, dataset, output._replace(format=output_format))


def _refuse_unused_options(
    content: ExportContent,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    output: OutputOptions,
) -> None:
    """Refuse options that would have no effect."""
    if content is ExportContent.FIGURES and (
        record_filter.plan or record_filter.owner or record_filter.due_before
    ):
        raise WrongUsage(UsageProblem.PLAN_OF_FIGURES)
    is_filtered = record_filter != RecordFilter() or as_of_option.as_of is not None
    if is_filtered and (content is ExportContent.ALL or content in _REFERENCE):
        if content is ExportContent.ALL:
            raise WrongUsage(UsageProblem.FILTERED_STORE)
        raise WrongUsage(UsageProblem.FILTERED_LIST, kind=content.value)
    if content is ExportContent.ALL and (output.fields or output.sort):
        raise WrongUsage(UsageProblem.FIELDS_OF_STORE)


def _load_whole_store(store: Store) -> dict[str, Dataset]:
    writes, past = archive.read_writes(store), archive.read_past(store)
    return {
        **{table.value: load(store) for table, load in _REFERENCE.items()},
        "targets": load_targets(store, RecordFilter(), None, "export"),
        "figures": load_figures(store, RecordFilter(), None, "export"),
        "log": Dataset("export", revisions_layout(), writes, revision_json, {}),
        "history": Dataset(
            "export", archived_rows_layout(), past, archived_row_json, {}
        ),
    }


def _load_records(
    store: Store,
    content: ExportContent,
    record_filter: RecordFilter,
    as_of: date | None,
) -> Dataset:
    if content in _REFERENCE:
        return _REFERENCE[content](store)
    load = load_targets if content is ExportContent.TARGETS else load_figures
    dataset = load(store, record_filter, as_of, "export")
    return dataset._replace(name=content.value, head={})


def _load_verdicts(
    store: Store, content: ExportContent, comparison: Comparison
) -> Dataset:
    if content is ExportContent.MISSES:
        comparison = select_by_outcome(comparison, frozenset(MISSES))
    dataset = build_comparison_dataset(store, comparison, "export")
    return dataset._replace(name=content.value)
