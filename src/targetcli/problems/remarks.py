"""Remarks on a record that is stored all the same."""

from __future__ import annotations

from targetcli.problems.problem import Problem


class Remark(Problem):
    """Remark on how a row was read."""

    STORED_AS = "stored-as"
    DESCRIBED = "described"
    RANK_UNIT_COUNTS = "rank-unit-counts"
    WORDS_OVER_KNOWN = "words-over-known"
    UNSAID_KIND = "unsaid-kind"
    UNSAID_SIDE = "unsaid-side"
    UNSAID_KIND_AND_SIDE = "unsaid-kind-and-side"
    EARLY_DEADLINE = "early-deadline"
    MONTH_NOT_YEAR = "month-not-year"
    OLDER_EXPORT = "older-export"
