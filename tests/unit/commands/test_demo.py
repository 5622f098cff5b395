"""The demo is coloured where colour is asked for, and only beside the word."""

from __future__ import annotations

import re

from support.program import Run


def test_outcomes_of_the_demo_have_their_colours(run: Run) -> None:
    told = run("demo", "--color", "always").out
    assert "\x1b[1;31mmissed" in told
    assert "\x1b[1;32mmet" in told
    plain = re.sub(r" *\n", "\n", re.sub(r"\x1b\[[0-9;]*m", "", told))
    assert plain == run("demo").out
