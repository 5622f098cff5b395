"""Objections to correcting what a metric or region is said to be."""

from __future__ import annotations

from targetcli.problems.problem import Problem


class Objection(Problem):
    """The words of a stored record that contradict a correction."""

    TARGET_SIDE = "target-side"
    TARGET_SUM = "target-sum"
    TARGET_PLACE = "target-place"
    TARGET_SHARE = "target-share"
    TARGET_UNIT = "target-unit"
    STATE_OF_FLOW = "state-of-flow"
    BUILT_IN_UNIT = "built-in-unit"
