"""Sentences for worker processes that could not judge all targets."""

from __future__ import annotations

from targetcli.problems.problem import Problem
from targetcli.problems.workers import WorkerProblem
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

SENTENCES: dict[Problem, Sentence] = {
    WorkerProblem.ENDED: Sentence(
        N_("a process that judged some of the targets was ended ({cause})"),
        N_("nothing was written; if memory is short, try again with --jobs 1"),
    ),
    WorkerProblem.INCOMPLETE: Sentence(
        N_("only {verdicts} of {targets} targets were judged"),
        N_("nothing was written; try again with --jobs 1, and please report this"),
    ),
}
