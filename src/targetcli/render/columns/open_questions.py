"""Columns and JSON of what nobody said, for ``settle``."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from targetcli.judging.outcome import Outcome
from targetcli.model.records import format_target_id
from targetcli.render.columns.records import Json
from targetcli.render.i18n import gettext, join_clauses, join_list, label
from targetcli.render.table import Column, Layout
from targetcli.reports.open_questions import HangingTarget, OpenQuestion

FILE_KEYS = ("asks", "metric", "target", "choices", "verdicts", "answer")


def open_questions_layout() -> Layout[OpenQuestion]:
    """Return the columns of open questions, with one for the answer."""
    columns: tuple[Column[OpenQuestion], ...] = (
        Column(
            "asks",
            lambda question: question.asks.value,
            label=lambda question: label(question.asks),
        ),
        Column("metric", lambda question: question.metric),
        Column("target", lambda question: question.target_id, no_wrap=True),
        Column(
            "choices",
            lambda question: "|".join(question.choices),
            label=lambda question: join_list(map(label, question.choices)),
        ),
        Column(
            "verdicts",
            lambda question: _verdicts_text(question, str),
            label=lambda question: _verdicts_text(question, label),
        ),
        Column("answer", lambda _: ""),
    )
    return Layout(columns, FILE_KEYS, FILE_KEYS[:-1])


def open_question_json(question: OpenQuestion) -> Json:
    """Return an open question with the verdicts that hang on it."""
    return {
        "asks": question.asks.value,
        "metric": question.metric,
        "target": question.target_id or None,
        "choices": [choice.value for choice in question.choices],
        "verdicts": [_hanging_json(hanging) for hanging in question.hanging],
    }


def _hanging_json(hanging: HangingTarget) -> Json:
    return {
        "id": format_target_id(hanging.target.id),
        "outcomes": {
            choice.value: [outcome.value for outcome in outcomes]
            for choice, outcomes in hanging.outcomes.items()
        },
    }


def _verdicts_text(question: OpenQuestion, name: Callable[[StrEnum], str]) -> str:
    """Return the verdicts that hang on a question, by the answer."""
    return join_clauses(
        gettext("{target}: {outcomes}").format(
            target=format_target_id(hanging.target.id),
            outcomes=join_list(
                f"{name(choice)} → {_outcomes_text(outcomes, name)}"
                for choice, outcomes in hanging.outcomes.items()
            ),
        )
        for hanging in question.hanging
    )


def _outcomes_text(
    outcomes: tuple[Outcome, ...], name: Callable[[StrEnum], str]
) -> str:
    return gettext(" or ").join(map(name, outcomes))
