"""Record a figure in the store."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from targetcli import environment
from targetcli.commands import record_options as options
from targetcli.commands.ask_meaning import ask_meaning
from targetcli.commands.enter_record import enter_record, list_cells
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import WrongUsage
from targetcli.model.period import ReferenceDays
from targetcli.model.records import FigureStatus, format_figure_id, read_record_id
from targetcli.problems.usage import UsageProblem
from targetcli.reading.records import read_figure
from targetcli.render.record_text import figure_text
from targetcli.session.declarations import Argument, Option
from targetcli.session.session import Session


class FigureRow(NamedTuple):
    """The columns of a figure as options."""

    region: Annotated[
        str,
        Argument(
            help="Country, region or body; or a target, such as T1, "
            "which has the region, metric and unit."
        ),
    ]
    metric: Annotated[
        str, Argument(help="Name of what is measured; of a target its value.")
    ]
    value: Annotated[
        str, Argument(help="Value as written, such as 1,240 homes or 近2.3万个.")
    ] = ""
    period: Annotated[
        str,
        Option(
            "--for",
            metavar="PERIOD",
            help="Period: 2023, Q2 2025, 2025年1-9月; of a target else its next.",
        ),
    ] = ""
    unit: options.Unit = ""
    scope: options.Scope = ""
    basis: options.BasisOption = None
    base_period: options.Base = ""
    status: Annotated[
        FigureStatus | None, Option("--status", help="The stage of the figure.")
    ] = None
    published: Annotated[
        str, Option("--published", metavar="DATE", help="When it was published.")
    ] = ""
    source: options.Source = ""
    locator: options.Locator = ""
    note: options.Note = ""
    kind: options.KindOption = None
    better: options.BetterOption = None
    fiscal_year: options.FiscalYear = ""


_SUBJECT = ("region", "metric")

app = new_app()


@app.command("record")
@spread_options
def record(session: Session, row: FigureRow, dry_run: options.DryRun = False) -> None:
    """Record a reported figure and print its id."""
    days = ReferenceDays(environment.today())
    given = _complete(session, list_cells(row))
    cells = ask_meaning(
        session, given, lambda asked, known: read_figure(asked, known, days)
    )
    enter_record(
        session,
        "record",
        lambda vocabulary: read_figure(cells, vocabulary, days),
        lambda transaction, figure: transaction.save_figure(figure),
        lambda figure, number: (format_figure_id(number), figure_text(figure)),
        dry_run=dry_run,
    )


def _complete(session: Session, cells: dict[str, str]) -> dict[str, str]:
    """Return the cells of a figure, with those of the target that it is of.

    Raises `WrongUsage` for a figure without a value, or without a period.
    """
    if cells["value"]:
        if not cells["period"]:
            raise WrongUsage(UsageProblem.NO_PERIOD)
        return cells
    number = read_record_id(cells["region"], "T")
    if number is None:
        raise WrongUsage(UsageProblem.NO_VALUE)
    from targetcli.session.forms import fill_in_figure  # noqa: PLC0415 - of a target

    with session.open_store() as store:
        known = fill_in_figure(store, number, cells["metric"], environment.today())
    said = {key: cell for key, cell in cells.items() if cell and key not in _SUBJECT}
    complete = {**cells, **known, **said}
    if not complete["period"]:
        raise WrongUsage(UsageProblem.NOTHING_AWAITED, target=cells["region"])
    return complete
