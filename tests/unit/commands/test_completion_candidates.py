"""What may follow on a command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from targetcli.commands.completion_candidates import list_candidates


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("co", "compare completion"),
        ("compare --reg", "--region"),
        ("compare --region 武", "武进区 武进国家高新区 武进绿建区"),
        ("compare --region = 武", "武进区 武进国家高新区 武进绿建区"),
        ("list --region 武进区 --metric 地区生产", "地区生产总值"),
        ("--db no.db compare --region 武", ""),
        ("--db=no.db compare --region 武", ""),
        ("add 武进区 地区生产", "地区生产总值"),
        ("add 武进区 地区生产总值 ", ""),
        ("misses --fail-on un", "undetermined"),
        ("compare --profile un", "un-progress-chart"),
        ("compare --format cs", "csv csv-excel"),
        ("compare --plan 十四", "十四五"),
        ("compare --source wj-2021", "wj-2021 wj-2021-10-03"),
        ("show T91", "T91"),
        ("show F13", "F13 F130 F131 F132"),
        ("check --str", "--strict"),
        ("regions ad", "add"),
        ("regions add --par", "--parent"),
        ("nonsense --re", ""),
        ("compare -- --re", ""),
        ("compare --output x", ""),
    ],
)
def test_what_may_follow(
    seeded_store: Path, monkeypatch: pytest.MonkeyPatch, typed: str, found: str
) -> None:
    monkeypatch.setenv("TARGETS_DB", str(seeded_store))
    told = list_candidates(typed.split(" "))
    if found:
        assert set(found.split()) <= set(told)
    else:
        assert told == []
