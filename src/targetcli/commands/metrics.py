"""Metrics: list them, add one."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option

from targetcli.commands import record_options as options
from targetcli.commands.aliases_and_merges import METRICS, add_naming
from targetcli.commands.app import new_app, spread_options
from targetcli.commands.record_entry import enter_record
from targetcli.exporting.output import show_dataset
from targetcli.model.records import Better, MetricKind
from targetcli.reading.reference_records import read_metric
from targetcli.session.listings import load_metrics
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session

app = new_app(name="metrics", invoke_without_command=True)


@app.callback()
@spread_options
def list_metrics(context: Context, session: Session, output: OutputOptions) -> None:
    """List the metrics; add one with: metrics add."""
    if context.invoked_subcommand is None:
        with session.open_store() as store:
            show_dataset(session, load_metrics(store), output)


@app.command("add")
@spread_options
def add(
    session: Session,
    name: Annotated[str, Argument(help="The name, such as 地区生产总值.")],
    kind: Annotated[
        MetricKind, Option("--kind", help="What sort of thing it measures.")
    ],
    better: Annotated[
        Better, Option("--better", help="Which way it should go.")
    ] = Better.MORE,
    name_en: options.EnglishName = "",
    unit: Annotated[str, Option("--unit", help="Its usual unit.")] = "",
    non_negative: Annotated[
        bool, Option("--non-negative", help="Parts of it are never below zero.")
    ] = False,
    alias: options.Aliases = None,
) -> None:
    """Add a metric."""
    fields = {
        "name": name,
        "name_en": name_en,
        "kind": kind,
        "better": better,
        "non_negative": "yes" if non_negative else "",
        "unit": unit,
        "aliases": "|".join(alias or ()),
    }
    enter_record(
        session,
        "metrics add",
        lambda words: words.add_described(read_metric(fields, words)),
        lambda writing, metric: writing.save_metric(metric),
        lambda metric, _: (metric.name, f"{metric.kind}, {metric.better} is better"),
    )


add_naming(app, METRICS)
