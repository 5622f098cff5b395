"""What changed, in words: new targets and figures, outcomes that turned and why."""

from __future__ import annotations

from collections.abc import Iterator

from targetcli.model.records import Figure, Target, format_figure_id, format_target_id
from targetcli.model.revisions import ChangeKind, RecordChange
from targetcli.render.characters import escape_controls
from targetcli.render.i18n import gettext, join_list, join_phrases, label, pgettext
from targetcli.render.record_text import (
    answer_text,
    figure_period_text,
    requirement_text,
    span_text,
    subject_text,
    target_text,
)
from targetcli.render.report.parts import (
    Block,
    Item,
    Items,
    Paragraph,
    Section,
    build_item,
)
from targetcli.reports.changes import (
    CauseKind,
    ChangedVerdict,
    Changes,
    FigureRevision,
    VerdictSummary,
)
from targetcli.reports.comparison import ComparisonRow


def changes_section(changes: Changes | None) -> Section:
    """Tell what changed, or that there is nothing to compare with."""
    return Section("changes", gettext("What changed"), tuple(_blocks(changes)))


def _blocks(changes: Changes | None) -> Iterator[Block]:
    if changes is None:
        yield Paragraph(gettext("There is no earlier report or date to compare with."))
        return
    if not changes.has_any:
        yield Paragraph(
            gettext("Nothing changed since {day}.").format(day=changes.since)
        )
        return
    yield Paragraph(gettext("Since {day}:").format(day=changes.since))
    lists = (
        (
            gettext("Outcomes that turned"),
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
        shown_items = tuple(items)
        if shown_items:
            yield Items(heading, shown_items)


def _changed_verdict_item(turned: ChangedVerdict) -> Item:
    row, before = turned.row, _standing_text(turned.before)
    text = gettext("{target}: before, {outcome}").format(
        target=target_text(row.target), outcome=before
    )
    return build_item(row, text, *_cause_lines(turned))


def _standing_text(standing: VerdictSummary) -> str:
    outcome = label(standing.outcome)
    if standing.provisional_status is None:
        return outcome
    status = label(standing.provisional_status)
    return outcome + gettext(" ({status})").format(status=status)


def _cause_lines(turned: ChangedVerdict) -> Iterator[str]:
    reasons = {no.figure.id: no.reason for no in turned.row.verdict.refusals}
    for cause in turned.causes:
        match cause.kind:
            case CauseKind.FIGURES:
                told = gettext("new: {figure}")
                yield from (told.format(figure=figure_line(f)) for f in cause.figures)
            case CauseKind.CORRECTED:
                told = gettext("corrected in the store: {figure}")
                yield from (told.format(figure=figure_line(f)) for f in cause.figures)
            case CauseKind.REFUSED:
                told = gettext("came and is refused, {reason}: {figure}")
                for figure in cause.figures:
                    reason = label(reasons[figure.id])
                    yield told.format(reason=reason, figure=figure_line(figure))
            case CauseKind.REMOVED:
                names = join_list(map(format_figure_id, cause.removed_ids))
                yield gettext("taken out of the store: {figures}").format(figures=names)
            case CauseKind.DEADLINE:
                yield gettext("the deadline passed: {day}").format(day=cause.day)
            case CauseKind.LAG:
                yield gettext("no figure came in time after {day}").format(
                    day=cause.day
                )
            case _:
                yield _cause_without_figures(cause.kind)


def _cause_without_figures(why: CauseKind) -> str:
    if why is CauseKind.WITHDRAWN:
        return gettext("it was withdrawn")
    if why is CauseKind.TARGET:
        return gettext("the target was corrected in the store")
    return gettext("what surrounds it changed: identities, milestones, other records")


def _new_target_item(row: ComparisonRow) -> Item:
    announced = row.target.announced
    text = target_text(row.target)
    if announced is None:
        return build_item(row, text)
    day = span_text(announced)
    return build_item(row, text, gettext("announced {day}").format(day=day))


def _lowered_target_item(row: ComparisonRow) -> Item:
    if row.revision is None:
        return build_item(row, target_text(row.target))
    earlier = row.revision.earlier
    deadline = earlier.deadline or gettext("without a deadline")
    more = [
        gettext("{target} asked {bound} by {day}").format(
            target=format_target_id(earlier.id),
            bound=requirement_text(earlier),
            day=deadline,
        )
    ]
    if row.revision.is_after_outcome:
        more.append(gettext("announced when that outcome was already known"))
    return build_item(row, target_text(row.target), *more)


def _revised_figure_item(revision: FigureRevision) -> Item:
    old, new = revision
    text = gettext("{subject}, {period}: {old} became {new}").format(
        subject=subject_text(new),
        period=figure_period_text(new),
        old=_value(old),
        new=_value(new),
    )
    return Item(
        escape_controls(text),
        details=(escape_controls(figure_line(old)), escape_controls(figure_line(new))),
    )


def _new_figure_item(figure: Figure) -> Item:
    return Item(
        escape_controls(gettext(": ").join((subject_text(figure), figure_line(figure))))
    )


def _corrected_record_item(touched: RecordChange) -> Item:
    before, now = _record_line(touched.before), _record_line(touched.after)
    if touched.kind is ChangeKind.REMOVED:
        text = gettext("{record}: taken out").format(record=touched.record_id)
        return Item(text, details=(before,) if before else ())
    columns = join_list(
        pgettext("heading", key.removesuffix("_id")) for key in touched.changed
    )
    text = gettext("{record}: {columns}").format(
        record=touched.record_id, columns=columns
    )
    if before == now:
        return Item(text)
    told = (
        gettext("before: {record}").format(record=before),
        gettext("now: {record}").format(record=now),
    )
    return Item(text, details=told)


def _record_line(record: Target | Figure | None) -> str:
    if record is None:
        return ""
    if isinstance(record, Target):
        return escape_controls(target_text(record))
    return escape_controls(
        gettext(": ").join((subject_text(record), figure_line(record)))
    )


def figure_line(figure: Figure) -> str:
    """Write a figure with its stage, its date and its source."""
    told = [
        f"{format_figure_id(figure.id)} {_value(figure)}",
        figure_period_text(figure),
    ]
    told.append(label(figure.status))
    if figure.published is not None:
        published = span_text(figure.published)
        told.append(gettext("published {day}").format(day=published))
    if figure.source:
        told.append(figure.source)
    return join_phrases(told)


def _value(figure: Figure) -> str:
    return answer_text(figure.bound, figure.answer, figure.as_written)
