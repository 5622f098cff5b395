"""Regions: list them, add one."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option

from targetcli.commands import entry_options as options
from targetcli.commands.app import new_app, verb
from targetcli.commands.catalogue import regions_of
from targetcli.commands.entering import enter
from targetcli.commands.naming import REGIONS, add_naming
from targetcli.commands.options import Shape
from targetcli.commands.session import Session
from targetcli.reading.catalogue import read_region

app = new_app(name="regions", invoke_without_command=True)


@app.callback()
@verb
def list_regions(context: Context, session: Session, shape: Shape) -> None:
    """List the regions; add one with: regions add."""
    if context.invoked_subcommand is None:
        with session.reading() as store:
            session.show(regions_of(store), shape)


@app.command("add")
@verb
def add(
    session: Session,
    name: Annotated[str, Argument(help="The name, such as 云溪区.")],
    name_en: options.EnglishName = "",
    parent: Annotated[str, Option("--parent", help="The region it lies in.")] = "",
    code: Annotated[str, Option("--code", help="Its official code.")] = "",
    alias: options.Aliases = None,
) -> None:
    """Add a region."""
    fields = {
        "name": name,
        "name_en": name_en,
        "parent": parent,
        "code": code,
        "aliases": "|".join(alias or ()),
    }
    enter(
        session,
        "regions add",
        lambda words: words.accept(read_region(fields, words)),
        lambda writing, region: writing.save_region(region),
        lambda region, _: (region.name, "region"),
    )


add_naming(app, REGIONS)
