"""Export and import again: the same store to the letter, its past included."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from targetcli.cli import main

HOSTILE = [
    *(
        "=1+1",
        "'=1+1",
        "''",
        "a\rb",
        "a\r\nb",
        '"',
        ",",
        "\t",
        " x ",
        "\u202e",
        "\x1b[0m",
    ),
    *("｜|", "＝1", "🙂", "e\u0301", "\ufeff", "\u2028", "null", "T1", "{}", '{"a":1}'),
]
TEXTS = st.sampled_from(HOSTILE) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5
)
ACTS = st.tuples(
    st.sampled_from(
        [
            *("add", "add", "record", "record", "edit", "edit value", "remove", "undo"),
            *("undo one", "revise", "withdraw", "region", "milestone", "identity"),
            *("unit", "source", "event", "metric", "merge metrics", "merge regions"),
            *("alias region", "alias unit"),
        ]
    ),
    st.integers(1, 4),
    TEXTS,
)


def ran(folder: Path, *arguments: str) -> int:
    """Run the program in this process; what it says is not looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TARGETS_DB", str(folder / "store.db"))
        patch.setenv("TARGETS_NOW", "2026-03-31T09:00:00+08:00")
        try:
            main(arguments)
        except SystemExit as end:
            return int(end.code or 0)


def argued(kind: str, number: int, text: str) -> list[str]:
    """Return the command for one thing to do."""
    where = ("云溪区", "绿道", f"{number}公里")
    return {
        "add": ["add", *where, "--by", "2025", "--note", text],
        "record": ["record", *where, "--for", "2024", "--note", text],
        "edit": ["edit", f"F{number}", f"note={text}"],
        "edit value": ["edit", f"T{number}", "value=3", "note="],
        "remove": ["remove", f"{'TF'[number % 2]}{number}"],
        "undo": ["undo"],
        "undo one": ["undo", str(number)],
        "revise": [
            *("revise", f"T{number}", "7公里", "--announced", "2024"),
            *("--source", text, "--note", text),
        ],
        "withdraw": ["withdraw", f"T{number}", "--on", "2024-05", "--source", text],
        "region": ["regions", "add", f"区{number}", "--code", text],
        "milestone": ["milestones", "add", f"T{number}", "2023", str(number)],
        "identity": [
            *("identities", "add", f"云溪区@甲{number}", "云溪区", "云溪新区"),
            *("--source", text),
        ],
        "unit": ["units", "add", f"床{number}"],
        "source": ["sources", "add", f"s{number}", "--title", text],
        "event": ["record", "云溪区", f"桥{number}", "yes", "--for", "2024"],
        "metric": ["metrics", "add", f"桥{number}", "--kind", "stock"],
        "merge metrics": ["metrics", "merge", "绿道", f"桥{number}", "--yes"],
        "merge regions": ["regions", "merge", f"区{number}", "云溪区", "--yes"],
        "alias region": ["regions", "alias", "云溪区", f"区{number}"],
        "alias unit": ["units", "alias", f"床{number}", "只"],
    }[kind]


def dumped(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@settings(max_examples=settings().max_examples * 4 // 5)
@example(acts=[("add", 1, ""), ("undo", 1, "")], style="jsonl")
@given(acts=st.lists(ACTS, max_size=12), style=st.sampled_from(["csv", "jsonl"]))
def test_a_store_comes_back_to_the_letter(
    acts: list[tuple[str, int, str]],
    style: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    old, new = tmp_path_factory.mktemp("old"), tmp_path_factory.mktemp("new")
    assert ran(old, "init") == 0
    for act in acts:
        assert ran(old, *argued(*act)) in (0, 2), act
    assert ran(old, "export", "all", "-O", style, "-o", str(old / "out")) == 0
    files = map(str, (old / "out").iterdir())
    assert ran(new, "import", *files) == 0
    assert dumped(new / "store.db") == dumped(old / "store.db")
    chain = ("integrity", "chain", "references", "readable", "reimport")
    assert ran(new, "check", *chain) == 0
