"""The demo shows what its commands answer, in colour where colour is asked for."""

from __future__ import annotations

import re
import shlex

from support.program import Run


def test_outcomes_of_the_demo_have_their_colours(run: Run) -> None:
    shown = run("demo", "--color", "always").out
    assert "\x1b[1;31mmissed" in shown
    assert "\x1b[1;32mmet" in shown
    plain = re.sub(r" *\n", "\n", re.sub(r"\x1b\[[0-9;]*m", "", shown))
    assert plain == re.sub(r" *\n", "\n", run("demo").out)


def test_each_command_of_the_demo_is_followed_by_its_own_answer(run: Run) -> None:
    shown = run("demo").out
    run("init", "--with-seeds")
    lines = [line for line in shown.splitlines() if line.startswith("$ ")]
    assert len(lines) == 9
    for line in lines:
        looks = ("-O", "table", "--width", "80", "--lang", "en")
        answer = run(*shlex.split(line)[2:], *looks).out
        assert f"{line}\n{answer}" in shown
