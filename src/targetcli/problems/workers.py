"""Codes for the reasons that several processes could not judge all targets."""

from __future__ import annotations

from targetcli.problems.problem import Problem


class WorkerProblem(Problem):
    """Reason that the verdicts of worker processes cannot be used."""

    ENDED = "ended"
    INCOMPLETE = "incomplete"
