"""Why several processes together could not judge all targets."""

from __future__ import annotations

from targetcli.problems.problem import Problem


class WorkerProblem(Problem):
    """Why the verdicts of worker processes cannot be used."""

    ENDED = "ended"
    INCOMPLETE = "incomplete"
