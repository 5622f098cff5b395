"""Sentences for the findings of a check: of a record, a write or the file."""

from __future__ import annotations

from targetcli.problems.findings import FindingProblem
from targetcli.problems.problem import Problem
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

SENTENCES: dict[Problem, Sentence] = {
    FindingProblem.SAME_INDICATOR: Sentence(
        N_(
            "is the same indicator as {other}; figures of one are no evidence for the "
            "other; make them one: targets metrics merge {argument} {into}"
        )
    ),
    FindingProblem.PAGE: Sentence(N_("{message}")),
    FindingProblem.MISSING_PARENT: Sentence(
        N_("refers to a {table} that is not there")
    ),
    FindingProblem.MISSING_REGION: Sentence(
        N_("names a region {region} that is not there")
    ),
    FindingProblem.REGION_IN_ITSELF: Sentence(
        N_(
            "lies in itself, through {others}; correct it: "
            "targets regions edit {argument} parent="
        )
    ),
    FindingProblem.EARLIER_TIME: Sentence(
        N_("is of {time}, the one before it of {earlier}")
    ),
    FindingProblem.UNKNOWN_UNIT: Sentence(N_("no unit is called “{unit}”")),
    FindingProblem.ARCHIVED_ROW: Sentence(
        N_("is not kept in the log as write {write} left it")
    ),
    FindingProblem.CURRENT_ROW: Sentence(N_("is not as write {write} left it")),
    FindingProblem.MISSING_WRITE: Sentence(
        N_("breaks off after {before}: write {first} is missing")
    ),
    FindingProblem.MISSING_WRITES: Sentence(
        N_("breaks off after {before}: writes {first} to {last} are missing")
    ),
    FindingProblem.UNKNOWN_WRITE: Sentence(
        N_("has rows of a write {write}, but no such write")
    ),
    FindingProblem.CHANGED_WRITE: Sentence(N_("is not as it was written")),
    FindingProblem.ROW_COUNT: Sentence(
        N_("touched {rows} rows, and {found} are found")
    ),
    FindingProblem.CONTRADICTION: Sentence(
        N_("{value} for {period}, but {other} {other_value}")
    ),
    FindingProblem.OVERLAP: Sentence(
        N_("shares days with {other}; they do not add up")
    ),
    FindingProblem.NO_SOURCE: Sentence(N_("has no source")),
    FindingProblem.NO_ADDRESS: Sentence(N_("has no address")),
    FindingProblem.NEVER_REPORTED: Sentence(N_("nothing was reported at all")),
    FindingProblem.STALE: Sentence(N_("nothing was reported since {day}")),
    FindingProblem.OLDER_REVISION: Sentence(
        N_("is older than {target}, which it revises")
    ),
    FindingProblem.LATE_ANNOUNCEMENT: Sentence(
        N_("was announced after its deadline {deadline}")
    ),
    FindingProblem.FUTURE_ANNOUNCEMENT: Sentence(
        N_("was announced on a day to come, {announced}")
    ),
    FindingProblem.EARLY_WITHDRAWAL: Sentence(
        N_("was withdrawn before it was announced")
    ),
    FindingProblem.FUTURE_PUBLICATION: Sentence(
        N_("was published on a day to come, {published}")
    ),
    FindingProblem.EARLY_PUBLICATION: Sentence(
        N_("was published before its period, {period}")
    ),
    FindingProblem.UNSAID_SIDE: Sentence(
        N_(
            "nobody said if more or less is better, and on it hangs the verdict on "
            "{targets}; say it: targets metrics edit {argument} better=less (or more, "
            "none)"
        )
    ),
    FindingProblem.UNSAID_KIND: Sentence(
        N_(
            "nobody said if it is an amount, a state at a day or a share, and on it "
            "hangs the verdict on {targets}; say it: targets metrics edit {argument} "
            "kind=flow (or stock, ratio)"
        )
    ),
    FindingProblem.UNSAID_BASIS: Sentence(
        N_(
            "nobody said if it is the amount of the last year or the sum, and on it "
            "hangs its verdict; say it: targets edit {argument} basis=total (or level)"
        )
    ),
    FindingProblem.REFUSED_BY_IMPORT: Sentence(N_("an import refuses it: {failure}")),
    FindingProblem.MERGED_BY_IMPORT: Sentence(
        N_("says the same as {other}; an import keeps one of them")
    ),
    FindingProblem.BUILT_IN_UNIT: Sentence(
        N_("is a built-in unit; an import leaves it out")
    ),
    FindingProblem.CHANGED_BY_IMPORT: Sentence(N_("an import changes its {columns}")),
}
