"""Check a figure of a form against the target that it was asked for."""

from __future__ import annotations

from targetcli.errors import Contradiction
from targetcli.model.records import Basis, Figure, Target, format_target_id
from targetcli.problems.records import Conflict
from targetcli.render.record_text import subject_text


def check_answer(figure: Figure, target: Target) -> None:
    """Raise `Contradiction` for a figure of another subject, sort or unit.

    The period may be another one: a late quarter is an answer, too.
    """
    name = format_target_id(target.id)
    if _subject(figure) != _subject(target):
        raise Contradiction(
            Conflict.OTHER_THAN_ASKED,
            target=name,
            asked=subject_text(target),
            given=subject_text(figure),
        )
    if target.bound is None or figure.bound is None:
        return
    asked, given = target.bound.unit, figure.bound.unit
    if asked.dimension != given.dimension:
        raise Contradiction(
            Conflict.UNIT_NOT_ASKED,
            target=name,
            unit=asked.text or "1",
            given=given.text or "1",
        )


def _subject(record: Target | Figure) -> tuple[str, str, str, bool]:
    is_growth = record.basis is Basis.GROWTH
    return record.region, record.scope, record.metric.name, is_growth
