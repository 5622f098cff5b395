"""Check a store for damage and contradictions."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Annotated

from targetcli import environment
from targetcli.commands.exit_codes import Ended, ExitCode
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.exporting.output import show_dataset
from targetcli.model.revisions import Finding
from targetcli.problems.problem import FailureReason
from targetcli.render.columns.findings import (
    check_json,
    checks_layout,
    finding_json,
    findings_layout,
)
from targetcli.reports import findings
from targetcli.reports.checks import CHECKS, Check, select_checks
from targetcli.reports.comparison import ComparisonRow, compare_targets
from targetcli.reports.contradictions import find_contradictions
from targetcli.reports.figure_index import FigureIndex
from targetcli.reports.open_questions import may_be_unsaid
from targetcli.reports.reimport import StoredTables, find_lost_records
from targetcli.session.dataset import Dataset
from targetcli.session.declarations import Argument, Option
from targetcli.session.options import OutputOptions
from targetcli.session.selection import load_versions
from targetcli.session.session import Session
from targetcli.session.simplification import simplify_characters
from targetcli.session.vocabulary import load_vocabulary
from targetcli.store.consistency import find_similar_rows
from targetcli.store.integrity import Inspection
from targetcli.store.readable_records import ReadableRecords
from targetcli.store.store import Store

app = new_app()

# In a file that SQLite finds damaged, the other checks mean nothing.
_STOPS_THE_REST = "integrity"


@app.command("check")
@spread_options
def check(
    session: Session,
    output: OutputOptions,
    names: Annotated[
        list[str] | None, Argument(metavar="[NAME]…", help="Only these checks.")
    ] = None,
    strict: Annotated[
        bool, Option("--strict", help="Also what may be as it should be.")
    ] = False,
    list_them: Annotated[
        bool, Option("--list", help="List the checks; look at nothing.")
    ] = False,
) -> None:
    """Look for damage and contradictions; silent when all is well."""
    if list_them:
        show_dataset(
            session, Dataset("check", checks_layout(), CHECKS, check_json, {}), output
        )
        return
    checks = select_checks(names or (), strict=strict)
    with session.open_store() as store:
        results = tuple(_run_checks(store, checks))
    head = {"checks": [check.name for check in checks], "found": len(results)}
    show_dataset(
        session,
        Dataset("check", findings_layout(), results, finding_json, head),
        output,
    )
    if results:
        raise Ended(ExitCode.FINDINGS)


def _run_checks(store: Store, checks: Iterable[Check]) -> Iterator[Finding]:
    functions = _check_functions(store)
    for check in checks:
        results = [Finding(check.name, *result) for result in functions[check.name]()]
        yield from results
        if results and check.name == _STOPS_THE_REST:
            return


def _check_functions(
    store: Store,
) -> dict[str, Callable[[], Iterable[tuple[str, FailureReason]]]]:
    inspection, readable = Inspection(store), ReadableRecords(store)
    targets, figures = readable.targets(), readable.figures()
    records = findings.Records(targets, figures, environment.today())
    return {
        "integrity": inspection.check_pages,
        "chain": inspection.check_digests,
        "references": inspection.check_references,
        "units": inspection.check_units,
        "readable": readable.find_faults,
        "reimport": lambda: find_lost_records(
            _list_tables(store, readable), simplify_characters, _find_similar(store)
        ),
        "contradictions": lambda: find_contradictions(readable.figures_sharing_a_day()),
        "dates": lambda: findings.find_impossible_dates(records),
        "names": lambda: findings.find_same_indicators(
            store.metrics(), load_vocabulary(store).find_indicator
        ),
        "unsaid": lambda: findings.find_unsaid_meanings(_judge(store, readable)),
        "sources": lambda: findings.find_missing_sources(records),
        "addresses": lambda: findings.find_missing_addresses(store.sources()),
        "stale": lambda: findings.find_stale_targets(records),
        "overlaps": lambda: findings.find_overlaps(readable.figures_by_place()),
        "clock": inspection.check_clock,
    }


def _judge(store: Store, readable: ReadableRecords) -> Iterable[ComparisonRow]:
    """Judge the targets that may be unsaid by the figures that can be read."""
    places = (store.regions(), store.identities(), store.milestones())
    index = FigureIndex(*places, readable.figures_of)
    targets = filter(may_be_unsaid, readable.targets())
    versions = load_versions(store)
    return compare_targets(
        targets, index.find_evidence, environment.today(), versions
    ).rows


def _list_tables(store: Store, readable: ReadableRecords) -> StoredTables:
    units = store.unit_table()
    return {
        "sources": store.sources(),
        "units": [units.read(unit.name) for unit in store.units()],
        "regions": store.regions(),
        "metrics": store.metrics(),
        "identities": store.identities(),
        "targets": readable.targets(),
        "milestones": store.milestones(),
        "figures": readable.figures(),
    }


def _find_similar(store: Store) -> dict[str, Container[int]]:
    return {
        "targets": find_similar_rows(store.connection, "target"),
        "figures": find_similar_rows(store.connection, "figure"),
    }
