"""Sentences for commands, profiles and outputs that are refused."""

from __future__ import annotations

from targetcli.problems.problem import Problem
from targetcli.problems.usage import (
    CellProblem,
    ConfigProblem,
    OutputProblem,
    UsageProblem,
)
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

SENTENCES: dict[Problem, Sentence] = {
    UsageProblem.UNCONFIRMED_MERGE: Sentence(
        N_("{name} into {into} changes {count} records: needs --yes"),
        N_("see first what it does: --dry-run"),
    ),
    UsageProblem.NAMED_RECORD: Sentence(
        N_("{name} is no target and no figure"),
        N_("correct it with: targets {command} edit {argument} {changes}"),
    ),
    UsageProblem.NOT_CONFIRMED: Sentence(
        N_("it was not agreed to, and nothing was changed")
    ),
    UsageProblem.PLAN_OF_FIGURES: Sentence(
        N_("a figure has no plan and no deadline"), N_("targets have: export targets")
    ),
    UsageProblem.FILTERED_STORE: Sentence(
        N_("all is exported whole"),
        N_("leave the filters and --as-of out; targets and figures take them"),
    ),
    UsageProblem.FILTERED_LIST: Sentence(
        N_("{kind} are exported whole"),
        N_("leave the filters and --as-of out; targets and figures take them"),
    ),
    UsageProblem.FIELDS_OF_STORE: Sentence(
        N_("all is several tables"),
        N_("leave --fields and --sort out, or name one table"),
    ),
    UsageProblem.MAP_OF_SEVERAL: Sentence(
        N_("a map is drafted from one file"), N_("name one file, and no folder")
    ),
    UsageProblem.NO_FORM: Sentence(
        N_("{file} is no name of a form"), N_("a form is .csv or .xlsx")
    ),
    UsageProblem.OWNERS_OF_NO_FORM: Sentence(
        N_("--each-owner needs a form"), N_("name one: --form round.csv --each-owner")
    ),
    UsageProblem.NO_VALUE: Sentence(
        N_("a value is missing"),
        N_(
            "write REGION METRIC VALUE --for PERIOD, or a target and its VALUE: "
            "targets record T1 42"
        ),
    ),
    UsageProblem.NO_PERIOD: Sentence(
        N_("the period of the figure is missing"), N_("say it: --for 2025")
    ),
    UsageProblem.NOTHING_AWAITED: Sentence(
        N_("{target} awaits no figure: it has one for its deadline"),
        N_("for another one say its period: --for 2025"),
    ),
    UsageProblem.NO_EARLIER_REPORT: Sentence(
        N_("nothing to compare with for {option}"),
        N_("say --last FILE or --since DATE"),
    ),
    UsageProblem.CHANGES_OF_JSON: Sentence(
        N_("a report in JSON is whole"),
        N_("its “changes” are those that --changes tells; leave the option out"),
    ),
    UsageProblem.NO_REPORT_FORMAT: Sentence(
        N_("a report is txt, md, html or json, and whole"),
        N_("for a table of verdicts use: targets compare"),
    ),
    UsageProblem.NO_LIGHTS: Sentence(
        N_("profile {profile} has no lights to rank by"),
        N_("choose one that has: --profile 督查"),
    ),
    UsageProblem.LATER_DAY: Sentence(
        N_("--since {day} is later than {as_of}"), N_("name an earlier day")
    ),
    UsageProblem.LAST_IS_OUTPUT: Sentence(
        N_("{file} is the output too"), N_("keep the last report apart")
    ),
    UsageProblem.NOT_TABLED: Sentence(
        N_("show prints text only"),
        N_("for a table use: targets compare --csv"),
    ),
    UsageProblem.NOT_YET_ANNOUNCED: Sentence(
        N_("{target} was not announced by {as_of}")
    ),
    UsageProblem.TWO_UNDOS: Sentence(
        N_("undo {write} and --to {to} are two questions"), N_("give one")
    ),
    UsageProblem.EMPTY_LOG: Sentence(N_("there is nothing to undo: the log is empty")),
    UsageProblem.NO_SUCH_WRITE: Sentence(
        N_("the last write is {write}"), N_("see: targets log")
    ),
    UsageProblem.ARCHIVE_FORMAT: Sentence(
        N_("the whole store is not written as {format}"), N_("use {known}")
    ),
    UsageProblem.ARCHIVE_TO_STDOUT: Sentence(
        N_("the whole store is several files"), N_("name a folder with -o")
    ),
    UsageProblem.CHART_OF_LIST: Sentence(
        N_("a chart is of one target"), N_("write: targets show T1 -o t1.svg")
    ),
    UsageProblem.PACKAGE_OF_LIST: Sentence(
        N_("a data package is of the whole store"),
        N_("write one with: targets export all --format datapackage"),
    ),
    UsageProblem.NO_DEADLINES: Sentence(
        N_("nothing here has a deadline"),
        N_("a calendar is made of targets: list, compare, misses, export"),
    ),
    UsageProblem.WORKBOOK_ON_TERMINAL: Sentence(
        N_("a workbook is nothing for a terminal"),
        N_("write it to a file: -o targets.xlsx"),
    ),
    UsageProblem.UNKNOWN_ENCODING: Sentence(
        N_("there is no encoding {encoding}"), N_("name one of {known}")
    ),
    UsageProblem.IMPORTED_STORE: Sentence(
        N_("{file} is the store itself"), N_("name a file to import")
    ),
    UsageProblem.NO_FILE: Sentence(
        N_("there is no file {file}"), N_("name the files to import")
    ),
    UsageProblem.NO_PLAIN_FILE: Sentence(
        N_("{file} is no plain file"), N_("pipe it in, and name - for it")
    ),
    UsageProblem.STDIN_CLOSED: Sentence(
        N_("the standard input is closed"), N_("name a file, or pipe one in")
    ),
    UsageProblem.STDIN_TWICE: Sentence(
        N_("- is named twice"), N_("it can be read once")
    ),
    UsageProblem.EMPTY_FOLDER: Sentence(
        N_(
            "{folder} is a folder without datapackage.json and without "
            "CSV or JSON files"
        ),
        N_("name the files to import"),
    ),
    UsageProblem.REJECTS_UNNAMED: Sentence(
        N_("--skip-bad and --output go together"),
        N_("targets import FILE --skip-bad -o rejects.csv"),
    ),
    UsageProblem.REJECTS_ARE_INPUT: Sentence(
        N_("{file} is to be imported"), N_("name another output")
    ),
    UsageProblem.NO_XLSX_READER: Sentence(
        N_("to read a workbook, the package defusedxml is needed"),
        N_("install them with: pip install '{distribution}[xlsx]'"),
    ),
    UsageProblem.NO_XLSX_WRITER: Sentence(
        N_("a workbook needs the package xlsxwriter"),
        N_("install it with: pip install '{distribution}[xlsx]'"),
    ),
    UsageProblem.OUTPUT_IS_STORE: Sentence(
        N_("{file} is the store itself"), N_("name another output")
    ),
    UsageProblem.OUTPUT_IS_JOURNAL: Sentence(
        N_("{file} is where SQLite keeps the journal of the store"),
        N_("name another output"),
    ),
    UsageProblem.UNKNOWN_SUFFIX: Sentence(
        N_("nothing is known to write as .{suffix}"),
        N_("use one of {known}, or say --format"),
    ),
    UsageProblem.OTHER_STORE: Sentence(
        N_("{file} is a report on another store"),
        N_("name another file, or remove this one to start anew"),
    ),
    UsageProblem.LATER_REPORT: Sentence(
        N_("{file} is a report as of {day}, later than {as_of}"),
        N_("name another file, or remove this one to start anew"),
    ),
    UsageProblem.OTHER_PROFILE: Sentence(
        N_("{file} was made under the profile {profile}"),
        N_("name another file, or remove this one to start anew"),
    ),
    UsageProblem.OTHER_TARGETS: Sentence(
        N_("{file} is a report on other targets"),
        N_("name another file, or remove this one to start anew"),
    ),
    ConfigProblem.NO_TOML: Sentence(N_("it is not TOML: {error}")),
    ConfigProblem.NO_CHOICE: Sentence(N_("it needs one of {accepted}")),
    ConfigProblem.NO_PLAIN_FILE: Sentence(N_("it is no plain file")),
    ConfigProblem.MISSING: Sentence(N_("there is no such file")),
    ConfigProblem.TOO_LARGE: Sentence(N_("it is larger than {largest} bytes")),
    ConfigProblem.NOT_READ: Sentence(N_("{reason}")),
    ConfigProblem.BAD_BYTE: Sentence(N_("byte {byte} is not UTF-8")),
    OutputProblem.FAILED: Sentence(N_("{reason}")),
    OutputProblem.NO_ROOM_TO_WAIT: Sentence(
        N_("{reason}"),
        N_("a long answer waits there until it is whole; TMPDIR names another place"),
    ),
    OutputProblem.STORED: Sentence(
        N_("{failure}"), N_("it is stored all the same, as {name}")
    ),
    OutputProblem.CLOSED: Sentence(N_("it is closed")),
    OutputProblem.EXISTS: Sentence(N_("it exists"), N_("overwrite it with --force")),
    OutputProblem.IS_FILE: Sentence(N_("it is a file"), N_("name a folder with -o")),
    OutputProblem.NO_FILE: Sentence(N_("it is no file"), N_("name a file")),
    OutputProblem.NO_FILE_IN_FOLDER: Sentence(
        N_("it is no file"), N_("name another folder")
    ),
    OutputProblem.LOOP: Sentence(N_("it leads to itself")),
    CellProblem.TOO_MANY_ROWS: Sentence(N_("a sheet holds {most} rows")),
    CellProblem.TOO_LONG: Sentence(N_("a cell holds {most} characters")),
    CellProblem.ESCAPES: Sentence(N_("what looks like its escapes overlaps")),
    CellProblem.REFUSED: Sentence(N_("xlsxwriter refuses it ({code})")),
}
