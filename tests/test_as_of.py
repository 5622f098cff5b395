"""What was known on a day is told alike for ever, whatever is added later."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.program import Run

DAY = ("--as-of", "2024-06-30")
READINGS = [
    ["list", *DAY],
    ["list", *DAY, "--json"],
    ["figures", *DAY],
    ["compare", *DAY],
    ["compare", *DAY, "--json"],
    ["compare", *DAY, "--csv"],
    ["compare", *DAY, "--by", "region"],
    ["misses", *DAY, "--include", "any"],
    ["show", "T1", *DAY],
    ["show", "T1", *DAY, "--json"],
    ["export", "targets", *DAY],
    ["export", "figures", *DAY],
    ["export", "compare", *DAY],
    ["export", "misses", *DAY],
]
BEFORE = [
    ["add", "云溪区", "gdp", "500亿元以上", "--by", "2025", "--announced", "2021"],
    ["add", "云溪区", "绿道", "40公里", "--by", "2023", "--announced", "2021-02"],
    ["record", "云溪区", "gdp", "431亿元", "--for", "2023", "--published", "2024-02"],
    ["record", "云溪区", "绿道", "39公里", "--for", "2023", "--published", "2024-02"],
    ["record", "云溪区", "绿道", "38公里", "--for", "2022"],
]
LATER = [
    ["record", "云溪区", "绿道", "41公里", "--for", "2023", "--published", "2024-07"],
    ["record", "云溪区", "gdp", "470亿元", "--for", "2024"],
    ["add", "云溪区", "gdp", "600亿元", "--by", "2030", "--announced", "2026-01"],
    ["revise", "T2", "30公里", "--announced", "2024-07-01", "--source", "x"],
    ["withdraw", "T1", "--on", "2024-12", "--source", "x"],
]


@pytest.fixture
def filled(run: Run) -> Run:
    for command in BEFORE:
        ran = run(*command)
        assert ran.code == 0, ran.err
    return run


def test_later_knowledge_changes_nothing(filled: Run) -> None:
    before = [filled(*command) for command in READINGS]
    assert [ran.code for ran in before] == [0] * len(READINGS)
    for later in LATER:
        assert filled(*later).code == 0
    for command, ran in zip(READINGS, before, strict=True):
        assert filled(*command, TARGETS_NOW="2033-05-05").out == ran.out, command


def test_export_and_import_change_nothing(filled: Run, tmp_path: Path) -> None:
    for later in LATER:
        assert filled(*later).code == 0
    assert filled("export", "all", "-o", "out", "-q").code == 0
    files = sorted(str(file) for file in (tmp_path / "out").iterdir())
    assert filled("--db", "copy.db", "import", *files, "-q").code == 0
    for command in READINGS:
        assert filled("--db", "copy.db", *command).out == filled(*command).out
