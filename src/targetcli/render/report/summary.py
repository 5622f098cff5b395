"""Sum a report up in a few sentences, for the head of a page, a mail or a bulletin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from targetcli.judging.outcome import OutcomeGroup
from targetcli.render.grade_labels import list_grade_labels
from targetcli.render.i18n import (
    N_,
    gettext,
    join_list,
    join_sentences,
    ngettext,
    pgettext,
)
from targetcli.render.record_text import subject_text
from targetcli.reports.status_report import ReportedTarget, StatusReport

_COUNTED = {
    OutcomeGroup.KEPT: N_("{count} kept"),
    OutcomeGroup.BROKEN: N_("{count} missed or late"),
    OutcomeGroup.OPEN: N_("{count} still open"),
    OutcomeGroup.UNJUDGED: N_("{count} that cannot be judged"),
    OutcomeGroup.WITHDRAWN: N_("{count} withdrawn"),
}
_MOST_NAMED = 6


def summary_text(report: StatusReport) -> str:
    """Return the counts of a report in sentences, naming what is worst."""
    return join_sentences(_sentences(report))


def _sentences(report: StatusReport) -> Iterator[str]:
    yield _count_sentence(report)
    yield from _light_sentences(report.targets)
    broken = [subject_text(row.target) for row in report.misses]
    if broken:
        yield gettext("Missed or late: {names}.").format(names=_name(broken))


def _count_sentence(report: StatusReport) -> str:
    total = ngettext("{count} target", "{count} targets", len(report.targets))
    counts = [
        gettext(_COUNTED[counted.group]).format(count=counted.total)
        for counted in report.group_counts
    ]
    if not counts:
        return gettext("{total}.").format(total=total)
    return gettext("{total}: {counts}.").format(
        total=total, counts=pgettext("clause", ", ").join(counts)
    )


def _light_sentences(targets: Iterable[ReportedTarget]) -> Iterator[str]:
    """Yield the counts of lights, and the targets that have the last one, the worst."""
    labels = list_grade_labels()
    subjects: dict[str, list[str]] = {key: [] for key in labels}
    counts: Counter[str] = Counter()
    for reported in targets:
        if reported.grade:
            counts[reported.grade.key] += 1
            subjects[reported.grade.key].append(subject_text(reported.target))
    if not counts:
        return
    parts = (
        gettext("{light} {count}").format(light=label.text, count=counts[key])
        for key, label in labels.items()
    )
    yield gettext("Lights: {counts}.").format(
        counts=pgettext("clause", ", ").join(parts)
    )
    *_, worst = labels
    if subjects[worst]:
        yield gettext("{light}: {names}.").format(
            light=labels[worst].text, names=_name(subjects[worst])
        )


def _name(names: list[str]) -> str:
    """Return the first names, and how many more there are."""
    shown = join_list(names[:_MOST_NAMED])
    left = len(names) - _MOST_NAMED
    if left <= 0:
        return shown
    return gettext("{names} and {count} more").format(names=shown, count=left)
