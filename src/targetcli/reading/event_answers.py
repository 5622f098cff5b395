"""Read the answer about an event: yes, 否, 建成通车."""

from __future__ import annotations

from targetcli.errors import Unreadable
from targetcli.model.bound_vocabulary import ANSWERS
from targetcli.model.numberless_words import tells_of_happening
from targetcli.model.records import EventAnswer, Metric, MetricKind
from targetcli.model.wording import RecordRole
from targetcli.problems.reading import ReadingProblem
from targetcli.reading.cells import Cells
from targetcli.reading.headings import translate_code

_ANSWERS = frozenset(answer.value for answer in EventAnswer)
_NOT = ("未", "没有", "尚未", "not ")


def read_answer(cells: Cells, metric: Metric, role: RecordRole) -> EventAnswer:
    """Read the answer about an event; words that it happened answer a figure."""
    if metric.kind is not MetricKind.EVENT:
        return EventAnswer.UNSAID
    value = cells.get("value", "").strip()
    if not tells_of_happening(value):
        return EventAnswer(translate_answer(value))
    if role is RecordRole.TARGET:
        return EventAnswer.UNSAID
    return EventAnswer.NO if value.startswith(_NOT) else EventAnswer.YES


def is_answer(text: str) -> bool:
    """Return True for the word of an answer: yes, 否."""
    return translate_answer(text) in _ANSWERS


def translate_answer(text: str) -> str:
    """Return the code of an answer by its word; any other text is case-folded."""
    code = translate_code(text.strip())
    return ANSWERS.get(code, code)


def refuse_answer(text: str, metric: str) -> Unreadable:
    """Return the refusal of a text that answers nothing about an event."""
    yes, no = ("yes", "no") if text.isascii() else ("是", "否")
    return Unreadable(
        "value", text, problem=ReadingProblem.EVENT, metric=metric, yes=yes, no=no
    )
