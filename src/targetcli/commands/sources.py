"""Sources: list them, add one."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option

from targetcli.commands.aliases_and_merges import SOURCES, add_naming
from targetcli.commands.app import new_app, spread_options
from targetcli.commands.record_entry import enter_record
from targetcli.exporting.output import show_dataset
from targetcli.reading.reference_records import read_source
from targetcli.session.listings import load_sources
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session

app = new_app(name="sources", invoke_without_command=True)


@app.callback()
@spread_options
def list_sources(context: Context, session: Session, output: OutputOptions) -> None:
    """List the sources; add one with: sources add."""
    if context.invoked_subcommand is None:
        with session.open_store() as store:
            show_dataset(session, load_sources(store), output)


@app.command("add")
@spread_options
def add(
    session: Session,
    name: Annotated[str, Argument(metavar="ID", help="A short id, such as yx-2024.")],
    title: Annotated[str, Option("--title", help="Its title.")] = "",
    publisher: Annotated[str, Option("--publisher", help="Who published it.")] = "",
    published: Annotated[
        str, Option("--published", metavar="DATE", help="When it was published.")
    ] = "",
    url: Annotated[str, Option("--url", help="Its official address.")] = "",
    archived_url: Annotated[
        str, Option("--archived-url", help="Where a copy is kept.")
    ] = "",
    sha256: Annotated[str, Option("--sha256", help="The digest of a local copy.")] = "",
) -> None:
    """Add a source."""
    fields = {
        "id": name,
        "title": title,
        "publisher": publisher,
        "published": published,
        "url": url,
        "archived_url": archived_url,
        "sha256": sha256,
    }
    enter_record(
        session,
        "sources add",
        lambda words: words.add_described(read_source(fields)),
        lambda writing, source: writing.save_source(source),
        lambda source, _: (source.id, source.title or source.url or "source"),
    )


add_naming(app, SOURCES)
