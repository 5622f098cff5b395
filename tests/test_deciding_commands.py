"""Every command that `show` gives to decide a target is one that runs."""

from __future__ import annotations

import json
import shlex

import pytest

from support.program import Run

# What is left to fill in, by the words before it.
_FILLED = {
    "baseline_value=": "4",
    " value=": "前5位",
    "deadline=": "2027",
    "--source ": "S1",
    "start=": "2025-03-01",
    "end=": "2025-03-01",
}
CASES: dict[str, list[list[str]]] = {
    "side": [
        ["add", "Anland", "tea rate", "4%", "--by", "2025"],
        ["record", "Anland", "tea rate", "5.1%", "--for", "2025"],
    ],
    "kind and side": [
        ["add", "Anland", "boats", "50 boats", "--by", "2024"],
        ["record", "Anland", "boats", "55 boats", "--for", "2024Q4"],
    ],
    "basis": [
        ["add", "Anland", "tea", "100 km", "--from", "2021", "--by", "2023"],
        ["metrics", "edit", "tea", "kind=flow", "better=more"],
        ["record", "Anland", "tea", "40 km", "--for", "2021"],
        ["record", "Anland", "tea", "40 km", "--for", "2022"],
        ["record", "Anland", "tea", "40 km", "--for", "2023"],
    ],
    "scope": [
        ["add", "安 兰", "茶园", "100公里", "--by", "2025", "--scope", "含新区"],
        ["record", "安 兰", "茶园", "120公里", "--for", "2025"],
    ],
    "unit": [
        ["add", "Anland", "care places", "40 new hospitals", "--by", "2025"],
        ["record", "Anland", "care places", "45 wards", "--for", "2025年底"],
    ],
    "months of a flow": [
        ["add", "Anland", "tea", "at least 100 km", "--by", "2025-03-31"],
        ["metrics", "edit", "tea", "kind=flow"],
        ["record", "Anland", "tea", "30 km", "--for", "2025-03"],
    ],
    "period": [
        ["add", "Anland", "tea rate", "at least 76%", "--by", "2024Q1"],
        ["record", "Anland", "tea rate", "74.2%", "--for", "2023-10..2024-06"],
    ],
    "base": [
        ["add", "安兰", "茶叶", "翻一番", "--by", "2025", "--from", "2021"],
        ["record", "安兰", "茶叶", "6公里", "--for", "2025"],
    ],
    "no number": [["add", "安兰", "茶叶排名", "位居前列", "--by", "2025"]],
    "no deadline": [["add", "安兰", "茶叶", "至少5公里"]],
    "incomplete": [
        ["metrics", "add", "tea", "--kind", "flow"],
        ["add", "Anland", "tea", "at least 100 km", "--by", "2021..2023"],
        ["edit", "T1", "basis=total"],
        ["record", "Anland", "tea", "40 km", "--for", "2021"],
        ["record", "Anland", "tea", "40 km", "--for", "2023"],
    ],
    "about": [
        ["add", "Anland", "tea rate", "about 5%", "--by", "2025", "--better", "more"],
        ["record", "Anland", "tea rate", "4.8%", "--for", "2025"],
    ],
    "bound": [
        ["add", "安兰", "茶园", "至少100公里", "--by", "2025"],
        ["record", "安兰", "茶园", "超过90公里", "--for", "2025年底"],
    ],
    "contested": [
        ["add", "安兰", "茶园", "至少100公里", "--by", "2025", "--kind", "stock"],
        ["record", "安兰", "茶园", "90公里", "--for", "2025年底"],
        ["record", "安兰", "茶园", "110公里", "--for", "2025年底"],
    ],
    "silence": [["add", "Anland", "tea rate", "at least 5%", "--by", "2024"]],
    "no baseline": [
        ["metrics", "add", "茶园", "--kind", "stock"],
        ["add", "安兰", "茶园", "至少100公里", "--by", "2027", "--announced", "2023"],
        ["record", "安兰", "茶园", "60公里", "--for", "2025年底"],
    ],
    "parts": [
        ["regions", "add", "东 镇", "--parent", "安兰"],
        ["add", "安兰", "茶园", "至少100公里", "--by", "2024", "--kind", "stock"],
        ["record", "东 镇", "茶园", "60公里", "--for", "2024年底"],
        ["regions", "add", "西镇", "--parent", "安兰"],
        ["record", "西镇", "茶园", "60公里", "--for", "2024年底"],
    ],
    "event": [
        ["add", "安兰", "茶桥", "", "--by", "2025-06-30", "--kind", "event"],
        ["record", "安兰", "茶桥", "yes", "--for", "2025"],
    ],
}


def filled(command: str) -> list[str]:
    """Return the words of a command, with something where it leaves a gap."""
    for before, text in _FILLED.items():
        command = command.replace(f"{before}…", f"{before}{text}")
    words = shlex.split(command.replace("…", "7"))
    assert words[0] == "targets"
    return words[1:]


@pytest.mark.parametrize("case", CASES)
def test_what_would_decide_a_target_can_be_typed(case: str, run: Run) -> None:
    for words in CASES[case]:
        done = run(*words, "-q")
        assert done.code == 0, done.err
    shown = json.loads(run("show", "T1", "--json").out)
    options = [
        option for reason in shown["would_decide"] for option in reason["options"]
    ]
    assert options
    for option in options:
        words = filled(option["command"])
        if words[:2] == ["identities", "add"] and "7" in words:
            continue  # the rest of the region has to be named by the user
        done = run(*words)
        assert done.code == 0, (option["command"], done.err)
        run("undo")
