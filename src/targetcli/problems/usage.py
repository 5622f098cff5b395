"""Codes for the reasons of refusing a command, a profile or an output."""

from __future__ import annotations

from targetcli.problems.problem import Problem


class UsageProblem(Problem):
    """Reason that options or files together mean nothing."""

    NOT_CONFIRMED = "not-confirmed"
    NAMED_RECORD = "named-record"
    UNCONFIRMED_MERGE = "unconfirmed-merge"
    PLAN_OF_FIGURES = "plan-of-figures"
    FILTERED_STORE = "filtered-store"
    FILTERED_LIST = "filtered-list"
    FIELDS_OF_STORE = "fields-of-store"
    NO_EARLIER_REPORT = "no-earlier-report"
    CHANGES_OF_JSON = "changes-of-json"
    NO_REPORT_FORMAT = "no-report-format"
    LATER_DAY = "later-day"
    NO_LIGHTS = "no-lights"
    LAST_IS_OUTPUT = "last-is-output"
    NOT_TABLED = "not-tabled"
    NOT_YET_ANNOUNCED = "not-yet-announced"
    TWO_UNDOS = "two-undos"
    EMPTY_LOG = "empty-log"
    NO_SUCH_WRITE = "no-such-write"
    ARCHIVE_FORMAT = "archive-format"
    ARCHIVE_TO_STDOUT = "archive-to-stdout"
    PACKAGE_OF_LIST = "package-of-list"
    CHART_OF_LIST = "chart-of-list"
    NO_DEADLINES = "no-deadlines"
    MAP_OF_SEVERAL = "map-of-several"
    NO_FORM = "no-form"
    OWNERS_OF_NO_FORM = "owners-of-no-form"
    NO_VALUE = "no-value"
    NO_PERIOD = "no-period"
    NOTHING_AWAITED = "nothing-awaited"
    WORKBOOK_ON_TERMINAL = "workbook-on-terminal"
    UNKNOWN_ENCODING = "unknown-encoding"
    IMPORTED_STORE = "imported-store"
    NO_FILE = "no-file"
    NO_PLAIN_FILE = "no-plain-file"
    STDIN_CLOSED = "stdin-closed"
    STDIN_TWICE = "stdin-twice"
    EMPTY_FOLDER = "empty-folder"
    REJECTS_UNNAMED = "rejects-unnamed"
    REJECTS_ARE_INPUT = "rejects-are-input"
    NO_XLSX_READER = "no-xlsx-reader"
    NO_XLSX_WRITER = "no-xlsx-writer"
    OUTPUT_IS_STORE = "output-is-store"
    OUTPUT_IS_JOURNAL = "output-is-journal"
    UNKNOWN_SUFFIX = "unknown-suffix"
    OTHER_STORE = "other-store"
    LATER_REPORT = "later-report"
    OTHER_PROFILE = "other-profile"
    OTHER_TARGETS = "other-targets"


class ConfigProblem(Problem):
    """Reason that a file of the user's own settings cannot be used."""

    NO_TOML = "no-toml"
    NO_CHOICE = "no-choice"
    NO_PLAIN_FILE = "no-plain-file"
    MISSING = "missing"
    TOO_LARGE = "too-large"
    NOT_READ = "not-read"
    BAD_BYTE = "bad-byte"


class OutputProblem(Problem):
    """Reason that an output may not or cannot be written."""

    FAILED = "failed"
    NO_ROOM_TO_WAIT = "no-room-to-wait"
    STORED = "stored"
    CLOSED = "closed"
    EXISTS = "exists"
    IS_FILE = "is-file"
    NO_FILE = "no-file"
    NO_FILE_IN_FOLDER = "no-file-in-folder"
    LOOP = "loop"


class CellProblem(Problem):
    """Reason that a cell or a table does not fit a workbook."""

    TOO_MANY_ROWS = "too-many-rows"
    TOO_LONG = "too-long"
    ESCAPES = "escapes"
    REFUSED = "refused"
