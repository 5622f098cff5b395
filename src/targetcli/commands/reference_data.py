"""List and add regions, metrics, units, sources, identities and milestones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NamedTuple

from targetcli import environment
from targetcli.commands import correct_reference_data
from targetcli.commands.enter_record import enter_record, list_cells
from targetcli.commands.merge_reference_data import (
    METRICS,
    REGIONS,
    SOURCES,
    add_alias_and_merge,
    add_unit_alias_and_merge,
)
from targetcli.commands.verb_app import Invocation, VerbApp, new_app, spread_options
from targetcli.commands.verbs import VERBS
from targetcli.errors import Contradiction
from targetcli.exporting.output import show_dataset
from targetcli.model.metric_meaning import add_meaning, find_contradiction
from targetcli.model.period import ReferenceDays
from targetcli.model.quantity import format_digits
from targetcli.model.records import (
    Better,
    Identity,
    Metric,
    MetricKind,
    Milestone,
    Target,
    format_target_id,
)
from targetcli.problems.records import Conflict
from targetcli.reading import reference_records as reading
from targetcli.reading.cells import Cells, read_id
from targetcli.reading.metrics import add_known
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.i18n import gettext
from targetcli.render.record_text import metric_meaning_text, scoped_region_text
from targetcli.session import listings
from targetcli.session.correction import check_metric_in_store
from targetcli.session.dataset import Dataset
from targetcli.session.declarations import Argument, Option
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session
from targetcli.store.store import Store

_EnglishName = Annotated[str, Option("--en", help="Its name in English.")]
_Aliases = Annotated[
    list[str] | None, Option("--alias", help="Another name; may be repeated.")
]


def new_list(name: str, load: Callable[[Store], Dataset]) -> VerbApp:
    """Create the app of a verb that lists records unless a subcommand is named."""
    app = new_app(name=name, invoke_without_command=True)

    @app.callback(help=VERBS[name].summary)
    @spread_options
    def show_list(
        invocation: Invocation, session: Session, output: OutputOptions
    ) -> None:
        if invocation.subcommand is None:
            with session.open_store() as store:
                show_dataset(session, load(store), output)

    return app


regions = new_list("regions", listings.load_regions)
metrics = new_list("metrics", listings.load_metrics)
units = new_list("units", listings.load_units)
sources = new_list("sources", listings.load_sources)
identities = new_list("identities", listings.load_identities)
milestones = new_list("milestones", listings.load_milestones)


class RegionRow(NamedTuple):
    """The columns of a region as options."""

    name: Annotated[str, Argument(help="The name, such as 云溪区.")]
    name_en: _EnglishName = ""
    parent: Annotated[str, Option("--parent", help="The region it lies in.")] = ""
    code: Annotated[str, Option("--code", help="Its official code.")] = ""
    aliases: _Aliases = None


@regions.command("add")
@spread_options
def add_region(session: Session, row: RegionRow) -> None:
    """Add a region."""
    cells = list_cells(row)
    enter_record(
        session,
        "regions add",
        lambda known: known.add_described(reading.read_region(cells, known)),
        lambda transaction, region: transaction.save_region(region),
        lambda region, _: (region.name, gettext("region")),
    )


class MetricRow(NamedTuple):
    """The columns of a metric as options."""

    name: Annotated[str, Argument(help="The name, such as 地区生产总值.")]
    kind: Annotated[
        MetricKind | None, Option("--kind", help="What sort of thing it measures.")
    ] = None
    better: Annotated[
        Better | None, Option("--better", help="Is more or less of it better?")
    ] = None
    name_en: _EnglishName = ""
    unit: Annotated[str, Option("--unit", help="Its usual unit.")] = ""
    non_negative: Annotated[
        bool, Option("--non-negative", help="Parts of it are never below zero.")
    ] = False
    aliases: _Aliases = None


@metrics.command("add")
@spread_options
def add_metric(session: Session, row: MetricRow) -> None:
    """Add a metric."""
    cells = list_cells(row)
    enter_record(
        session,
        "metrics add",
        lambda known: known.add_described(_read_metric(session, cells, known)),
        lambda transaction, metric: transaction.save_metric(metric),
        lambda metric, _: (metric.name, metric_meaning_text(metric)),
    )


def _read_metric(session: Session, cells: Cells, known: Vocabulary) -> Metric:
    """Read a metric with what the lexicon knows of it, or add it to the stored one."""
    given = reading.read_metric(cells, known)
    stored = known.metrics.find(given.name)
    if stored is None or stored.name != given.name:
        return add_known(given, known)
    if find_contradiction(stored, given) is not None:
        return given
    described = add_meaning(stored, given)
    with session.open_store() as store:
        check_metric_in_store(store, stored, described, known)
    return described


@units.command("add")
@spread_options
def add_unit(
    session: Session,
    name: Annotated[str, Argument(help="The word, such as 床.")],
    amount: Annotated[
        str, Option("--is", metavar="AMOUNT", help="What one is, such as 10000平方米.")
    ] = "",
) -> None:
    """Add a unit: so many of another, or a thing that is counted."""
    enter_record(
        session,
        "units add",
        lambda known: known.add_described(
            reading.read_unit_amount(name, amount, known)
        ),
        lambda transaction, unit: transaction.save_unit(unit),
        lambda unit, _: (unit.name, amount or gettext("a count")),
    )


class SourceRow(NamedTuple):
    """The columns of a source as options."""

    id: Annotated[str, Argument(metavar="ID", help="A short id, such as yx-2024.")]
    title: Annotated[str, Option("--title", help="Its title.")] = ""
    publisher: Annotated[str, Option("--publisher", help="Who published it.")] = ""
    published: Annotated[
        str, Option("--published", metavar="DATE", help="When it was published.")
    ] = ""
    url: Annotated[str, Option("--url", help="Its official address.")] = ""
    archived_url: Annotated[
        str, Option("--archived-url", help="Where a copy is kept.")
    ] = ""
    sha256: Annotated[str, Option("--sha256", help="The digest of a local copy.")] = ""


@sources.command("add")
@spread_options
def add_source(session: Session, row: SourceRow) -> None:
    """Add a source."""
    cells = list_cells(row)
    enter_record(
        session,
        "sources add",
        lambda known: known.add_described(reading.read_source(cells)),
        lambda transaction, source: transaction.save_source(source),
        lambda source, _: (source.id, source.title or source.url or gettext("source")),
    )


class IdentityRow(NamedTuple):
    """The columns of an identity as options."""

    whole: Annotated[
        str, Argument(help="REGION or REGION@SCOPE, such as 云溪区@含临港新区.")
    ]
    parts: Annotated[
        list[str], Argument(metavar="PART…", help="Its parts, written alike.")
    ]
    source: Annotated[
        str, Option("--source", help="Who says so: an id, an address or a title.")
    ]


@identities.command("add")
@spread_options
def add_identity(session: Session, row: IdentityRow) -> None:
    """Add an identity, so that scopes and regions convert through it."""
    cells = list_cells(row)
    enter_record(
        session,
        "identities add",
        lambda known: reading.read_identity(cells, known),
        lambda transaction, identity: transaction.save_identity(identity),
        lambda identity, _: (scoped_region_text(identity.whole), _parts_text(identity)),
    )


def _parts_text(identity: Identity) -> str:
    return " + ".join(scoped_region_text(part) for part in identity.parts)


class MilestoneRow(NamedTuple):
    """The columns of a milestone as options."""

    target: Annotated[str, Argument(metavar="ID", help="The target, such as T1.")]
    date: Annotated[str, Argument(metavar="DATE", help="By when, such as 2023-06.")]
    value: Annotated[
        str, Argument(help="Digits in the target's unit, or in one that converts.")
    ]


@milestones.command("add")
@spread_options
def add_milestone(session: Session, row: MilestoneRow) -> None:
    """Add what a target should have come to by a day on its way."""
    days = ReferenceDays(environment.today())
    enter_record(
        session,
        "milestones add",
        lambda known: _read_milestone(session, row, known, days),
        lambda transaction, milestone: transaction.save_milestone(milestone),
        lambda milestone, _: (
            format_target_id(milestone.target_id),
            gettext("{value} by {day}").format(
                value=format_digits(milestone.value), day=milestone.day
            ),
        ),
    )


def _read_milestone(
    session: Session, row: MilestoneRow, known: Vocabulary, days: ReferenceDays
) -> Milestone:
    """Read a milestone in its target's unit, inside its target's window."""
    number = read_id("target", row.target.strip(), "T")
    with session.open_store() as store:
        target = store.target(number)
    if target.bound is not None:
        value = reading.convert_digits(
            row.value, target.bound.unit, target.metric, known
        )
        row = row._replace(value=value)
    milestone = reading.read_milestone(list_cells(row), days)
    _check_window(target, milestone)
    return milestone


def _check_window(target: Target, milestone: Milestone) -> None:
    if target.deadline is not None and milestone.day >= target.deadline:
        raise Contradiction(
            Conflict.LATE_MILESTONE, day=milestone.day, deadline=target.deadline
        )
    if target.window_start is not None and milestone.day < target.window_start:
        raise Contradiction(
            Conflict.EARLY_MILESTONE, day=milestone.day, start=target.window_start
        )


correct_reference_data.add_edit(regions, correct_reference_data.REGIONS)
correct_reference_data.add_edit(metrics, correct_reference_data.METRICS)
correct_reference_data.add_refresh(metrics)
correct_reference_data.add_edit(units, correct_reference_data.UNITS)
correct_reference_data.add_edit(sources, correct_reference_data.SOURCES)
add_alias_and_merge(regions, REGIONS)
add_alias_and_merge(metrics, METRICS)
add_alias_and_merge(sources, SOURCES)
add_unit_alias_and_merge(units)
