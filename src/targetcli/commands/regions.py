"""Regions: list them, add one."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option

from targetcli.commands import record_options as options
from targetcli.commands.aliases_and_merges import REGIONS, add_naming
from targetcli.commands.app import new_app, spread_options
from targetcli.commands.record_entry import enter_record
from targetcli.exporting.output import show_dataset
from targetcli.reading.reference_records import read_region
from targetcli.session.listings import load_regions
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session

app = new_app(name="regions", invoke_without_command=True)


@app.callback()
@spread_options
def list_regions(context: Context, session: Session, output: OutputOptions) -> None:
    """List the regions; add one with: regions add."""
    if context.invoked_subcommand is None:
        with session.open_store() as store:
            show_dataset(session, load_regions(store), output)


@app.command("add")
@spread_options
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
    enter_record(
        session,
        "regions add",
        lambda words: words.add_described(read_region(fields, words)),
        lambda writing, region: writing.save_region(region),
        lambda region, _: (region.name, "region"),
    )


add_naming(app, REGIONS)
