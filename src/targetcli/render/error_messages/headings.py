"""Sentences for headings and keys by which a table is not known."""

from __future__ import annotations

from targetcli.problems.files import FileProblem
from targetcli.problems.problem import Problem
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

SENTENCES: dict[Problem, Sentence] = {
    FileProblem.NO_COLUMN_OF_ANSWERS: Sentence(
        N_("answers have no column “{heading}”"), N_("they have: {columns}")
    ),
    FileProblem.ANSWERS_INCOMPLETE: Sentence(
        N_("answers need the column {columns}"),
        N_("have the file written anew: targets settle -o FILE"),
    ),
    FileProblem.TWO_LINES_OF_HEADINGS: Sentence(
        N_("its headings stand in two lines, metrics and periods"),
        N_("read a figure from each cell below them: --wide, first with --dry-run"),
    ),
    FileProblem.NO_TABLE_TO_MAP: Sentence(
        N_("no row of it has headings to draft a map from"),
        N_("a map is of CSV, of JSON or of a workbook, with words above the columns"),
    ),
    FileProblem.NO_PERIOD_HEADINGS: Sentence(
        N_("no row of headings names periods such as 2023 or 2024Q1"),
        N_("say where the headings stand: --header LINE"),
    ),
    FileProblem.PERIOD_HEADINGS: Sentence(
        N_("periods are its headings: {headings}"),
        N_("read a figure from each cell below them: --wide, first with --dry-run"),
    ),
    FileProblem.METRIC_HEADINGS: Sentence(
        N_("no column is called metric or value; these may be metrics: {headings}"),
        N_("read a figure of each from every row: --wide, first with --dry-run"),
    ),
    FileProblem.NO_MAP_HEADINGS: Sentence(
        N_("no row has the headings of the map {name}: {headings}"),
        N_("say where they stand: --header LINE, or choose another map: --map NAME"),
    ),
    FileProblem.SET_MISSING: Sentence(
        N_("neither a column nor a caption says: {columns}"),
        N_("say it for the whole file: --set {first}=…"),
    ),
    FileProblem.BLANK_HEADER: Sentence(
        N_("line {line} is blank"), N_("it must name the columns")
    ),
    FileProblem.NO_KNOWN_KEY: Sentence(
        N_("{place} is no row of a table here; it has {keys}"),
        N_(
            "figures need the keys {figures}; targets need {targets}; or have a map "
            "drafted, edit it and read by it: --draft-map"
        ),
    ),
    FileProblem.EMPTY_OBJECT: Sentence(
        N_("{place} is empty"),
        N_("figures need the keys {figures}; targets need {targets}"),
    ),
    FileProblem.NESTED_KEY: Sentence(
        N_("{place} holds objects, such as {nested}; it has {keys}"),
        N_(
            "have a map drafted, edit it and read by it: --draft-map; or write flat "
            "rows: jq '[{path}[] | {{region: .…, metric: .…, value: .…, unit: .…, "
            "period: .…}}]' {argument} > rows.json"
        ),
    ),
    FileProblem.UNKNOWN_KEY: Sentence(
        N_("{place}: no key of {kind} is called “{heading}”; it has {keys}"),
        N_(
            "rename it, or leave it out; figures need the keys {figures}; targets "
            "need {targets}"
        ),
    ),
    FileProblem.MISSPELT_KEY: Sentence(
        N_("{place}: no key of {kind} is called “{heading}”"),
        N_("did you mean {near}?"),
    ),
    FileProblem.MISSING_KEYS: Sentence(
        N_("{place} lacks keys of {kind}; it has {keys}"),
        N_("figures need the keys {figures}; targets need {targets}"),
    ),
    FileProblem.BLANK_KEY: Sentence(N_("{place} has a key without a name")),
    FileProblem.UNNAMED_COLUMN: Sentence(
        N_("a column has no name, or the name of another")
    ),
    FileProblem.UNNAMED_CONTENT: Sentence(
        N_("column {column} has no heading, and “{cell}” stands in it in line {line}"),
        N_("give the column a heading, or empty it"),
    ),
    FileProblem.COLUMN_TWICE: Sentence(
        N_(
            "columns {first_place} and {second_place} are the same: “{first}” and "
            "“{second}”"
        ),
        N_("rename one of them, or take it out"),
    ),
    FileProblem.SEVERAL_HEADERS: Sentence(
        N_("several rows could be the headings: {lines}"),
        N_("say which: --header {first}"),
    ),
    FileProblem.NO_SUCH_HEADER: Sentence(
        N_("there is no row {line} among the first rows"),
        N_("name the row of the headings: --header N"),
    ),
    FileProblem.SEVERAL_KINDS: Sentence(
        N_("its columns fit {kinds}"), N_("add a column that tells")
    ),
    FileProblem.NO_KNOWN_COLUMN: Sentence(
        N_("its columns are those of no table here: {columns}"),
        N_(
            "figures need {figures}; targets need {targets}; or have a map drafted, "
            "edit it and read by it: --draft-map"
        ),
    ),
    FileProblem.MISSPELT_COLUMN: Sentence(
        N_("column {place}, “{heading}”, is none of {kind}"),
        N_("did you mean {near}?"),
    ),
    FileProblem.UNKNOWN_COLUMN: Sentence(
        N_("column {place}, “{heading}”, is none of {kind}"),
        N_("rename it, or take it out; what it says may go to the note"),
    ),
    FileProblem.MISSING_COLUMN: Sentence(
        N_("{kind} need the column {columns}"),
        N_("figures need {figures}; targets need {targets}"),
    ),
}
