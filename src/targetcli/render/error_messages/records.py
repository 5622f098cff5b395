"""Contradictions in words."""

from __future__ import annotations

from targetcli.problems.problem import Problem
from targetcli.problems.records import Conflict
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

SENTENCES: dict[Problem, Sentence] = {
    Conflict.STATUS: Sentence(N_("the status is {status}, but the words say {worded}")),
    Conflict.BASIS: Sentence(N_("the basis is {basis}, but the words say {worded}")),
    Conflict.PERIOD_AND_ENDS: Sentence(
        N_("the period is {period}, but a start or an end is given too")
    ),
    Conflict.UNIT: Sentence(
        N_("the value is in {unit}, but the unit is {column_unit}")
    ),
    Conflict.OTHER_THAN_ASKED: Sentence(
        N_("{target} asks for {asked}, and the row is of {given}"),
        N_("a figure that was not asked for stands in a row without “asked_for”"),
    ),
    Conflict.UNIT_NOT_ASKED: Sentence(
        N_("{target} asks for {unit}, and the value is in {given}"),
        N_("write the value in a unit that converts to {unit}"),
    ),
    Conflict.UPPER_END: Sentence(
        N_("the relation is {relation}, but there is an upper end, {value_high}")
    ),
    Conflict.UPPER_END_UNSAID: Sentence(
        N_("the relation is empty, but there is an upper end, {value_high}")
    ),
    Conflict.WINDOW: Sentence(N_("the window starts {start}, but it ends {end}")),
    Conflict.LATE_BASELINE: Sentence(
        N_("the baseline is of {period}, but the deadline is {deadline}")
    ),
    Conflict.EARLY_WITHDRAWAL: Sentence(
        N_("it was withdrawn {withdrawn}, but it was announced {announced}")
    ),
    Conflict.AVERAGE_WITHOUT_WINDOW: Sentence(
        N_("the words say 年均, but there is no window to average"),
        N_("say where its window starts: --from 2021, or window_start in a file"),
    ),
    Conflict.GROWTH_WITHOUT_BASE: Sentence(
        N_("the words say 累计, but the growth names no base"),
        N_("say on which year it is: --base 2020, or base_period in a file"),
    ),
    Conflict.FIGURE_PERIOD: Sentence(
        N_("the period starts {start}, but it ends {end}")
    ),
    Conflict.GROWTH_OF_YEARS: Sentence(
        N_("the growth names no base, but its period is {period}"),
        N_("say 年均增长 for an average a year, or name the base with --base"),
    ),
    Conflict.FLOW_OF_YEARS: Sentence(
        N_("the basis is level, but its period is {period}"),
        N_("a flow over several years is a sum: --basis total"),
    ),
    Conflict.DIRECTION: Sentence(
        N_("the words say {bound}, but of {metric}, {better} is better"),
        N_(
            "if the metric is meant otherwise: targets metrics edit {argument} "
            'better={side}; if this target alone is: --relation "{relation}"'
        ),
    ),
    Conflict.MOVEMENT: Sentence(
        N_(
            "the words “{words}” say that {side} is better, but of {metric} it was "
            "said that {better} is"
        ),
        N_(
            "if the metric is meant otherwise: targets metrics edit {argument} "
            "better={side}"
        ),
    ),
    Conflict.SIDE: Sentence(N_("the side is {side}, but the words say {worded}")),
    Conflict.SAID_OTHERWISE: Sentence(
        N_("of {metric} the {column} is {value} here, but it was said to be {stored}"),
        N_("if that is wrong: targets metrics edit {argument} {option}"),
    ),
    Conflict.WORDED_BASE: Sentence(
        N_("the words compare with {worded}, but its base is {base}"),
    ),
    Conflict.BASE_OF_LEVEL: Sentence(
        N_("the value is {value}, a level, but it is on the base {base}"),
        N_(
            "growth has a base: write 下降60%, 增长6%, down 60% or up 6%, or say "
            "--basis growth"
        ),
    ),
    Conflict.SHARE_OF_AMOUNT: Sentence(
        N_("the value is {value}, but {metric} is an amount ({kind}), not a share"),
        N_(
            "for growth write 增长{value} or up {value}, or say --basis growth; a "
            "share of it is another metric; if it is meant so: --basis level"
        ),
    ),
    Conflict.FALL_OF_AMOUNT: Sentence(
        N_("the value is {value}, but {metric} is an amount ({kind}), not a share"),
        N_(
            "for a fall write 下降{size} or down {size}, or say --basis growth; a "
            "share of it is another metric; if it is meant so: --basis level"
        ),
    ),
    Conflict.GROWTH_UNIT: Sentence(
        N_("the basis is growth, but the unit is {unit}"),
        N_("growth is in %, ‰ or 倍; use change for a difference in the metric's unit"),
    ),
    Conflict.BASELINE_UNIT: Sentence(
        N_("the baseline is in {unit}, but target is in {usual}"),
        N_("a unit converts only inside its dimension; name another metric"),
    ),
    Conflict.METRIC_UNIT: Sentence(
        N_("the value is in {unit}, but {metric} is in {usual}"),
        N_("a unit converts only inside its dimension; name another metric"),
    ),
    Conflict.NESTED_IN_ITSELF: Sentence(
        N_("the region is {region}, but it is to lie in itself")
    ),
    Conflict.KNOWN_UNIT: Sentence(
        N_(
            "“{unit}” is to be a new unit, but it is read already: "
            "{number} of {dimension}"
        )
    ),
    Conflict.VALUE_UNIT: Sentence(
        N_("the value is in {unit}, but it is to be {usual}")
    ),
    Conflict.NAME_TAKEN: Sentence(
        N_("“{name}” is to name the {thing} {record}, but it already names {other}")
    ),
    Conflict.FOLDED_NAME_TAKEN: Sentence(
        N_(
            "“{name}” is to name the {thing} {record}, but in other "
            "characters it already names {other}"
        )
    ),
    Conflict.ALIAS_TAKEN: Sentence(
        N_("“{name}” is to name {record}, but it names {other}"),
        N_("if they are one: targets {command} merge {other} {record}"),
    ),
    Conflict.SAME_RECORD: Sentence(N_("{name} is to be {into}, but both are {record}")),
    Conflict.SAME_UNIT: Sentence(N_("{name} is to be {into}, but both are one")),
    Conflict.MERGED_COLUMN: Sentence(
        N_(
            "{name} is to be {into}: its {column} is {value}, but of "
            "{into} it is {other}"
        )
    ),
    Conflict.NESTED_IN_CIRCLE: Sentence(
        N_("{region} is to lie in {parent}, but {parent} lies in {region}"),
    ),
    Conflict.NESTED_REGIONS: Sentence(
        N_("{name} is to be {into}, but {inner} lies in {outer}")
    ),
    Conflict.MERGED_UNIT: Sentence(
        N_("{name} is to be {into}: it is in {unit}, but {into} is in {other}")
    ),
    Conflict.MERGED_DIMENSION: Sentence(
        N_(
            "{name} is to be {into}: it measures {dimension}, but "
            "{into} measures {other}"
        )
    ),
    Conflict.MERGED_FACTOR: Sentence(
        N_(
            "{name} is to be {into}: it is {number} of the smallest, "
            "but {into} is {other}"
        ),
        N_("figures convert as they are; nothing needs to be merged"),
    ),
    Conflict.MERGED_IDENTITY: Sentence(
        N_("{name} is to be {into}, but {whole} = {parts}")
    ),
    Conflict.MERGED_MILESTONE: Sentence(
        N_(
            "{target} would be the same as {other}: it is to have "
            "{value} by {day}, but {other} is to have {stored} by then"
        )
    ),
    Conflict.LATE_MILESTONE: Sentence(
        N_("the milestone is for {day}, but the deadline is {deadline}")
    ),
    Conflict.EARLY_MILESTONE: Sentence(
        N_("the milestone is for {day}, but the window starts {start}")
    ),
    Conflict.OLDER_REVISION: Sentence(
        N_(
            "the new version was announced {announced}, but {target} "
            "was announced {earlier}"
        )
    ),
    Conflict.REVISED_UNIT: Sentence(
        N_("the new value is in {unit}, but the old is in {earlier}")
    ),
    Conflict.WITHDRAWN_BEFORE: Sentence(
        N_("{target} is to be withdrawn, but it was, {withdrawn}"),
        N_("correct a slip with: targets edit"),
    ),
    Conflict.OTHER_ROW: Sentence(
        N_("it says what {name} is, but {place} says otherwise"),
        N_("correct one of them, or give it a name or an id of its own"),
    ),
    Conflict.OTHER_MILESTONE: Sentence(
        N_(
            "{target} is to have come to {value} by {day}, but for that "
            "day it is stored as {stored}"
        )
    ),
    Conflict.REVISED_TARGET: Sentence(
        N_("{target} is to be removed, but {other} revises it"),
        N_("take {other} out first: targets remove {other}"),
    ),
    Conflict.TARGET_WITH_MILESTONE: Sentence(
        N_("{target} is to be removed, but it has a milestone at {day}"),
        N_("take back the write that added it: targets log, targets undo"),
    ),
    Conflict.REVISES_ITSELF: Sentence(
        N_("{target} is to revise itself, but it is one target")
    ),
    Conflict.REVISES_IN_CIRCLE: Sentence(
        N_("{target} is to revise {other}, but {other} revises {target}")
    ),
    Conflict.STORED_OTHERWISE: Sentence(
        N_("{table} {name}: {column} is “{value}”, but it is stored as “{stored}”")
    ),
    Conflict.CHANGED_SINCE: Sentence(
        N_(
            "undoing {writes} would bring {row} back, but write {later} "
            "changed it again"
        ),
        N_("undo {later} first, or go back with: targets undo --to {before}"),
    ),
    Conflict.NAMED_ELSEWHERE: Sentence(
        N_("undoing {writes} would take out {named}, but {row} names it ({column})")
    ),
    Conflict.SAME_AS_OTHER: Sentence(
        N_("{record} would say the same as {other}, but each is to be kept once"),
        N_("to keep one of them: targets remove {record}"),
    ),
    Conflict.UNDONE_INTO_CIRCLE: Sentence(
        N_("undoing {writes} would make {region} lie in itself, through {others}"),
        N_("correct one of them first: targets regions edit NAME parent="),
    ),
    Conflict.UNDONE_AS_OTHER: Sentence(
        N_(
            "undoing {writes} would make {record} say the same as {other}, but each "
            "is to be kept once"
        ),
        N_("take {other} out first: targets remove {other}"),
    ),
    Conflict.KIND_OF_VALUE: Sentence(
        N_("{record} is “{value}”, but its metric {metric} is of kind {kind}"),
        N_("an event is answered with yes or no, and nothing else is"),
    ),
}
