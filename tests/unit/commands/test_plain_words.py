"""Plain command lines: read as typer reads them, or left to it."""

from __future__ import annotations

from copy import copy
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer import Exit
from typer._click.exceptions import ClickException
from typer.main import get_command

from targetcli import environment
from targetcli.commands.app import build_app
from targetcli.commands.plain_words import find_kind, read_plain_line, read_values
from targetcli.commands.verb_app import (
    Invocation,
    VerbApp,
    VerbFunction,
    load_verb,
)
from targetcli.commands.verbs import VERBS
from targetcli.session.options import OutputOptions

VALUES = (
    *("常州市", "T1", "2026-03-31", "any", "csv", "json", "zh", "-1", "-", "--", ""),
    *("0", "3", "7", "007", "1.5", "1e3", "+5", " 5", "٣", "1_0", "9" * 12, "a=b"),
)


def list_verbs() -> dict[str, VerbFunction]:
    apps = {name: load_verb(name) for name in VERBS}
    return {
        f"{name} {command.name}": command.verb
        for name, app in apps.items()
        for command in app.commands
    }


VERBS_BY_NAME = list_verbs()


def list_words(verb: VerbFunction) -> list[str]:
    """List the words that a command line of a verb may be made of."""
    names = [name for p in verb.parameters for name in p.declaration.names]
    kinds = [find_kind(parameter)[0] for parameter in verb.parameters]
    codes = [
        str(member.value) for kind in kinds if issubclass(kind, Enum) for member in kind
    ]
    joined = [f"{name}={value}" for name in names for value in ("3", "csv", "")]
    return [*names, *names, *names, *codes, *joined, *VALUES, "--help", "-Ojson"]


def read_by_typer(verb: VerbFunction, words: list[str]) -> dict[str, Any] | None:
    """Return the values that typer reads; None where it refuses the words."""
    found: list[dict[str, Any]] = []

    def remember(values: dict[str, Any], invocation: Invocation) -> None:
        assert invocation == Invocation()
        found.append(dict(values))

    recorder = copy(verb)
    recorder.call = remember  # type: ignore[method-assign]
    app = VerbApp()
    app.command("verb")(recorder)
    try:
        get_command(build_app(app)).main(words, standalone_mode=False)
    except (ClickException, Exit):
        return None
    return found[0] if found else None


@pytest.mark.parametrize("name", VERBS_BY_NAME)
@given(data=st.data())
def test_what_is_read_is_what_typer_reads(name: str, data: st.DataObject) -> None:
    verb = VERBS_BY_NAME[name]
    words = data.draw(st.lists(st.sampled_from(list_words(verb)), max_size=5))
    values = read_values(verb.parameters, words)
    if values is not None:
        assert tell_types(values) == tell_types(read_by_typer(verb, words))


def tell_types(values: dict[str, Any] | None) -> object:
    """Return values with their types, as a code equals the text of its value."""
    if values is None:
        return None
    return {name: (type(value), value) for name, value in values.items()}


@pytest.mark.parametrize(
    "line",
    [
        "list --region 常州市 --json",
        "compare --as-of 2026-03-31 --region 常州市 --region=武进区 -O csv --jobs 2",
        "misses --as-of 2026-03-31 -q",
        "show T91 T92 --as-of 2026-03-31",
        "due --wait 3 --limit 5 --color never",
        "figures --with-parts -o out.csv",
        "--db store.db list",
        "show -- T1 -x",
        "completion words -- compare --region 常",
        "record 常州市 GDP 5% --for 2024",
        "add 常州市 GDP 5% --by 2030 -n",
    ],
)
def test_usual_lines_are_plain(line: str) -> None:
    assert read_plain_line(line.split()) is not None


@pytest.mark.parametrize(
    "line",
    [
        *("", "--help", "nothing", "list --help", "list --nothing", "list more"),
        *("list --limit 0", "list --limit x", "list -O nothing", "list --region"),
        *("list --region -x", "list --quiet=1", "show", "list -- x", "--db list"),
        *("regions", "regions add 云溪区", "list --region="),
    ],
)
def test_other_lines_are_left_to_typer(line: str) -> None:
    assert read_plain_line(line.split()) is None


def test_a_verb_that_asks_leaves_a_terminal_to_typer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment, "can_ask", lambda: True)
    assert read_plain_line(["add", "常州市", "GDP"]) is None
    assert read_plain_line(["list"]) is not None


def test_a_store_may_be_named_on_either_side_of_the_verb() -> None:
    before = read_plain_line(["--db", "a.db", "list"])
    behind = read_plain_line(["list", "--db", "a.db"])
    assert before is not None
    assert behind is not None
    assert (before.db, before.values["db"]) == (Path("a.db"), None)
    assert (behind.db, behind.values["db"]) == (None, Path("a.db"))
    assert set(OutputOptions._fields) < set(before.values)
