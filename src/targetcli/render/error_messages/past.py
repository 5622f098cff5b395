"""Sentences for the past of a store that is refused: its log and history."""

from __future__ import annotations

from targetcli.problems.files import PastProblem
from targetcli.problems.problem import Problem
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

_LEAVE_OUT_THE_PAST = N_(
    "leave log and history out to take the rows in without their past"
)
SENTENCES: dict[Problem, Sentence] = {
    PastProblem.UNKNOWN_TABLE: Sentence(
        N_("it has a row of a table {name}: there is none"),
        _LEAVE_OUT_THE_PAST,
    ),
    PastProblem.NO_ROW: Sentence(
        N_("{row} is kept as “{content}”: that is no row"),
        _LEAVE_OUT_THE_PAST,
    ),
    PastProblem.UNKNOWN_COLUMN: Sentence(
        N_("{row} has a {name}: it can hold nothing of it"),
        _LEAVE_OUT_THE_PAST,
    ),
    PastProblem.REFUSED_ROW: Sentence(
        N_("{row} is to be put back: {error}"),
        _LEAVE_OUT_THE_PAST,
    ),
    PastProblem.MISSING_PARENT: Sentence(
        N_("{row} refers to a {table}: it is not there"),
        _LEAVE_OUT_THE_PAST,
    ),
    PastProblem.BROKEN_DIGEST: Sentence(
        N_("{subject} {failure}: its digest differs"),
        _LEAVE_OUT_THE_PAST,
    ),
    PastProblem.OTHER_ROW: Sentence(
        N_("a row of it is not in the history beside it"),
        _LEAVE_OUT_THE_PAST,
    ),
    PastProblem.ROW_COUNT: Sentence(
        N_("it has {rows} rows, the history {kept}"),
        _LEAVE_OUT_THE_PAST,
    ),
    PastProblem.MISSING_FILE: Sentence(
        N_("no file beside it has a {table} that it holds"),
        _LEAVE_OUT_THE_PAST,
    ),
    PastProblem.OTHER_NAME: Sentence(
        N_("it names what is not in the history beside it"),
        _LEAVE_OUT_THE_PAST,
    ),
}
