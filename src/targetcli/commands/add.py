"""Add a target."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from targetcli import environment
from targetcli.commands import record_options as options
from targetcli.commands.app import new_app, spread_options
from targetcli.commands.enter_record import enter_record
from targetcli.model.bound import Relation
from targetcli.model.period import ReferenceDays
from targetcli.model.records import format_target_id
from targetcli.reading.records import read_target
from targetcli.render.record_text import (
    target_text,
)
from targetcli.session.session import Session

app = new_app()


@app.command("add")
@spread_options
def add(
    session: Session,
    region: options.Region,
    metric: options.Metric,
    value: Annotated[
        str, Argument(help="The value as written, such as 突破3600亿元 or 50家以上.")
    ] = "",
    by: Annotated[
        str, Option("--by", metavar="DEADLINE", help="2025, 2025年底, 2021..2025 …")
    ] = "",
    since: options.From = "",
    scope: options.Scope = "",
    relation: Annotated[
        Relation | None,
        Option("--relation", help="Said outright, where the words do not say it."),
    ] = None,
    basis: options.OfBasis = None,
    base: options.Base = "",
    baseline: Annotated[
        str, Option("--baseline", metavar="VALUE", help="Where it starts from.")
    ] = "",
    baseline_for: Annotated[
        str, Option("--baseline-for", metavar="PERIOD", help="When that was.")
    ] = "",
    commitment: options.Firmness = None,
    plan: Annotated[str, Option("--plan", help="The plan it belongs to.")] = "",
    announced: Annotated[
        str, Option("--announced", metavar="DATE", help="When it was announced.")
    ] = "",
    source: options.Source = "",
    locator: options.Locator = "",
    note: options.Note = "",
    kind: options.NewKind = None,
    better: options.NewBetter = None,
    words: Annotated[
        str, Option("--as-written", help="The words, where there is no number.")
    ] = "",
    dry_run: options.DryRun = False,
) -> None:
    """Add an announced target and print its id."""
    fields = {
        "region": region,
        "metric": metric,
        "value": value,
        "deadline": by,
        "window_start": since,
        "scope": scope,
        "relation": relation or "",
        "basis": basis or "",
        "base_period": base,
        "baseline_value": baseline,
        "baseline_period": baseline_for,
        "commitment": commitment or "",
        "plan": plan,
        "announced": announced,
        "source": source,
        "locator": locator,
        "note": note,
        "kind": kind or "",
        "better": better or "",
        "as_written": words,
    }
    relatives = ReferenceDays(environment.today())
    enter_record(
        session,
        "add",
        lambda vocabulary: read_target(fields, vocabulary, relatives),
        lambda writing, target: writing.save_target(target),
        lambda target, saved: (format_target_id(saved), target_text(target)),
        dry_run=dry_run,
    )
