"""Write all that an upgrade read otherwise, and the lines that settle it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from targetcli.model.names import quote_argument
from targetcli.model.period import Span
from targetcli.model.records import Figure, format_figure_id
from targetcli.model.units import UserUnit
from targetcli.render.i18n import N_, gettext, join_list, label, ngettext
from targetcli.render.period_text import period_text
from targetcli.render.record_text import figure_text
from targetcli.render.verdict_text import change_text
from targetcli.reports.upgrade import RereadMetric, UpgradeReport

_DECEMBER = 12
_PARTS = {
    "kind": N_("kind (taken for {value})"),
    "better": N_("better side (taken for {value})"),
}


def upgrade_summary_text(report: UpgradeReport) -> str:
    """Return the numbers of metrics no longer certain and of verdicts that change."""
    metric_count, verdict_count = len(report.unsaid_metrics), len(report.changes)
    metrics = ngettext("{count} metric", "{count} metrics", metric_count)
    verdicts = ngettext("{count} verdict", "{count} verdicts", verdict_count)
    return gettext(
        "nothing is guessed any more: {metrics} no longer certain, {verdicts} changed; "
        "settle it: targets settle"
    ).format(metrics=metrics, verdicts=verdicts)


def upgrade_lines(report: UpgradeReport) -> Iterator[str]:
    """Yield a line for each thing that an upgrade reads otherwise."""
    unsaid = report.unsaid_metrics
    yield from _section(
        gettext("Nobody said it of these metrics, so it no longer decides:"),
        map(_metric_line, unsaid),
    )
    yield from _section(
        gettext("These words count a thing of their own, and no other:"),
        map(_noun_line, report.nouns),
    )
    yield from _section(
        gettext("Of these figures only the last day was kept:"),
        map(_figure_line, report.figures_at_day),
    )
    heading = gettext("These verdicts change:")
    yield from _section(heading, map(change_text, report.changes))
    if not report.changes:
        yield gettext("No verdict changes.")


def _section(heading: str, lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == 0:
            yield heading
        yield f"  {line}"


def _metric_line(metric: RereadMetric) -> str:
    parts = [
        gettext(_PARTS[column]).format(value=label(getattr(metric.taken, column)))
        for column in metric.unsaid
    ]
    changes = [
        f"{column}={getattr(metric.taken, column).value}" for column in metric.unsaid
    ]
    name = metric.now.name
    return gettext("{metric}: {parts}; if that is right: {command}").format(
        metric=name,
        parts=join_list(parts),
        command=f"targets metrics edit {quote_argument(name)} {' '.join(changes)}",
    )


def _noun_line(unit: UserUnit) -> str:
    line = gettext("{unit}; to count it with all other things: {command}")
    command = f"targets units edit {quote_argument(unit.name)} dimension=count"
    return line.format(unit=unit.name, command=command)


def _figure_line(figure: Figure) -> str:
    number = format_figure_id(figure.id)
    period = _guess_period(figure.end)
    line = gettext("{figure}; if it is for {period}: {command}")
    return line.format(
        figure=f"{number} {figure_text(figure)}",
        period=period_text(period),
        command=f"targets edit {number} start={period.start}",
    )


def _guess_period(end: date) -> Span:
    """Return the longest usual period that ends on a day: a year, else a quarter."""
    month = 1 if end.month == _DECEMBER else end.month - (end.month - 1) % 3
    return Span(end.replace(month=month, day=1), end)
