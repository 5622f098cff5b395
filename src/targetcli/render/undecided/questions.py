"""Ask what nobody said of a target, and tell what each answer would give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from targetcli.judging.outcome import Outcome
from targetcli.judging.reasons import Reason
from targetcli.model.names import quote_argument
from targetcli.model.records import (
    Basis,
    Better,
    MetricKind,
    Target,
    format_target_id,
)
from targetcli.render.i18n import N_, gettext, join_clauses, label
from targetcli.render.record_text import requirement_text, target_text
from targetcli.render.undecided.case import DecidingCommand, Explained, UndecidedCase
from targetcli.reports.open_questions import (
    HangingTarget,
    OpenQuestion,
    list_outcomes,
)

_SENTENCES = {
    Reason.SIDE: N_("Nobody said whether more or less of {metric} is better."),
    Reason.KIND: N_(
        "Nobody said whether {metric} is an amount over a period (flow), the state at "
        "a day (stock) or a share (ratio)."
    ),
    Reason.BASIS: N_(
        "Nobody said whether {value} is the amount of the last year or the sum of "
        "{start} to {end}."
    ),
}
_CONDITIONS: Mapping[StrEnum, str] = {
    Better.MORE: N_("if more is better, it is {outcome}"),
    Better.LESS: N_("if less is better, it is {outcome}"),
    Better.NONE: N_("if neither is, it is {outcome}"),
    MetricKind.STOCK: N_("if it is a stock, it is {outcome}"),
    MetricKind.FLOW: N_("if it is a flow, it is {outcome}"),
    MetricKind.RATIO: N_("if it is a ratio, it is {outcome}"),
    Basis.LEVEL: N_("if it is that of the last year, it is {outcome}"),
    Basis.TOTAL: N_("if it is the sum, it is {outcome}"),
}
_COLUMNS = {Reason.SIDE: "better", Reason.KIND: "kind", Reason.BASIS: "basis"}


def question_sentence(question: OpenQuestion) -> str:
    """Return a sentence on the part that nobody said."""
    return _sentence(question.asks, question.metric, question.target)


def hanging_text(hanging: HangingTarget) -> str:
    """Return a target with the outcomes that the answers to a question would give."""
    return gettext("{target} {asked}: {before}").format(
        target=format_target_id(hanging.target.id),
        asked=target_text(hanging.target),
        before=join_clauses(
            _condition(choice, outcomes)
            for choice, outcomes in hanging.outcomes.items()
        ),
    )


def choice_command(question: OpenQuestion, choice: StrEnum) -> str:
    """Return the command that answers a question."""
    return _command(question.asks, question.metric, question.target_id, choice)


def ask(asks: Reason) -> Callable[[UndecidedCase], Explained]:
    """Return the function that asks one question about a target."""

    def explain(case: UndecidedCase) -> Explained:
        target, metric = case.target, case.target.metric.name
        outcomes = list_outcomes(case.verdict.meanings, asks)
        options = (
            DecidingCommand(
                _condition(choice, possible), _command(asks, metric, case.id, choice)
            )
            for choice, possible in outcomes.items()
        )
        return _sentence(asks, metric, target), options

    return explain


def _sentence(asks: Reason, metric: str, target: Target | None) -> str:
    return gettext(_SENTENCES[asks]).format(
        metric=metric,
        value=requirement_text(target) if target else "",
        start=target.window_start if target else "",
        end=target.deadline if target else "",
    )


def _condition(choice: StrEnum, outcomes: tuple[Outcome, ...]) -> str:
    possible = gettext(" or ").join(map(label, outcomes))
    return gettext(_CONDITIONS[choice]).format(outcome=possible)


def _command(asks: Reason, metric: str, target_id: str, choice: StrEnum) -> str:
    change = f"{_COLUMNS[asks]}={choice.value}"
    if asks is Reason.BASIS:
        return f"targets edit {target_id} {change}"
    return f"targets metrics edit {quote_argument(metric)} {change}"
