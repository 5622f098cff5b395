"""Remarks on a stored record, in words."""

from __future__ import annotations

from targetcli.problems.problem import Problem
from targetcli.problems.remarks import FilterRemark, Remark
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

SENTENCES: dict[Problem, Sentence] = {
    Remark.STORED_AS: Sentence(
        N_("{name} is another name of {metric}, and stored as that"),
        N_("if they are two things: targets metrics add {argument}"),
    ),
    Remark.DESCRIBED: Sentence(
        N_("{metric} is now described: kind {kind_text}, better {better}")
    ),
    Remark.RANK_UNIT_COUNTS: Sentence(
        N_("{unit} counts here, as {counted} does; no place was named"),
        N_("for a place write 第5名, 前20位 or top 20, or say --kind rank"),
    ),
    Remark.WORDS_OVER_KNOWN: Sentence(
        N_(
            "of {metric} {better} is usually better, but these words ask for {side}; "
            "for this target they count"
        ),
        N_("if it is so for all: targets metrics edit {argument} better={side}"),
    ),
    Remark.UNSAID_KIND: Sentence(
        N_("nobody said if {metric} is an amount, a state at a day or a share"),
        N_("say it: targets metrics edit {argument} kind=flow (or stock, ratio)"),
    ),
    Remark.UNSAID_SIDE: Sentence(
        N_("nobody said if more or less of {metric} is better"),
        N_("say it: targets metrics edit {argument} better=less (or more, none)"),
    ),
    Remark.UNSAID_KIND_AND_SIDE: Sentence(
        N_(
            "nobody said if {metric} is an amount, a state at a day or a share, nor if "
            "more or less of it is better"
        ),
        N_(
            "say it: targets metrics edit {argument} kind=flow better=less (or stock, "
            "ratio; more, none)"
        ),
    ),
    Remark.EARLY_DEADLINE: Sentence(
        N_("the deadline {deadline} is before the announcement, {announced}")
    ),
    Remark.MONTH_NOT_YEAR: Sentence(
        N_("{text} was read as a month; for a financial year write {year}"),
        N_("say in which month it begins: --fiscal-year 04:end"),
    ),
    Remark.OLDER_EXPORT: Sentence(
        N_(
            "{file} does not say who gave kinds and sides of metrics; an earlier "
            "version may have guessed them, so they are unsaid"
        ),
        N_("if all of them are right: import --trust-kinds"),
    ),
    Remark.FORMULAS: Sentence(
        N_("{file}: {count} formulas, taken for what they last came to")
    ),
    Remark.SHOWN_ROUNDED: Sentence(
        N_(
            "{file}: what a cell shows was taken; {count} hold more digits, such as "
            "{place}, which shows {shown} and holds {held}"
        ),
        N_("to take the digits too, show them in the spreadsheet and save it"),
    ),
    Remark.HIDDEN_ROWS: Sentence(
        N_("{file}: hidden rows were taken in too: {cells}"),
        N_("to leave them out: --skip-hidden"),
    ),
    Remark.HIDDEN_ROWS_LEFT_OUT: Sentence(
        N_("{file}: hidden rows were left out: {cells}")
    ),
    Remark.HIDDEN_COLUMNS: Sentence(
        N_("{file}: hidden columns were taken in too: {cells}"),
        N_("to leave them out: --skip-hidden"),
    ),
    Remark.HIDDEN_COLUMNS_LEFT_OUT: Sentence(
        N_("{file}: hidden columns were left out: {cells}")
    ),
    Remark.HIDDEN_SHEET: Sentence(
        N_("{file}: a hidden sheet, and was taken in too"),
        N_("to leave it out: --skip-hidden"),
    ),
    Remark.HIDDEN_SHEET_LEFT_OUT: Sentence(
        N_("{file}: a hidden sheet, and was left out")
    ),
    Remark.NO_TABLE_OF_OURS: Sentence(N_("{file}: no table of ours, left out")),
    Remark.ROWS_WITHIN: Sentence(
        N_("{file}: the rows stand at {path}; what stands beside them was left out")
    ),
    Remark.READ_BY_MAP: Sentence(
        N_("{file}: read by the map {name}, its headings in line {line}")
    ),
    Remark.READ_WIDE: Sentence(
        N_("{file}: a figure is read from each cell below the headings of line {line}")
    ),
    Remark.KEYS_READ_BY_MAP: Sentence(N_("{file}: read by the map {name}")),
    Remark.KEYS_READ_WIDE: Sentence(
        N_("{file}: a figure is read from each key that is a period")
    ),
    Remark.MISSING_VALUES: Sentence(
        N_("{file}: rows without a value were left out: {count}, marked {marks}")
    ),
    FilterRemark.NO_SUCH_TARGET: Sentence(N_("no target matches {conditions}")),
    FilterRemark.NO_SUCH_FIGURE: Sentence(N_("no figure matches {conditions}")),
    FilterRemark.NO_EARLIER_DEADLINE: Sentence(
        N_("no deadline is before {asked}; the first is {earliest}")
    ),
    FilterRemark.NO_OUTCOME: Sentence(
        N_("no target is {outcomes}; there are: {there}")
    ),
    Remark.NOTES_LEFT_OUT: Sentence(
        N_("{file}: notes beside the table were left out: {cells}")
    ),
    Remark.TOTALS_LEFT_OUT: Sentence(
        N_("{file}: rows of totals were left out: {cells}")
    ),
    Remark.HEADERS_LEFT_OUT: Sentence(
        N_("{file}: headings that stand again were left out: {cells}")
    ),
    Remark.EMPTY_LEFT_OUT: Sentence(
        N_("{file}: rows with an empty value were left out: {cells}")
    ),
    Remark.COLUMNS_LEFT_OUT: Sentence(
        N_("{file}: columns that no record has were left out: {headings}")
    ),
    Remark.HEADER_FOUND: Sentence(
        N_("{file}: the headings stand in {place}; what is above was left out: {above}")
    ),
    Remark.MERGED_FILLED: Sentence(
        N_("{file}: merged cells were filled downward: {cells}")
    ),
    Remark.PROGRESS_PERIOD: Sentence(
        N_("{file}: “{heading}” was read as figures for {period}"),
        N_("for another period: --set period=…"),
    ),
    Remark.OWNERS_FILLED: Sentence(
        N_("{file}: an office left empty is that of the row above: {cells}")
    ),
    Remark.VIEW_LEFT_OUT: Sentence(
        N_("{file}: a sheet for readers of what another holds, left out")
    ),
    Remark.VERDICTS_LEFT_OUT: Sentence(
        N_("{file}: an export of verdicts; its targets were taken, without the rest"),
        N_("all that is stored of targets: targets export targets"),
    ),
    Remark.PERIOD_JOINED: Sentence(
        N_("{file}: the columns {headings} are read together, as the period")
    ),
    Remark.DECIMAL_COMMA: Sentence(
        N_("{file}: in the column {column} a comma stands before decimals")
    ),
    Remark.DAY_FIRST: Sentence(
        N_("{file}: in the column {column} the day stands before the month")
    ),
    Remark.MONTH_FIRST: Sentence(
        N_("{file}: in the column {column} the month stands before the day")
    ),
    Remark.FINANCIAL_COLUMN: Sentence(
        N_(
            "{file}: the column {column} holds financial years: 2009-10 in it is "
            "2009/10, no month"
        ),
        N_("where it is a month: write 2009-10-01..2009-10-31"),
    ),
    Remark.SEPARATOR: Sentence(N_("{file}: cells are separated by {separator}")),
}
