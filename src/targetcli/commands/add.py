"""Add a target."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from targetcli.commands import environment
from targetcli.commands.app import new_app, verb
from targetcli.commands.entering import enter
from targetcli.commands.session import Session
from targetcli.model.bound import Relation
from targetcli.model.period import Relatives
from targetcli.model.records import Basis, Better, Commitment, Kind, target_name
from targetcli.reading.entries import read_target
from targetcli.render.words import target_text

app = new_app()

Text = str | None


@app.command("add")
@verb
def add(
    session: Session,
    region: Annotated[str, Argument(help="Who announced it, such as 云溪区.")],
    metric: Annotated[str, Argument(help="What is measured, such as gdp.")],
    value: Annotated[
        str, Argument(help="The value as written, such as 突破3600亿元 or 50家以上.")
    ] = "",
    by: Annotated[
        Text, Option("--by", metavar="DEADLINE", help="2025, 2025年底, 2021..2025 …")
    ] = None,
    since: Annotated[
        Text, Option("--from", metavar="PERIOD", help="Where its window starts.")
    ] = None,
    scope: Annotated[
        str, Option("--scope", metavar="WORDS", help="What it covers; several by ;.")
    ] = "",
    relation: Annotated[
        Relation | None,
        Option("--relation", help="Said outright, where the words do not say it."),
    ] = None,
    basis: Annotated[
        Basis | None, Option("--basis", help="How the number is to be read.")
    ] = None,
    base: Annotated[
        Text, Option("--base", metavar="PERIOD", help="What growth is measured on.")
    ] = None,
    baseline: Annotated[
        Text, Option("--baseline", metavar="VALUE", help="Where it starts from.")
    ] = None,
    baseline_for: Annotated[
        Text, Option("--baseline-for", metavar="PERIOD", help="When that was.")
    ] = None,
    commitment: Annotated[
        Commitment | None, Option("--commitment", help="How firmly it was announced.")
    ] = None,
    plan: Annotated[str, Option("--plan", help="The plan it belongs to.")] = "",
    announced: Annotated[
        Text, Option("--announced", metavar="DATE", help="When it was announced.")
    ] = None,
    source: Annotated[
        str, Option("--source", help="A source's id, its address or its title.")
    ] = "",
    locator: Annotated[
        str, Option("--locator", help="Where in the source, such as 第17段.")
    ] = "",
    note: Annotated[str, Option("--note", help="Anything to remember.")] = "",
    kind: Annotated[
        Kind | None, Option("--kind", help="What sort of metric, if it is new.")
    ] = None,
    better: Annotated[
        Better | None, Option("--better", help="Which way is better, if it is new.")
    ] = None,
    words: Annotated[
        str, Option("--as-written", help="The words, where there is no number.")
    ] = "",
    dry_run: Annotated[
        bool, Option("--dry-run", "-n", help="Say what would be done; do nothing.")
    ] = False,
) -> None:
    """Add an announced target and print its id."""
    fields = {
        "region": region,
        "metric": metric,
        "value": value,
        "deadline": by or "",
        "window_start": since or "",
        "scope": scope,
        "relation": relation or "",
        "basis": basis or "",
        "base_period": base or "",
        "baseline_value": baseline or "",
        "baseline_period": baseline_for or "",
        "commitment": commitment or "",
        "plan": plan,
        "announced": announced or "",
        "source": source,
        "locator": locator,
        "note": note,
        "kind": kind or "",
        "better": better or "",
        "as_written": words,
    }
    relatives = Relatives(environment.today())
    enter(
        session,
        "add",
        lambda vocabulary: read_target(fields, vocabulary, relatives),
        lambda writing, target: writing.save_target(target),
        lambda target, saved: (target_name(saved), target_text(target)),
        dry_run=dry_run,
    )
