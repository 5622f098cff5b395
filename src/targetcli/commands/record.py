"""Record a figure."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from targetcli.commands import environment
from targetcli.commands.app import new_app, verb
from targetcli.commands.entering import enter
from targetcli.commands.session import Session
from targetcli.model.period import Relatives
from targetcli.model.records import Basis, Better, Kind, Status, figure_name
from targetcli.reading.entries import read_figure
from targetcli.render.words import figure_text

app = new_app()

Text = str | None


@app.command("record")
@verb
def record(
    session: Session,
    region: Annotated[str, Argument(help="Whom it is about, such as 云溪区.")],
    metric: Annotated[str, Argument(help="What is measured, such as gdp.")],
    value: Annotated[
        str, Argument(help="The value as written, such as 3222.84亿元 or 近2.3万个.")
    ],
    period: Annotated[
        str, Option("--for", metavar="PERIOD", help="2023, 2025Q2, 2023-12-31 …")
    ],
    scope: Annotated[
        str, Option("--scope", metavar="WORDS", help="What it covers; several by ;.")
    ] = "",
    basis: Annotated[
        Basis | None, Option("--basis", help="How the number is to be read.")
    ] = None,
    base: Annotated[
        Text, Option("--base", metavar="PERIOD", help="What growth is measured on.")
    ] = None,
    status: Annotated[
        Status | None, Option("--status", help="The stage of the figure.")
    ] = None,
    published: Annotated[
        Text, Option("--published", metavar="DATE", help="When it was published.")
    ] = None,
    source: Annotated[
        str, Option("--source", help="A source's id, its address or its title.")
    ] = "",
    locator: Annotated[
        str, Option("--locator", help="Where in the source, such as 第22段.")
    ] = "",
    note: Annotated[str, Option("--note", help="Anything to remember.")] = "",
    kind: Annotated[
        Kind | None, Option("--kind", help="What sort of metric, if it is new.")
    ] = None,
    better: Annotated[
        Better | None, Option("--better", help="Which way is better, if it is new.")
    ] = None,
    dry_run: Annotated[
        bool, Option("--dry-run", "-n", help="Say what would be done; do nothing.")
    ] = False,
) -> None:
    """Record a reported figure and print its id."""
    fields = {
        "region": region,
        "metric": metric,
        "value": value,
        "period": period,
        "scope": scope,
        "basis": basis or "",
        "base_period": base or "",
        "status": status or "",
        "published": published or "",
        "source": source,
        "locator": locator,
        "note": note,
        "kind": kind or "",
        "better": better or "",
    }
    relatives = Relatives(environment.today())
    enter(
        session,
        "record",
        lambda vocabulary: read_figure(fields, vocabulary, relatives),
        lambda writing, figure: writing.save_figure(figure),
        lambda figure, saved: (figure_name(saved), figure_text(figure)),
        dry_run=dry_run,
    )
