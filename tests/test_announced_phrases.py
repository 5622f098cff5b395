"""The phrases of real announcements that others marked are read as they marked them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from targetcli.errors import Unreadable
from targetcli.model.bound_words import read_wording
from targetcli.model.deadline import read_deadline
from targetcli.model.period import ReferenceDays
from targetcli.model.wording import RecordRole
from targetcli.problems.reading import ReadingProblem

DAYS_OF_PAPERS = {
    "000": date(2021, 10, 3),
    "001": date(2020, 7, 15),
    "002": date(2023, 12, 29),
    "003": date(2024, 1, 20),
    "004": date(2025, 8, 29),
}


def marked_phrases(shared: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for paper in DAYS_OF_PAPERS:
        lines = (shared / "gold" / f"{paper}.jsonl").read_text("utf-8").splitlines()
        yield from ((paper, json.loads(line)) for line in lines)


def test_every_marked_value_is_read(shared: Path) -> None:
    count = 0
    for _, marked in marked_phrases(shared):
        if marked["value"] is None:
            continue
        role = RecordRole.TARGET if marked["kind"] == "target" else RecordRole.FIGURE
        wording = read_wording(marked["text"].replace("\n", ""), role)
        assert abs(wording.value) == Decimal(str(marked["value"])), marked["text"]
        count += 1
    assert count == 122


def test_marked_periods_are_read_as_marked_or_refused_for_a_reason(
    shared: Path,
) -> None:
    phrases = {
        (paper, marked["period_as_written"], marked["period_end"])
        for paper, marked in marked_phrases(shared)
        if marked["period_as_written"]
    }
    counts = Counter(
        judge(words, last, DAYS_OF_PAPERS[paper]) for paper, words, last in phrases
    )
    # Refused are durations without a beginning, and words such as 累计 and 当前.
    assert counts == {"as marked": 10, "of no marked day": 1, "refused": 16}


def judge(words: str, last: str | None, announced: date) -> str:
    try:
        deadline = read_deadline(words, ReferenceDays(None, announced))
    except Unreadable as refused:
        if refused.reason.problem is ReadingProblem.UNKNOWN_FORM:
            pytest.fail(f"{words} is refused without a reason")
        return "refused"
    if last is None:
        return "of no marked day"
    assert deadline.day.isoformat() == last, words
    return "as marked"
