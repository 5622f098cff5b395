"""Every example of tests/support/meaning_examples.py has the verdict worked out."""

from __future__ import annotations

import pytest

from support.meaning_examples import EXAMPLES, Example
from support.record_factory import judge_on


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_an_example_worked_out_by_hand(example: Example) -> None:
    verdict = judge_on(example.target, example.figures, example.as_of, example.context)

    assert verdict.outcome is example.outcome
    assert tuple(reason.value for reason in verdict.reasons) == example.reasons
    margin = verdict.margin
    assert (margin and margin.low) == example.margin
    assert (margin and margin.high) == example.margin


def test_the_examples_are_many_and_different() -> None:
    titles = {example.title for example in EXAMPLES}

    assert len(titles) == len(EXAMPLES) >= 46
