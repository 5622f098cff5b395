"""Why a text cannot be read."""

from __future__ import annotations

from targetcli.problems.problem import Problem


class ReadingProblem(Problem):
    """Why a text cannot be read as a value, a day, a unit or a name."""

    UNKNOWN_FORM = "unknown-form"
    EMPTY = "empty"
    TOO_LONG = "too-long"
    HIDDEN_CHARACTER = "hidden-character"
    CELL_TOO_LONG = "cell-too-long"
    RAISED_DIGITS = "raised-digits"
    MISPLACED_SEPARATOR = "misplaced-separator"
    TOO_MANY_DIGITS = "too-many-digits"
    OUT_OF_RANGE = "out-of-range"
    SIGNED_ZERO = "signed-zero"
    DAY_OR_MONTH = "day-or-month"
    RELATIVE_DAY = "relative-day"
    FINANCIAL_YEAR = "financial-year"
    NAMED_YEAR = "named-year"
    MAGNITUDE_ALONE = "magnitude-alone"
    TWO_MAGNITUDES = "two-magnitudes"
    METRE_OR_MILLION = "metre-or-million"
    UNKNOWN_UNIT = "unknown-unit"
    EXPECTED_TARGET = "expected-target"
    NEARLY_TARGET = "nearly-target"
    NO_UNIT = "no-unit"
    NO_USUAL_UNIT = "no-usual-unit"
    RISE_BY_MULTIPLE = "rise-by-multiple"
    FALL_BY_MULTIPLE = "fall-by-multiple"
    NEGATIVE_FALL = "negative-fall"
    MISSING_END = "missing-end"
    TWO_BOUNDS = "two-bounds"
    NO_RANK = "no-rank"
    BOUNDED_RANGE = "bounded-range"
    TWO_RANGE_UNITS = "two-range-units"
    FALLING_RANGE = "falling-range"
    UPPER_END_ALONE = "upper-end-alone"
    UPPER_END_MISSING = "upper-end-missing"
    UPPER_END_BELOW = "upper-end-below"
    COLUMN_WITHOUT_NUMBER = "column-without-number"
    NO_WORDS = "no-words"
    EVENT = "event"
    EVENT_UNANSWERED = "event-unanswered"
    INEXACT_BASELINE = "inexact-baseline"
    BASELINE_MISSING = "baseline-missing"
    JOINED_ALIASES = "joined-aliases"
    AMBIGUOUS_UNIT_NAME = "ambiguous-unit-name"
    UNREADABLE_UNIT_NAME = "unreadable-unit-name"
    NO_DECIMAL = "no-decimal"
    NO_WHOLE_NUMBER = "no-whole-number"


class ProfileProblem(Problem):
    """Why a table cannot be read as a profile."""

    NO_CLASS = "no-class"
    CLASS_NO_TABLE = "class-no-table"
    UNKNOWN_KEY = "unknown-key"
    CLASS_ORDER = "class-order"
    SHARED_KEY = "shared-key"
    NO_TEXT = "no-text"
    NO_DAYS = "no-days"


class LexiconProblem(Problem):
    """Why a table cannot be read as a lexicon of indicators."""

    UNKNOWN_KEY = "unknown-key"
    NO_TABLE = "no-table"
    NO_TEXT = "no-text"
    NO_TEXTS = "no-texts"
    NO_FLAG = "no-flag"
    NAME_TWICE = "name-twice"
