"""Look a store over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Annotated

from typer import Argument, Exit, Option

from targetcli import environment
from targetcli.commands.app import FINDINGS, new_app, spread_options
from targetcli.exporting.output import show_dataset
from targetcli.model.revisions import Finding
from targetcli.render.columns.findings import (
    check_json,
    checks_layout,
    finding_json,
    findings_layout,
)
from targetcli.reports import findings
from targetcli.reports.checks import CHECKS, Check, checks_named
from targetcli.session.dataset import Dataset
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session
from targetcli.store.integrity import ReadableRecords
from targetcli.store.store import Store

app = new_app()

# Where SQLite itself cannot vouch for the file, no other answer is worth having.
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
    wanted = checks_named(names or (), strict=strict)
    with session.open_store() as store:
        found = tuple(_run_checks(store, wanted))
    head = {"checks": [check.name for check in wanted], "found": len(found)}
    show_dataset(
        session, Dataset("check", findings_layout(), found, finding_json, head), output
    )
    if found:
        raise Exit(FINDINGS)


def _run_checks(store: Store, wanted: Iterable[Check]) -> Iterator[Finding]:
    asked = _check_functions(store)
    for check in wanted:
        several = [Finding(check.name, *odd) for odd in asked[check.name]()]
        yield from several
        if several and check.name == _STOPS_THE_REST:
            return


def _check_functions(
    store: Store,
) -> dict[str, Callable[[], Iterable[tuple[str, str]]]]:
    look = store.inspection()
    survey: Callable[[], ReadableRecords] = cache(look.read_records)

    def records() -> findings.Records:
        read = survey()
        return findings.Records(
            read.targets, read.figures, store.sources(), environment.today()
        )

    return {check_pages
        "integrity": look.integrity,
        "chain": look.chain,
        "references": look.references,
        "units": look.units,
        "readable": lambda: survey().faults,
        "contradictions": lambda: findings.contradictions(records()),
        "dates": lambda: findings.dates(records()),
        "sources": lambda: findings.sources(records()),
        "addresses": lambda: findings.addresses(records()),
        "stale": lambda: findings.stale(records()),
        "overlaps": lambda: findings.overlaps(records()),
        "clock": look.clock,
    }
