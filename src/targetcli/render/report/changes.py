"""Build the section about changes: new targets and figures, changed verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from targetcli.model.records import Figure, Target, format_figure_id, format_target_id
from targetcli.model.revisions import ChangeKind, RecordChange
from targetcli.render.characters import escape_controls
from targetcli.render.i18n import N_, gettext, join_list, join_phrases, label, pgettext
from targetcli.render.record_text import (
    announced_text,
    figure_period_text,
    published_text,
    requirement_text,
    subject_text,
    target_text,
    value_text,
)
from targetcli.render.report.parts import (
    Block,
    Item,
    Items,
    Paragraph,
    Section,
    build_item,
)
from targetcli.render.verdict_text import outcome_with_status
from targetcli.reports.changes import (
    CauseKind,
    ChangedVerdict,
    Changes,
    FigureRevision,
    LoweredTarget,
    TargetOutcome,
)

_CAUSES: dict[CauseKind, str] = {
    CauseKind.FIGURES: N_("new: {figure}"),
    CauseKind.CORRECTED: N_("corrected in the store: {figure}"),
    CauseKind.REFUSED: N_("came and is refused, {reason}: {figure}"),
    CauseKind.REMOVED: N_("taken out of the store: {figures}"),
    CauseKind.DEADLINE: N_("the deadline passed: {day}"),
    CauseKind.LAG: N_("no figure came in time after {day}"),
    CauseKind.WITHDRAWN: N_("it was withdrawn"),
    CauseKind.TARGET: N_("the target was corrected in the store"),
    CauseKind.OTHER: N_(
        "what surrounds it changed: its metric, identities, milestones, other records"
    ),
}
_CAUSES_BY_FIGURE = (CauseKind.FIGURES, CauseKind.CORRECTED, CauseKind.REFUSED)


def changes_section(changes: Changes) -> Section:
    """Build the section about changes since the previous report or date."""
    return Section("changes", gettext("What changed"), tuple(_blocks(changes)))


def _blocks(changes: Changes) -> Iterator[Block]:
    if not changes.has_any:
        yield Paragraph(
            gettext("Nothing changed since {day}.").format(day=changes.since)
        )
        return
    yield Paragraph(gettext("Since {day}:").format(day=changes.since))
    lists = (
        (
            gettext("Changed verdicts"),
            map(_changed_verdict_item, changes.changed_verdicts),
        ),
        (gettext("New targets"), map(_new_target_item, changes.new_targets)),
        (
            gettext("Targets that ask less than before"),
            map(_lowered_target_item, changes.lowered_targets),
        ),
        (
            gettext("Figures that were revised"),
            map(_revised_figure_item, changes.figure_revisions),
        ),
        (gettext("New figures"), map(_new_figure_item, changes.new_figures)),
        (
            gettext("Corrected in the store"),
            map(_corrected_record_item, changes.record_changes),
        ),
    )
    for heading, items in lists:
        block = Items(heading, tuple(items))
        if block.items:
            yield block


def _changed_verdict_item(change: ChangedVerdict) -> Item:
    before = outcome_with_status(
        change.before.outcome, change.before.provisional_status
    )
    text = gettext("{target}: before, {outcome}").format(
        target=target_text(change.now.target), outcome=before
    )
    return build_item(change.now, text, *_cause_lines(change))


def _cause_lines(change: ChangedVerdict) -> Iterator[str]:
    for cause in change.causes:
        sentence = gettext(_CAUSES[cause.kind])
        if cause.kind in _CAUSES_BY_FIGURE:
            for figure, reason in zip_longest(cause.figures, cause.reasons):
                line = figure_line(figure)
                yield sentence.format(figure=line, reason=label(reason))
        else:
            removed = join_list(map(format_figure_id, cause.removed_ids))
            yield sentence.format(figures=removed, day=cause.day)


def _new_target_item(new: TargetOutcome) -> Item:
    announced = new.target.announced
    details = [announced_text(announced)] if announced else []
    return build_item(new, target_text(new.target), *details)


def _lowered_target_item(lowered: LoweredTarget) -> Item:
    now, earlier, is_after_outcome = lowered
    deadline = earlier.deadline or gettext("without a deadline")
    details = [
        gettext("{target} asked {bound} by {day}").format(
            target=format_target_id(earlier.id),
            bound=requirement_text(earlier),
            day=deadline,
        )
    ]
    if is_after_outcome:
        details.append(gettext("announced when that outcome was already known"))
    return build_item(now, target_text(now.target), *details)


def _revised_figure_item(revision: FigureRevision) -> Item:
    old, new = revision
    text = gettext("{subject}, {period}: {old} became {new}").format(
        subject=subject_text(new),
        period=figure_period_text(new),
        old=value_text(old),
        new=value_text(new),
    )
    details = (escape_controls(figure_line(figure)) for figure in revision)
    return Item(escape_controls(text), details=tuple(details))


def _new_figure_item(figure: Figure) -> Item:
    return Item(_record_line(figure))


def _corrected_record_item(change: RecordChange) -> Item:
    before, now = _record_line(change.before), _record_line(change.after)
    if change.kind is ChangeKind.REMOVED:
        text = gettext("{record}: taken out").format(record=change.record_id)
        return Item(text, details=(before,) if before else ())
    columns = join_list(
        pgettext("heading", key.removesuffix("_id")) for key in change.changed
    )
    text = gettext("{record}: {columns}").format(
        record=change.record_id, columns=columns
    )
    if before == now:
        return Item(text)
    details = (
        gettext("before: {record}").format(record=before),
        gettext("now: {record}").format(record=now),
    )
    return Item(text, details=details)


def _record_line(record: Target | Figure | None) -> str:
    if record is None:
        return ""
    if isinstance(record, Target):
        return escape_controls(target_text(record))
    return escape_controls(
        gettext(": ").join((subject_text(record), figure_line(record)))
    )


def figure_line(figure: Figure) -> str:
    """Return a figure with its value, period, status, publication and source."""
    parts = [
        f"{format_figure_id(figure.id)} {value_text(figure)}",
        figure_period_text(figure),
        label(figure.status),
    ]
    if figure.published is not None:
        parts.append(published_text(figure.published))
    return join_phrases([*parts, figure.source])
