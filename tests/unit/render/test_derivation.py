"""The sentences of a verdict: what would turn it, and that it is true at the bound."""

from __future__ import annotations

import pytest

from support.record_factory import GDP, RecordFactory, judge_on
from targetcli.render.derivation import derivation_steps


@pytest.mark.parametrize(
    ("target_value", "figure_value", "revision", "end"),
    [
        ("3600亿元以上", "3570亿元", "+0.84%", " (satisfy it)."),
        ("突破3600亿元", "3570亿元", "+0.84%", "; beyond, it would satisfy it."),
        (
            "3600亿元以上",
            "3601亿元",
            "−0.028%",
            "; beyond, it would no longer satisfy it.",
        ),
        ("突破3600亿元", "3601亿元", "−0.028%", " (no longer satisfy it)."),
    ],
)
def test_the_revision_that_flips_a_verdict_leads_to_the_bound(
    target_value: str, figure_value: str, revision: str, end: str
) -> None:
    factory = RecordFactory()
    target = factory.target(GDP, target_value, "2025")
    verdict = judge_on(
        target, [factory.figure(GDP, figure_value, "2025")], "2026-03-31"
    )
    sentence = f"A revision of {revision} would bring it to the bound{end}"
    assert sentence in tuple(derivation_steps(target, verdict))
