"""The sentences of a verdict: what would turn it, and that it is true at the bound."""

from __future__ import annotations

import pytest

from support.record_factory import GDP, RecordFactory, judge_on
from targetcli.render.derivation import derivation_steps


@pytest.mark.parametrize(
    ("asked", "seen", "revision", "told"),
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
def test_what_would_turn_it_is_true_at_the_bound(
    asked: str, seen: str, revision: str, told: str
) -> None:
    factory = RecordFactory()
    target = factory.target(GDP, asked, "2025")
    verdict = judge_on(target, [factory.figure(GDP, seen, "2025")], "2026-03-31")
    sentence = f"A revision of {revision} would bring it to the bound{told}"
    assert sentence in tuple(derivation_steps(target, verdict))
