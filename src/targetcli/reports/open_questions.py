"""Gather what nobody said of metrics and targets, and the verdicts that hang on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.meanings import find_open_questions, list_meanings
from targetcli.judging.outcome import Meaning, MeaningOutcome, Outcome
from targetcli.judging.reasons import Reason
from targetcli.model.records import Target, format_target_id
from targetcli.reports.comparison import ComparisonRow

PARTS: Mapping[Reason, Callable[[Meaning], StrEnum]] = {
    Reason.KIND: lambda meaning: meaning.kind,
    Reason.SIDE: lambda meaning: meaning.side,
    Reason.BASIS: lambda meaning: meaning.basis,
}
"""The part of a meaning that each question is about."""


class HangingTarget(NamedTuple):
    """A target whose verdict hangs on a question, and its outcomes by the answer."""

    target: Target
    outcomes: Mapping[StrEnum, tuple[Outcome, ...]]


class OpenQuestion(NamedTuple):
    """Something that nobody said of a metric, or of one target of it.

    `target` is None where it is said of the metric; `hanging` are the targets whose
    verdict depends on the answer.
    """

    asks: Reason
    metric: str
    target: Target | None
    choices: tuple[StrEnum, ...]
    hanging: tuple[HangingTarget, ...] = ()

    @property
    def target_id(self) -> str:
        """The id of the target that it is said of, or nothing."""
        return format_target_id(self.target.id) if self.target else ""


def may_be_unsaid(target: Target) -> bool:
    """Return True where the words of a target may mean several things.

    Figures only leave fewer meanings: where this is False there is no question.
    """
    return target.bound is not None and len(list_meanings(target, ())) > 1


class AskedQuestion(NamedTuple):
    """A question that one target asks; `hanging` where its verdict hangs on it."""

    asks: Reason
    target: Target
    choices: tuple[StrEnum, ...]
    hanging: HangingTarget | None


def list_asked(row: ComparisonRow) -> tuple[AskedQuestion, ...]:
    """Return the questions that the target of a row asks."""
    target, judged = row.target, row.verdict.meanings
    if len(judged) < 2:  # noqa: PLR2004 - of one, nothing is unsaid
        return ()
    open_questions = find_open_questions(judged)
    return tuple(
        AskedQuestion(
            asks,
            target,
            choices,
            HangingTarget(target, list_outcomes(judged, asks))
            if asks in open_questions
            else None,
        )
        for asks, part_of in PARTS.items()
        if len(choices := tuple(dict.fromkeys(part_of(one.meaning) for one in judged)))
        > 1
    )


class QuestionFinder:
    """Finds what is unsaid of the targets of rows, as they come."""

    def __init__(self) -> None:
        self._questions: dict[tuple[Reason, str, str], OpenQuestion] = {}
        self._choices: dict[tuple[Reason, str, str], dict[StrEnum, None]] = {}
        self._hanging: dict[tuple[Reason, str, str], list[HangingTarget]] = {}

    def add(self, row: ComparisonRow) -> None:
        """Add what is unsaid of one more target."""
        for asked in list_asked(row):
            self.add_asked(asked)

    def add_asked(self, asked: AskedQuestion) -> None:
        """Add a question, or the choices and the verdict of one more target to it."""
        asks, metric = asked.asks, asked.target.metric.name
        target = asked.target if asks is Reason.BASIS else None
        new = OpenQuestion(asks, metric, target, ())
        key = (asks, metric, new.target_id)
        self._questions.setdefault(key, new)
        self._choices.setdefault(key, {}).update(dict.fromkeys(asked.choices))
        hanging = self._hanging.setdefault(key, [])
        hanging += filter(None, [asked.hanging])

    def list_questions(self) -> tuple[OpenQuestion, ...]:
        """Return the questions of the targets added, what verdicts hang on first."""
        questions = [
            question._replace(
                choices=tuple(self._choices[key]), hanging=tuple(self._hanging[key])
            )
            for key, question in self._questions.items()
        ]
        return tuple(sorted(questions, key=lambda question: not question.hanging))

    def list_hanging(self) -> tuple[OpenQuestion, ...]:
        """Return the questions that some verdict hangs on."""
        return tuple(question for question in self.list_questions() if question.hanging)


def list_open_questions(rows: Iterable[ComparisonRow]) -> tuple[OpenQuestion, ...]:
    """Return the unsaid parts of the targets of rows, those verdicts hang on first."""
    finder = QuestionFinder()
    for row in rows:
        finder.add(row)
    return finder.list_questions()


def list_hanging_questions(rows: Iterable[ComparisonRow]) -> tuple[OpenQuestion, ...]:
    """Return the questions that some verdict hangs on."""
    return tuple(question for question in list_open_questions(rows) if question.hanging)


def list_outcomes(
    meanings: Iterable[MeaningOutcome], asks: Reason
) -> dict[StrEnum, tuple[Outcome, ...]]:
    """Return the outcomes that each answer to a question would leave possible."""
    outcomes: dict[StrEnum, dict[Outcome, None]] = {}
    for meaning, outcome in meanings:
        outcomes.setdefault(PARTS[asks](meaning), {})[outcome] = None
    return {choice: tuple(possible) for choice, possible in outcomes.items()}
