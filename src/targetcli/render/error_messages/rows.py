"""Sentences for rows and cells of a file that are refused."""

from __future__ import annotations

from targetcli.problems.files import RowProblem
from targetcli.problems.problem import Problem
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

SENTENCES: dict[Problem, Sentence] = {
    RowProblem.CELL_COUNT: Sentence(
        N_("{cell_count} cells under {column_count} columns")
    ),
    RowProblem.OPEN_QUOTE: Sentence(N_("a quote is opened in it and never closed")),
    RowProblem.TEXT_AFTER_QUOTE: Sentence(
        N_("more follows in it after a closing quote")
    ),
    RowProblem.CSV_ERROR: Sentence(N_("{error}")),
    RowProblem.NO_JSON: Sentence(N_("no JSON: column {position}: {error}")),
    RowProblem.NO_JSON_ON_LINE: Sentence(
        N_("no JSON: line {line} column {position}: {error}")
    ),
    RowProblem.KEY_TWICE: Sentence(
        N_("no JSON: the key “{key}” stands twice in one object")
    ),
    RowProblem.NO_NUMBER: Sentence(N_("no JSON: {constant} is no number")),
    RowProblem.NESTED_TOO_DEEPLY: Sentence(N_("no JSON: it is nested too deeply")),
    RowProblem.NO_OBJECT: Sentence(N_("it is no object")),
    RowProblem.KEY_IN_TWO_LANGUAGES: Sentence(
        N_("a key stands in it twice, in two languages")
    ),
    RowProblem.HOLDS_LIST: Sentence(N_("a list stands in it")),
    RowProblem.HOLDS_OBJECT: Sentence(N_("an object stands in it")),
    RowProblem.UNKNOWN_KEY: Sentence(N_("it has a key “{key}”, which no table has")),
    RowProblem.MISSPELT_KEY: Sentence(
        N_("it has a key “{key}”"), N_("did you mean {near}?")
    ),
    RowProblem.UNNAMED_CELL: Sentence(
        N_("“{cell}” stands in column {column}, which has no heading"),
        N_("give the column a heading, or empty it"),
    ),
    RowProblem.LOST_DIGITS: Sentence(
        N_("a spreadsheet saves a long number so, without its other digits"),
        N_(
            "format the column as a number, save it again, or write all that is known, "
            "such as 1.5e11"
        ),
    ),
    RowProblem.OTHER_MARKS: Sentence(
        N_(
            "its package writes numbers with “{decimal}” before decimals and “{group}” "
            "between thousands"
        ),
        N_("correct the number, or decimalChar and groupChar in datapackage.json"),
    ),
    RowProblem.HALF_CHARACTER: Sentence(N_("half a surrogate pair is no character")),
    RowProblem.ERROR_CELL: Sentence(N_("it holds the error {value}")),
    RowProblem.TIME_OF_DAY: Sentence(N_("it holds a time of day")),
    RowProblem.UNREAD_FORMAT: Sentence(
        N_("it holds {exact}, and its format {format} does not show it plainly"),
        N_("format the cell as a number or per cent, or write what is meant as text"),
    ),
    RowProblem.NO_YEAR_SHOWN: Sentence(
        N_("it holds {day}, and does not show the year"),
        N_("format the cell as a date with its year, or write it as text"),
    ),
    RowProblem.NO_DAY: Sentence(
        N_("it is formatted as a day, and {value} is none"),
        N_("format the cell as a number, or write the day as text"),
    ),
}
