"""Export tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from typer import Argument

from targetcli.commands import catalogue
from targetcli.commands.app import new_app, verb
from targetcli.commands.comparing import answer_of, comparison_of
from targetcli.commands.options import AsOf, Filter, Shape, Style, Under
from targetcli.commands.session import Answer, Session, selected
from targetcli.errors import OutputUnusable, WrongUsage
from targetcli.render import record_json, record_tables
from targetcli.reports.comparison import MISSES, only
from targetcli.reports.listings import figures_known, targets_known
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


_NAMES: dict[What, Callable[[Store], Answer]] = {
    What.SOURCES: catalogue.sources_of,
    What.UNITS: catalogue.added_units_of,
    What.REGIONS: catalogue.regions_of,
    What.METRICS: catalogue.metrics_of,
    What.IDENTITIES: catalogue.identities_of,
    What.MILESTONES: catalogue.milestones_of,
}
# These files are there only where a store holds any such rows.
_WHERE_THERE_ARE_ANY = (What.UNITS, What.IDENTITIES, What.MILESTONES)
_FOLDER = Path("targets-export")


@app.command("export")
@verb
def export(
    session: Session,
    asked: Filter,
    day: AsOf,
    under: Under,
    shape: Shape,
    what: Annotated[
        What, Argument(help="What to write; all writes a folder of CSV files.")
    ] = What.TARGETS,
) -> None:
    """Write records or verdicts as CSV or JSON."""
    with session.reading() as store:
        if what is What.ALL:
            _export_all(session, store, shape)
        elif what in _NAMES:
            session.show(_NAMES[what](store), _as_file(shape))
        else:
            answer = _asked_for(session, store, what, asked, day, under)
            session.show(answer, _as_file(shape))


def _as_file(shape: Shape) -> Shape:
    return shape._replace(format=shape.style or Style.CSV)


def _export_all(session: Session, store: Store, shape: Shape) -> None:
    if shape.style not in (None, Style.CSV):
        raise WrongUsage("the whole store is exported as CSV", "leave --format out")
    folder = shape.output or _FOLDER
    if folder.exists() and not folder.is_dir():
        raise OutputUnusable(str(folder), "it is a file", "name a folder with -o")
    folder.mkdir(parents=True, exist_ok=True)
    whole = {
        **{what: listed(store) for what, listed in _NAMES.items()},
        What.TARGETS: _targets(store, Filter(), None),
        What.FIGURES: _figures(store, Filter(), None),
    }
    for what, answer in whole.items():
        if what not in _WHERE_THERE_ARE_ANY or answer.rows:
            file = shape._replace(output=folder / f"{what.value}.csv", as_csv=True)
            session.show(answer, file)


def _asked_for(
    session: Session,
    store: Store,
    what: What,
    asked: Filter,
    day: AsOf,
    under: Under,
) -> Answer:
    if what is What.TARGETS:
        return _targets(store, asked, session.as_of_or_ever(day))
    if what is What.FIGURES:
        return _figures(store, asked, session.as_of_or_ever(day))
    judged = comparison_of(store, asked, session.as_of(day), under)
    return answer_of(only(judged, MISSES) if what is What.MISSES else judged, "export")


def _targets(store: Store, asked: Filter, as_of: date | None) -> Answer:
    rows = targets_known(store.targets(selected(store, asked)), as_of)
    layout = record_tables.targets_layout()
    return Answer("export", layout, rows, record_json.target_json, {})


def _figures(store: Store, asked: Filter, as_of: date | None) -> Answer:
    rows = figures_known(store.figures(selected(store, asked)), as_of)
    layout = record_tables.figures_layout()
    return Answer("export", layout, rows, record_json.figure_json, {})
