"""Columns and JSON of the findings of ``check``, and of the list of checks."""

from __future__ import annotations

from targetcli.model.revisions import Finding
from targetcli.render.columns.records import Json
from targetcli.render.error_messages.message import explain
from targetcli.render.i18n import gettext
from targetcli.render.table import Column, Layout, layout_of_all
from targetcli.reports.checks import Check


def findings_layout() -> Layout[Finding]:
    """Return the columns of the findings."""
    columns: tuple[Column[Finding], ...] = (
        Column("check", lambda finding: finding.check),
        Column("record", lambda finding: finding.subject, no_wrap=True),
        Column("finding", lambda finding: explain(finding.reason)),
    )
    return layout_of_all(columns)


def finding_json(finding: Finding) -> Json:
    """Return a finding."""
    check, record, reason = finding
    return {"check": check, "record": record, "finding": explain(reason)}


def checks_layout() -> Layout[Check]:
    """Return the columns of the checks."""
    columns: tuple[Column[Check], ...] = (
        Column("check", lambda check: check.name),
        Column(
            "when",
            lambda check: "--strict" if check.is_strict else "always",
            label=lambda check: "--strict" if check.is_strict else gettext("always"),
            heading_context="check",
        ),
        Column(
            "finds",
            lambda check: check.description,
            label=lambda check: gettext(check.description),
        ),
    )
    return layout_of_all(columns)


def check_json(check: Check) -> Json:
    """Return a check."""
    return {"check": check.name, "strict": check.is_strict, "finds": check.description}
