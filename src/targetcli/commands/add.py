"""Add a target to the store."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from targetcli import environment
from targetcli.commands import record_options as options
from targetcli.commands.ask_meaning import ask_meaning
from targetcli.commands.enter_record import enter_record, list_cells
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.model.bound import Relation
from targetcli.model.period import ReferenceDays
from targetcli.model.records import When, format_target_id
from targetcli.reading.records import read_target
from targetcli.render.record_text import target_text
from targetcli.session.declarations import Argument, Option
from targetcli.session.session import Session


class TargetRow(NamedTuple):
    """The columns of a target as options."""

    region: options.Region
    metric: options.Metric
    value: Annotated[
        str, Argument(help="Value as written, such as at least 5% or 突破3600亿元.")
    ] = ""
    deadline: Annotated[
        str,
        Option(
            "--by",
            metavar="DEADLINE",
            help="Deadline: 2025, March 2025, 2025年底, 2021..2025 …",
        ),
    ] = ""
    window_start: options.From = ""
    unit: options.Unit = ""
    scope: options.Scope = ""
    relation: Annotated[
        Relation | None,
        Option("--relation", help="Relation, if the value does not say it."),
    ] = None
    basis: options.BasisOption = None
    base_period: options.Base = ""
    baseline_value: Annotated[
        str, Option("--baseline", metavar="VALUE", help="Where it starts from.")
    ] = ""
    baseline_period: Annotated[
        str, Option("--baseline-for", metavar="PERIOD", help="When that was.")
    ] = ""
    commitment: options.CommitmentOption = None
    plan: Annotated[str, Option("--plan", help="The plan it belongs to.")] = ""
    announced: Annotated[
        str, Option("--announced", metavar="DATE", help="When it was announced.")
    ] = ""
    source: options.Source = ""
    locator: options.Locator = ""
    note: options.Note = ""
    kind: options.KindOption = None
    better: options.BetterOption = None
    when: Annotated[
        When | None,
        Option("--when", help="Must it hold at the deadline, or any time by it?"),
    ] = None
    owner: Annotated[
        str, Option("--owner", help="Who answers for it; several by ;.")
    ] = ""
    fiscal_year: options.FiscalYear = ""
    as_written: Annotated[
        str, Option("--as-written", help="The words, where there is no number.")
    ] = ""


app = new_app()


@app.command("add", asks=True)
@spread_options
def add(session: Session, row: TargetRow, dry_run: options.DryRun = False) -> None:
    """Add an announced target and print its id."""
    days = ReferenceDays(environment.today())
    cells = ask_meaning(
        session, list_cells(row), lambda asked, known: read_target(asked, known, days)
    )
    enter_record(
        session,
        "add",
        lambda vocabulary: read_target(cells, vocabulary, days),
        lambda transaction, target: transaction.save_target(target),
        lambda target, number: (format_target_id(number), target_text(target)),
        dry_run=dry_run,
    )
