"""Remark on what a filter asks for and no record has, with what is near."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from targetcli import environment
from targetcli.errors import UnknownName
from targetcli.problems.problem import FailureReason
from targetcli.render import i18n
from targetcli.session.options import FigureFilter, RecordFilter
from targetcli.session.selection import (
    list_unknown_names,
    load_filter_names,
    resolve_filter,
)

if TYPE_CHECKING:
    from targetcli.judging.outcome import Outcome
    from targetcli.session.session import Session
    from targetcli.store.selection import Selection
    from targetcli.store.store import Store


def say_unmatched(
    session: Session, store: Store, record_filter: RecordFilter | FigureFilter
) -> None:
    """Name what a filter asks for and no record has, or that it selects nothing.

    A name that is not there may be a slip, and is said even in a quiet run.
    """
    if not any(value is not None and value is not False for value in record_filter):
        return
    if isinstance(record_filter, FigureFilter):
        list_records: Callable[[Selection], Iterable[object]] = store.figures
        conditions = record_filter.record_filter
    else:
        list_records, conditions = store.targets, record_filter
    names = load_filter_names(store, conditions)
    unknown_names = list_unknown_names(store, conditions, names)
    for failure in unknown_names:
        environment.say(_put_into_words(failure))
    found = list_records(resolve_filter(store, conditions, names))
    if not unknown_names and next(iter(found), None) is None:
        of_figures = isinstance(record_filter, FigureFilter)
        reason = _explain_nothing(store, conditions, of_figures=of_figures)
        session.say(_put_into_words(reason))


def say_missing_outcomes(
    session: Session, outcomes: Collection[Outcome], counts: Mapping[Outcome, int]
) -> None:
    """Remark that no target has an outcome asked for, and name those there are."""
    if not counts or any(outcome in counts for outcome in outcomes):
        return
    from targetcli.problems.remarks import FilterRemark  # noqa: PLC0415 - seldom

    with i18n.use_message_catalogue():
        asked = i18n.join_list(sorted(map(i18n.label, outcomes)))
        there = i18n.join_list(
            f"{i18n.label(outcome)} {count}" for outcome, count in counts.items()
        )
    facts = {"outcomes": asked, "there": there}
    session.say(_put_into_words(FailureReason(FilterRemark.NO_OUTCOME, facts)))


def _explain_nothing(
    store: Store, record_filter: RecordFilter, *, of_figures: bool
) -> FailureReason:
    """Return the reason that a filter of known names selects nothing."""
    from targetcli.problems.remarks import FilterRemark  # noqa: PLC0415 - seldom

    earliest = store.earliest_deadline()
    if record_filter == RecordFilter(due_before=record_filter.due_before) and earliest:
        facts = {"asked": record_filter.due_before, "earliest": earliest}
        return FailureReason(FilterRemark.NO_EARLIER_DEADLINE, facts)
    problem = FilterRemark.NO_SUCH_FIGURE if of_figures else FilterRemark.NO_SUCH_TARGET
    conditions = " ".join(_list_conditions(record_filter))
    return FailureReason(problem, {"conditions": conditions})


def _list_conditions(record_filter: RecordFilter) -> Iterator[str]:
    from targetcli.model.names import quote_argument  # noqa: PLC0415 - seldom

    for field, value in record_filter._asdict().items():
        option = f"--{field.replace('_', '-')}"
        if value is True:
            yield option
        elif value:
            for text in [value] if isinstance(value, str) else value:
                yield f"{option} {quote_argument(text)}"


def _put_into_words(what: UnknownName | FailureReason) -> str:
    from targetcli.render.error_messages.message import (  # noqa: PLC0415 - seldom
        build_error_message,
        remark_text,
    )

    with i18n.use_message_catalogue():
        if isinstance(what, FailureReason):
            return remark_text(what)
        message = build_error_message(what)
        return "\n".join(filter(None, (message.message, message.hint)))
