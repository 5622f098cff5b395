"""Build the sections on the sources and the method of a report."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli import __version__
from targetcli.model.records import Source
from targetcli.render.characters import escape_controls
from targetcli.render.i18n import gettext, join_clauses, ngettext
from targetcli.render.period_text import period_text
from targetcli.render.report.parts import (
    Block,
    Facts,
    Paragraph,
    Section,
    SourceEntry,
    SourceList,
)
from targetcli.reports.status_report import StatusReport


def sources_section(report: StatusReport) -> Section:
    """Build the list of cited sources."""
    cites = tuple(map(_source_entry, report.sources))
    blocks: tuple[Block, ...] = (SourceList(cites),)
    if not cites:
        blocks = (Paragraph(gettext("No source is named.")),)
    return Section("sources", gettext("Sources"), blocks)


def _source_entry(source: Source) -> SourceEntry:
    published = period_text(source.published)
    facts = [part for part in (source.title, source.publisher, published) if part]
    lines = [join_clauses(facts)] if facts else []
    addresses = [address for address in (source.url, source.archived_url) if address]
    links = [address for address in addresses if _is_web_address(address)]
    lines += [address for address in addresses if address not in links]
    lines += [f"SHA-256 {source.sha256}"] if source.sha256 else []
    return SourceEntry(
        escape_controls(source.id), tuple(map(escape_controls, lines)), tuple(links)
    )


def _is_web_address(address: str) -> bool:
    """Return True for an http or https address without spaces or control characters."""
    plain = escape_controls(address) == address and not any(map(str.isspace, address))
    return plain and address.startswith(("http://", "https://"))


def method_section(report: StatusReport) -> Section:
    """Build the section on the rules, the profile and the store of a report."""
    profile = report.profile
    facts = (
        (gettext("As of"), report.as_of.isoformat()),
        (gettext("Profile"), escape_controls(f"{profile.name} {profile.version}")),
        (
            gettext("Reporting lag"),
            ngettext("{count} day", "{count} days", profile.reporting_lag),
        ),
        (gettext("Figures used"), str(report.figures_used)),
        (gettext("Store"), _store_text(report)),
        (gettext("Program"), f"targets {__version__}"),
    )
    return Section(
        "method", gettext("Method"), (*map(Paragraph, _rule_sentences()), Facts(facts))
    )


def _store_text(report: StatusReport) -> str:
    sentence = gettext("revision {number}, digest {digest}")
    return sentence.format(
        number=report.store_state.revision, digest=report.store_state.digest
    )


def _rule_sentences() -> Iterator[str]:
    yield gettext(
        "Only what was known on the day counts. A figure of another scope, unit, "
        "period or kind never settles a target; a figure that says “over” or “nearly” "
        "is an interval; an expected figure is no result, and what rests on one is "
        "marked."
    )
    yield gettext(
        "Outcomes are counted, never averaged. Silence is not a miss: it is awaited, "
        "then overdue. A version that asks less does not erase the earlier one."
    )
    yield gettext(
        "Pace is where a target should be by now on the path that is named; it never "
        "decides what was met or missed."
    )
