"""Problems that a check may find in a store."""

from __future__ import annotations

from targetcli.problems.problem import Problem


class FindingProblem(Problem):
    """Problem in a record, a write or the file of a store."""

    PAGE = "page"
    MISSING_PARENT = "missing-parent"
    MISSING_REGION = "missing-region"
    REGION_IN_ITSELF = "region-in-itself"
    EARLIER_TIME = "earlier-time"
    UNKNOWN_UNIT = "unknown-unit"
    ARCHIVED_ROW = "archived-row"
    CURRENT_ROW = "current-row"
    MISSING_WRITE = "missing-write"
    MISSING_WRITES = "missing-writes"
    UNKNOWN_WRITE = "unknown-write"
    CHANGED_WRITE = "changed-write"
    ROW_COUNT = "row-count"
    CONTRADICTION = "contradiction"
    OVERLAP = "overlap"
    NO_SOURCE = "no-source"
    NO_ADDRESS = "no-address"
    NEVER_REPORTED = "never-reported"
    STALE = "stale"
    OLDER_REVISION = "older-revision"
    LATE_ANNOUNCEMENT = "late-announcement"
    FUTURE_ANNOUNCEMENT = "future-announcement"
    EARLY_WITHDRAWAL = "early-withdrawal"
    FUTURE_PUBLICATION = "future-publication"
    EARLY_PUBLICATION = "early-publication"
    SAME_INDICATOR = "same-indicator"
    UNSAID_SIDE = "unsaid-side"
    UNSAID_KIND = "unsaid-kind"
    UNSAID_BASIS = "unsaid-basis"
    REFUSED_BY_IMPORT = "refused-by-import"
    MERGED_BY_IMPORT = "merged-by-import"
    BUILT_IN_UNIT = "built-in-unit"
    CHANGED_BY_IMPORT = "changed-by-import"
