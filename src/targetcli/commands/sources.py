"""Sources: list them, add one."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option

from targetcli.commands.app import new_app, verb
from targetcli.commands.catalogue import sources_of
from targetcli.commands.entering import enter
from targetcli.commands.naming import SOURCES, add_naming
from targetcli.commands.options import Shape
from targetcli.commands.session import Session
from targetcli.reading.catalogue import read_source

app = new_app(name="sources", invoke_without_command=True)


@app.callback()
@verb
def list_sources(context: Context, session: Session, shape: Shape) -> None:
    """List the sources; add one with: sources add."""
    if context.invoked_subcommand is None:
        with session.reading() as store:
            session.show(sources_of(store), shape)


@app.command("add")
@verb
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
    enter(
        session,
        "sources add",
        lambda words: words.accept(read_source(fields)),
        lambda writing, source: writing.save_source(source),
        lambda source, _: (source.id, source.title or source.url or "source"),
    )


add_naming(app, SOURCES)
