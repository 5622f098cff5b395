"""Sentences for texts that cannot be read."""

from __future__ import annotations

from targetcli.problems.problem import Problem
from targetcli.problems.reading import (
    LexiconProblem,
    ProfileProblem,
    ReadingProblem,
)
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

SENTENCES: dict[Problem, Sentence] = {
    ReadingProblem.UNKNOWN_FORM: Sentence(""),
    ReadingProblem.EMPTY: Sentence(N_("it is empty")),
    ReadingProblem.TOO_LONG: Sentence(N_("longer than {longest} characters")),
    ReadingProblem.HIDDEN_CHARACTER: Sentence(N_("a hidden character, {code}")),
    ReadingProblem.CELL_TOO_LONG: Sentence(
        N_("it is longer than {longest} characters")
    ),
    ReadingProblem.RAISED_DIGITS: Sentence(
        N_("a raised or circled digit beside another")
    ),
    ReadingProblem.MISPLACED_SEPARATOR: Sentence(
        N_("a separator or an exponent out of place")
    ),
    ReadingProblem.TOO_MANY_DIGITS: Sentence(N_("more than {most} digits")),
    ReadingProblem.OUT_OF_RANGE: Sentence(N_("too large or too fine to be a figure")),
    ReadingProblem.SIGNED_ZERO: Sentence(N_("zero has no sign")),
    ReadingProblem.DAY_OR_MONTH: Sentence(
        N_("day and month may change places"), N_("write {first} or {second}")
    ),
    ReadingProblem.YEAR_LAST: Sentence(
        N_("the year stands first in a date of numbers"), N_("write {example}")
    ),
    ReadingProblem.RELATIVE_DAY: Sentence(
        N_("it is relative to the announcement: say --announced")
    ),
    ReadingProblem.NO_YEAR: Sentence(
        N_("it does not say which year"),
        N_("write the year, such as 2025, 2025Q1 or 2025-06"),
    ),
    ReadingProblem.NO_LAST_DAY: Sentence(
        N_("“{text}” names no last day"),
        N_("write the last day or the years meant, such as {example}"),
    ),
    ReadingProblem.OTHER_CALENDAR: Sentence(
        N_("it is a year of another calendar"), N_("write {year}")
    ),
    ReadingProblem.LUNAR_YEAR: Sentence(
        N_("it is a year of another calendar, and lies in two of ours"),
        N_("write the year meant, {first} or {second}, or its first and last day"),
    ),
    ReadingProblem.SCHOOL_YEAR: Sentence(
        N_("a school year begins in different months"),
        N_("write its months, such as {example}"),
    ),
    ReadingProblem.SHORT_YEAR: Sentence(
        N_("a year has four digits"), N_("write {example}")
    ),
    ReadingProblem.LOOSE_MONTH: Sentence(
        N_("a month has two digits behind a hyphen"), N_("write {example}")
    ),
    ReadingProblem.TWO_MONTHS: Sentence(
        N_("a spreadsheet may have cut it short"), N_("write {first} or {second}")
    ),
    ReadingProblem.COMPACT_DATE: Sentence(
        N_("year and month run together"), N_("write {example}")
    ),
    ReadingProblem.DAY_NUMBER: Sentence(
        N_("it may be the number of a day in a spreadsheet"),
        N_("if so, write {example}"),
    ),
    ReadingProblem.TIME_OF_DAY: Sentence(
        N_("a time of day stands in it"), N_("write the day alone, such as {example}")
    ),
    ReadingProblem.WEEK: Sentence(
        N_("weeks are not read"), N_("write its days, such as {example}")
    ),
    ReadingProblem.DAY_OR_YEAR: Sentence(
        N_("it is a day of that month or the month of a year"),
        N_("write {first} for the month, or {second} with the year behind it"),
    ),
    ReadingProblem.TWO_TIMES: Sentence(
        N_("it names two times"), N_("enter each by itself: {first}, and {second}")
    ),
    ReadingProblem.OPEN_END: Sentence(
        N_("it says when it begins, and not when it ends"),
        N_("write both, such as {example}"),
    ),
    ReadingProblem.LENGTH_OF_TIME: Sentence(
        N_("it says how long, and not until when"),
        N_("write the last day, or {example} where it begins with the announcement"),
    ),
    ReadingProblem.NO_SUCH_DAY: Sentence(N_("the calendar has no such day or month")),
    ReadingProblem.OF_DEADLINE: Sentence(
        N_("by, before and their like are said of a deadline"), N_("write {example}")
    ),
    ReadingProblem.YEAR_READ: Sentence(
        N_("{year} can be read, “{unread}” cannot"),
        N_("write {year}, or a day or years such as {year}-06-30 or {year}..{later}"),
    ),
    ReadingProblem.NO_TIME: Sentence(N_("it names no year, month or day")),
    ReadingProblem.FINANCIAL_QUARTER: Sentence(
        N_("a quarter of a financial year begins in different months"),
        N_("write its months, such as 2024-10..2024-12"),
    ),
    ReadingProblem.FINANCIAL_YEAR: Sentence(
        N_(
            "nobody said in which month the financial year begins: {first} from April, "
            "{second} from July"
        ),
        N_(
            "say --fiscal-year 04:end (04 is April), write {first}, or say it of the "
            "region: targets regions edit REGION fiscal_year=04:end"
        ),
    ),
    ReadingProblem.NAMED_YEAR: Sentence(
        N_(
            "nobody said how the financial year is named: {first} by its start, "
            "{second} by its end"
        ),
        N_(
            "say --fiscal-year 04:start or 04:end, write {first}, or say it of the "
            "region: targets regions edit REGION fiscal_year=04:end"
        ),
    ),
    ReadingProblem.MAGNITUDE_ALONE: Sentence(N_("a magnitude of nothing named")),
    ReadingProblem.THREE_TONS: Sentence(
        N_("a ton is metric, long or short"),
        N_("write tonnes or metric tons for the metric ones"),
    ),
    ReadingProblem.TWO_MAGNITUDES: Sentence(N_("兆 means two things")),
    ReadingProblem.METRE_OR_MILLION: Sentence(
        N_("m is a metre or a million"),
        N_("write 1.5 million or 1.5m homes for a million, 1.5 metres for a length"),
    ),
    ReadingProblem.WHOSE_CURRENCY: Sentence(
        N_("nobody said whose {sign} it is"),
        N_(
            "write {first} or {second}, or say it of the region, once it is stored: "
            "targets regions add REGION, targets regions edit REGION currency={code}"
        ),
    ),
    ReadingProblem.ABOUT_A_FRACTION: Sentence(
        N_("how far “about” reaches is not said of a fraction"),
        N_("write the share, such as {example}, or a range, such as 30%–36%"),
    ),
    ReadingProblem.PROPORTION: Sentence(
        N_("a proportion of {first} to {second} is two numbers"),
        N_(
            "record each as a figure of its own, or one over the other, such as "
            "{example}, of a metric whose name says which over which"
        ),
    ),
    ReadingProblem.TWO_VALUES: Sentence(
        N_("it holds two values"),
        N_("record each: “{first}”, and “{second}”"),
    ),
    ReadingProblem.TWO_DIGITS: Sentence(
        N_("so many digits are no number"),
        N_("if 10% or more is meant, write {movement}10%以上"),
    ),
    ReadingProblem.PLACE_OF_OTHER: Sentence(
        N_("it is the place by {other}, which is another metric"),
        N_("record {place} of a metric that is named for it, such as GDP{other}排名"),
    ),
    ReadingProblem.PLACES_MOVED: Sentence(
        N_("it says how many places were gained or lost, not which was reached"),
        N_("write the place that was reached, such as 第5位"),
    ),
    ReadingProblem.YEAR_END_BASE: Sentence(
        N_("growth since the end of the year before is not growth over a year"),
        N_("write “{movement}” and name the base, such as --base 2023年底"),
    ),
    ReadingProblem.OTHER_BASE: Sentence(
        N_("“{base}” compares with another time than a year earlier"),
        N_("write “{movement}” and name the base, such as --base 2024-05"),
    ),
    ReadingProblem.ABOUT_THE_SAME: Sentence(
        N_("it does not say how far it may move"),
        N_("write {same} for no change at all, or a range such as {range}"),
    ),
    ReadingProblem.DEADLINE_IN_VALUE: Sentence(
        N_("the deadline stands in it"),
        N_('write "{value}" and say --by {year}'),
    ),
    ReadingProblem.DEADLINE_BEFORE_VALUE: Sentence(
        N_("the deadline stands in it"),
        N_('write "{value}" and say --by {year}'),
    ),
    ReadingProblem.PARTLY_READ: Sentence(
        N_("{read} can be read, “{unread}” cannot"), N_("write: {forms}")
    ),
    ReadingProblem.NO_NUMBER: Sentence(
        N_("no number in it can be read"),
        N_(
            "write a number and its unit: {forms}; a target without a number keeps its "
            "words: --as-written"
        ),
    ),
    ReadingProblem.CONTRARY_MOVEMENT: Sentence(
        N_("its words and its numbers, {first} and then {second}, move apart"),
    ),
    ReadingProblem.FROM_TO: Sentence(
        N_("from {first} to {second} is a range or a movement"),
        N_("write {range} for a range, {movement} for a movement"),
    ),
    ReadingProblem.AIM_OF_FIGURE: Sentence(
        N_("力争 and 确保 say what is wanted, and a figure is what came of it"),
        N_("add it as a target: targets add REGION METRIC VALUE --by DEADLINE"),
    ),
    ReadingProblem.SUM_OF_SHARES: Sentence(
        N_("shares do not add up: nobody said whether it is a rise or a fall"),
        N_("write 累计增长13.5% or 累计下降13.5%"),
    ),
    ReadingProblem.UNIT_OF_FILE: Sentence(
        N_("it is not a known unit, and a file adds none"),
        N_(
            "if it counts something: targets units add {argument}; an office belongs "
            "in the column owner, a remark in note"
        ),
    ),
    ReadingProblem.UNKNOWN_UNIT: Sentence(N_("it is not a known unit")),
    ReadingProblem.EXPECTED_TARGET: Sentence(
        N_("that is said of a figure; of a target say --commitment expect")
    ),
    ReadingProblem.NEARLY_TARGET: Sentence(
        N_("“nearly” bounds a reported figure, not a target")
    ),
    ReadingProblem.NO_UNIT: Sentence(N_("no unit")),
    ReadingProblem.NO_USUAL_UNIT: Sentence(N_("no unit; {unit} is usual")),
    ReadingProblem.RISE_BY_MULTIPLE: Sentence(
        N_("a rise by so many {unit} may end at so many, or one more")
    ),
    ReadingProblem.FALL_BY_MULTIPLE: Sentence(N_("nothing falls by a multiple")),
    ReadingProblem.NEGATIVE_FALL: Sentence(N_("a fall by less than nothing")),
    ReadingProblem.MISSING_END: Sentence(N_("one end of two is missing")),
    ReadingProblem.TWO_BOUNDS: Sentence(N_("two bounds that do not agree")),
    ReadingProblem.NO_RANK: Sentence(N_("it is no rank")),
    ReadingProblem.BOUNDED_RANGE: Sentence(N_("a range takes no other bound")),
    ReadingProblem.TWO_RANGE_UNITS: Sentence(N_("two ends that do not agree")),
    ReadingProblem.FALLING_RANGE: Sentence(N_("from {low} down to {high}")),
    ReadingProblem.UPPER_END_ALONE: Sentence(N_("it needs the relation range, or >")),
    ReadingProblem.UPPER_END_MISSING: Sentence(N_("a range needs its upper end")),
    ReadingProblem.UPPER_END_BELOW: Sentence(N_("its upper end is below it")),
    ReadingProblem.COLUMN_WITHOUT_NUMBER: Sentence(
        N_("there is a {column}, and no number")
    ),
    ReadingProblem.NO_WORDS: Sentence(
        N_("it is empty, and no words stand for it"),
        N_("give the value; for what happens or does not, say --kind event"),
    ),
    ReadingProblem.EVENT: Sentence(
        N_("{metric} is an event"), N_("accepted: {yes}, {no}, an empty value")
    ),
    ReadingProblem.EVENT_UNANSWERED: Sentence(N_("an event happened or did not")),
    ReadingProblem.INEXACT_BASELINE: Sentence(N_("it is not one exact number")),
    ReadingProblem.BASELINE_MISSING: Sentence(
        N_("it is empty, and there is a {column}")
    ),
    ReadingProblem.JOINED_ALIASES: Sentence(
        N_("aliases are written with | between them")
    ),
    ReadingProblem.AMBIGUOUS_UNIT_NAME: Sentence(
        N_("it could not be told from another")
    ),
    ReadingProblem.UNREADABLE_UNIT_NAME: Sentence(
        N_("it could not be read after a number")
    ),
    ReadingProblem.NO_DECIMAL: Sentence(N_("it is no decimal number of {unit}")),
    ReadingProblem.NO_WHOLE_NUMBER: Sentence("", N_("accepted: a whole number")),
    ProfileProblem.NO_CLASS: Sentence(N_("it needs at least one [[class]]")),
    ProfileProblem.CLASS_NO_TABLE: Sentence(N_("each class is a [[class]] of its own")),
    ProfileProblem.UNKNOWN_KEY: Sentence(N_("there is no such key; there are {known}")),
    ProfileProblem.CLASS_ORDER: Sentence(
        N_("at_least must fall from class to class, and the last has none")
    ),
    ProfileProblem.GROWTH_ORDER: Sentence(
        N_(
            "growth_at_least must fall from class to class, in classes that follow "
            "each other, and the last class has none"
        )
    ),
    ProfileProblem.TWO_THRESHOLDS: Sentence(
        N_("a class has at_least, which includes its threshold, or above, not both")
    ),
    ProfileProblem.SHARED_KEY: Sentence(N_("two classes share one key")),
    ProfileProblem.NO_TEXT: Sentence(N_("it needs a text")),
    ProfileProblem.NO_DAYS: Sentence(N_("it needs whole days")),
    LexiconProblem.UNKNOWN_KEY: Sentence(N_("there is no such key; there are {known}")),
    LexiconProblem.NO_TABLE: Sentence(N_("it is no table; write {form} above it")),
    LexiconProblem.NO_TEXT: Sentence(N_("it needs a text")),
    LexiconProblem.NO_TEXTS: Sentence(N_('it needs a list of texts: ["…", "…"]')),
    LexiconProblem.NO_FLAG: Sentence(N_("it needs true or false")),
    LexiconProblem.NAME_TWICE: Sentence(
        N_("“{name}” is also a name of {other}; a name has one entry")
    ),
}
