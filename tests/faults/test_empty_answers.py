"""An empty answer says so on a terminal; in a pipe it is empty."""

from __future__ import annotations

from support.stage import Stage
from support.terminal import run_on_terminal


def test_an_empty_answer_says_so_on_a_terminal_only(stage: Stage) -> None:
    assert run_on_terminal(stage, "init", "-q") == ("", 0)
    assert run_on_terminal(stage, "list") == ("(nothing to list)\n", 0)
    assert run_on_terminal(stage, "list", "--lang", "zh") == ("（无）\n", 0)
