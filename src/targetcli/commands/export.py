"""Export tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated

from typer import Argument

from targetcli.commands.app import new_app, verb
from targetcli.errors import WrongUsage
from targetcli.exporting.archive import write_whole
from targetcli.exporting.output import show_dataset
from targetcli.render.columns import records, records_json
from targetcli.render.columns.history import (
    kept_json,
    kept_layout,
    write_json,
    writes_layout,
)
from targetcli.reports.comparison import MISSES, only
from targetcli.reports.listings import figures_known
from targetcli.session import listings
from targetcli.session.comparison import answer_of, comparison_of
from targetcli.session.listings import targets_of
from targetcli.session.options import (
    AsOfOption,
    Format,
    OutputOptions,
    ProfileOption,
    RecordFilter,
)
from targetcli.session.session import Dataset, Session, selected
from targetcli.store.store import Store

app = new_app()


class What(StrEnum):
    """What can be exported."""

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


_NAMES: dict[What, Callable[[Store], Dataset]] = {
    What.SOURCES: listings.sources_of,
    What.UNITS: listings.added_units_of,
    What.REGIONS: listings.regions_of,
    What.METRICS: listings.metrics_of,
    What.IDENTITIES: listings.identities_of,
    What.MILESTONES: listings.milestones_of,
}


@app.command("export")
@verb
def export(
    session: Session,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
    output: OutputOptions,
    what: Annotated[
        What,
        Argument(help="What to write; all is a folder of files, or one workbook."),
    ] = What.TARGETS,
) -> None:
    """Write records or verdicts for other programs, or the whole store."""
    _refuse_unused(what, record_filter, as_of_option, output)
    with session.reading() as store:
        if what is What.ALL:
            write_whole(session, store, output, _everything(store))
        else:
            answer = _asked_for(
                session, store, what, record_filter, as_of_option, profile_option
            )
            output_format = output.chosen_format or Format.CSV
            show_dataset(session, answer, output._replace(format=output_format))


def _refuse_unused(
    what: What,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    output: OutputOptions,
) -> None:
    """Refuse what would silently not be heeded."""
    if what is What.FIGURES and (record_filter.plan or record_filter.due_before):
        raise WrongUsage(
            "a figure has no plan and no deadline", "targets have: export targets"
        )
    is_filtered = record_filter != RecordFilter() or as_of_option.as_of is not None
    if is_filtered and (what is What.ALL or what in _NAMES):
        hint = "leave the filters and --as-of out; targets and figures take them"
        they = "all is" if what is What.ALL else f"{what} are"
        raise WrongUsage(f"{they} exported whole", hint)
    if what is What.ALL and (output.fields or output.sort):
        hint = "leave --fields and --sort out, or name one table"
        raise WrongUsage("all is several tables", hint)


def _everything(store: Store) -> dict[str, Dataset]:
    return {
        **{what.value: listed(store) for what, listed in _NAMES.items()},
        What.TARGETS.value: _targets(store, RecordFilter(), None),
        What.FIGURES.value: _figures(store, RecordFilter(), None),
        "log": Dataset("export", writes_layout(), store.writes(), write_json, {}),
        "history": Dataset("export", kept_layout(), store.past(), kept_json, {}),
    }


def _asked_for(
    session: Session,
    store: Store,
    what: What,
    record_filter: RecordFilter,
    as_of_option: AsOfOption,
    profile_option: ProfileOption,
) -> Dataset:
    if what in _NAMES:
        return _NAMES[what](store)
    if what is What.TARGETS:
        return _targets(store, record_filter, session.read_optional_as_of(as_of_option))
    if what is What.FIGURES:
        return _figures(store, record_filter, session.read_optional_as_of(as_of_option))
    judged = comparison_of(
        store, record_filter, session.read_as_of(as_of_option), profile_option
    )
    told = only(judged, MISSES) if what is What.MISSES else judged
    return answer_of(store, told, "export")._replace(name=what.value)


def _targets(store: Store, record_filter: RecordFilter, as_of: date | None) -> Dataset:
    answer = targets_of(store, record_filter, as_of, "export")
    return answer._replace(name="targets", head={})


def _figures(store: Store, record_filter: RecordFilter, as_of: date | None) -> Dataset:
    rows = figures_known(store.figures(selected(store, record_filter)), as_of)
    layout = records.figures_layout()
    return Dataset("export", layout, rows, records_json.figure_json, {}, "figures")
