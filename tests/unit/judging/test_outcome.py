"""The table of outcomes: complete, and the one the documentation shows."""

from __future__ import annotations

import pytest

from support.paths import CHECKOUT
from targetcli.judging.outcome import (
    OUTCOME_TRAITS,
    SETTLED_OUTCOMES,
    Outcome,
    OutcomeState,
    ReportSection,
    select_outcomes,
)


def test_every_outcome_has_its_row() -> None:
    assert list(OUTCOME_TRAITS) == list(Outcome)


def test_settled_outcomes_are_those_no_later_figure_is_awaited_for() -> None:
    assert {
        Outcome.MET,
        Outcome.LATE,
        Outcome.MISSED,
        Outcome.UNDETERMINED,
    } == SETTLED_OUTCOMES
    assert OUTCOME_TRAITS[Outcome.WITHDRAWN].state is OutcomeState.CANCELLED


@pytest.mark.parametrize("section", ReportSection)
def test_every_section_of_the_report_lists_an_outcome(section: ReportSection) -> None:
    assert select_outcomes(section)


def test_an_outcome_that_needs_attention_is_in_a_section() -> None:
    urgent = [traits for traits in OUTCOME_TRAITS.values() if traits.is_urgent]
    assert all(traits.section for traits in urgent)


@pytest.mark.parametrize("outcome", Outcome)
def test_the_documentation_gives_the_meaning(outcome: Outcome) -> None:
    text = (CHECKOUT / "docs" / "method.md").read_text(encoding="utf-8")
    assert f"| `{outcome}` | {OUTCOME_TRAITS[outcome].meaning} |" in text
