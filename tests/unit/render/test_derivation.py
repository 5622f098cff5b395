"""The sentences of a verdict: what would turn it, and that it is true at the bound."""

from __future__ import annotations

import pytest

from support.record_factory import GDP, RecordFactory, judge_on
from targetcli.render.derivation import derivation_steps


@pytest.mark.parametrize(
    ("target_value", "figure_value", "sentence"),
    [
        ("3600亿元以上", "3570亿元", "It would have had to be 0.84% higher."),
        ("突破3600亿元", "3570亿元", "It would have had to be more than 0.84% higher."),
        (
            "3600亿元以上",
            "3601亿元",
            "A downward revision of more than 0.028% would miss it.",
        ),
        (
            "突破3600亿元",
            "3601亿元",
            "A downward revision of 0.028% or more would miss it.",
        ),
        (
            "3600亿元以上",
            "3600亿元",
            "Exactly on target; any downward revision would make it a miss.",
        ),
        (
            "不超过100吨",
            "100吨",
            "Exactly on target; any upward revision would make it a miss.",
        ),
        ("不超过100吨", "125吨", "It would have had to be 20.00% lower."),
        (
            "突破3600亿元",
            "3600亿元",
            "It is exactly at the limit, which is itself not enough.",
        ),
    ],
)
def test_the_revision_that_flips_a_verdict_leads_to_the_bound(
    target_value: str, figure_value: str, sentence: str
) -> None:
    factory = RecordFactory()
    metric = "排放量" if "不超过" in target_value else GDP
    target = factory.target(metric, target_value, "2025")
    verdict = judge_on(
        target, [factory.figure(metric, figure_value, "2025")], "2026-03-31"
    )
    assert sentence in tuple(derivation_steps(target, verdict))
