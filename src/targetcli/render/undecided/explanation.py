"""Explain why a target is not decided, and by which commands it would be.

Each reason of a verdict has its row in one of the tables, or in `CAUTIONS` where it
never leaves a target undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.meanings import find_open_questions
from targetcli.judging.outcome import Verdict
from targetcli.judging.reasons import Reason
from targetcli.model.records import (
    Target,
)
from targetcli.render.undecided import evidence, gaps, questions, refusals
from targetcli.render.undecided.case import (
    Explained,
    Undecided,
    UndecidedCase,
)
from targetcli.reports.meant_targets import (
    list_meant_targets,
)

# What these say is told beside an outcome; no target is undecided for it.
CAUTIONS = frozenset(
    {
        *(Reason.REPLACED, Reason.UNDATED, Reason.WITHIN_ROUNDING, Reason.EARLY),
        *(Reason.BASELINE_REVISED, Reason.WITHDRAWN_LATER),
    }
)


def explain_undecided(
    target: Target, verdict: Verdict, context: TargetContext = NO_CONTEXT
) -> tuple[Undecided, ...]:
    """Return for each reason why a target is undecided a sentence and the remedies."""
    case = UndecidedCase(target, verdict, list_meant_targets(target, verdict, context))
    return tuple(
        _explain(case, reason) for reason in verdict.reasons if reason not in CAUTIONS
    )


def _explain(case: UndecidedCase, reason: Reason) -> Undecided:
    is_question = reason in find_open_questions(case.verdict.meanings)
    is_question = is_question or reason not in _EXPLANATIONS
    explain = (_QUESTIONS if is_question else _EXPLANATIONS)[reason]
    sentence, options = explain(case)
    return Undecided(reason, sentence, tuple(options))


_QUESTIONS: Mapping[Reason, Callable[[UndecidedCase], Explained]] = {
    Reason.SIDE: questions.ask(Reason.SIDE),
    Reason.KIND: questions.ask(Reason.KIND),
    Reason.BASIS: questions.ask(Reason.BASIS),
}
_EXPLANATIONS: Mapping[Reason, Callable[[UndecidedCase], Explained]] = {
    Reason.SCOPE: refusals.explain_scope,
    Reason.UNIT: refusals.explain_unit,
    Reason.BASIS: refusals.explain_basis,
    Reason.PERIOD: refusals.explain_period,
    Reason.SUB_REGION: refusals.explain_sub_region,
    Reason.NO_NUMBER: gaps.explain_no_number,
    Reason.BASE: gaps.explain_base,
    Reason.WINDOW: gaps.explain_window,
    Reason.NO_DEADLINE: gaps.explain_no_deadline,
    Reason.BOUND: evidence.explain_bound,
    Reason.ABOUT: evidence.explain_about,
    Reason.INCOMPLETE: evidence.explain_incomplete,
    Reason.CONTESTED: evidence.explain_contested,
    Reason.SPAN: evidence.explain_span,
    Reason.NO_FIGURE: evidence.explain_no_figure,
    Reason.NO_BASELINE: evidence.explain_no_baseline,
    Reason.NO_PATH: evidence.explain_no_path,
    Reason.AWAITED: evidence.explain_awaited,
}
EXPLAINED_REASONS = frozenset({*_QUESTIONS, *_EXPLANATIONS})
