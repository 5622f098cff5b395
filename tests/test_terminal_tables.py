"""Tables are tables on a usual terminal, with whole figures, a total and a limit."""

from __future__ import annotations

import re

import pytest

from support.program import Run
from targetcli.render.characters import display_width

NARROW = ("-O", "table", "--width", "80", "--as-of", "2026-03-31")
VERBS = ("list", "figures", "compare", "misses", "due")
AMOUNT = re.compile(r"[0-9][0-9,.]*(?=[亿万家套%]|个百分点)")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("verb", VERBS)
def test_the_packaged_data_is_a_table_at_80_columns(
    seeded_run: Run, verb: str, language: str
) -> None:
    lines = seeded_run(verb, *NARROW, "--lang", language).out.splitlines()
    assert re.fullmatch("─+", lines[1])
    assert max(map(display_width, lines)) <= 80


def test_columns_without_anything_make_room(seeded_run: Run) -> None:
    words = ("compare", "--view", "progress", "--lang", "zh", *NARROW)
    heading, rule, *_ = seeded_run(*words).out.splitlines()
    assert re.fullmatch("─+", rule)
    assert "责任单位" not in heading
    assert "责任单位" in seeded_run(*words, "--width", "200").out.splitlines()[0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_names_break_and_figures_never_do(seeded_run: Run, language: str) -> None:
    words = ("compare", *NARROW, "--lang", language, "--fields")
    whole = seeded_run(*words, "target,figure,gap", "--width", "300").out
    table = seeded_run(*words, "id,subject,target,by,figure,result,gap").out
    assert len(AMOUNT.findall(whole)) > 60
    assert set(AMOUNT.findall(whole)) <= set(AMOUNT.findall(table))


def test_a_line_below_a_table_counts_its_rows(seeded_run: Run) -> None:
    told = seeded_run("misses", *NARROW).out
    assert told.endswith("\n\n6 targets: 1 late, 5 missed (2 provisional)\n")
    told = seeded_run("misses", *NARROW, "--lang", "zh").out
    assert told.endswith("\n\n6项目标：逾期完成 1 项，未完成 5 项（其中 2 项暂定）\n")
    assert seeded_run("list", *NARROW).out.endswith("\n\n95 targets\n")


def test_a_limit_leaves_the_first_rows_and_says_so(seeded_run: Run) -> None:
    words = ("list", "--sort", "-id", "--limit", "2")
    told = seeded_run(*words, *NARROW).out
    assert re.findall("^T[0-9]+", told, re.MULTILINE) == ["T95", "T94"]
    assert told.endswith("\n95 targets; only the first 2 are shown\n")
    assert len(seeded_run(*words).out.splitlines()) == 3
    assert len(seeded_run(*words, "--csv").out.splitlines()) == 3
    assert seeded_run(*words, "--json").out.count('"id"') == 2
    assert seeded_run("list", "--limit", "0").code == 2
