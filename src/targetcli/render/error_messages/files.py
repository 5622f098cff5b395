"""Sentences for files and rows that are refused."""

from __future__ import annotations

from targetcli.problems.files import FileProblem, PastProblem, RowProblem
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
        N_("a map is of CSV or of a workbook, with words above the columns"),
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
    FileProblem.EMPTY: Sentence(
        N_("it is empty"), N_("the first line must name the columns")
    ),
    FileProblem.BAD_ROW: Sentence(N_("{place}: {failure}")),
    FileProblem.BAD_CELL: Sentence(N_("{place}: {key}: {failure}")),
    FileProblem.BLANK_HEADER: Sentence(
        N_("line {line} is blank"), N_("it must name the columns")
    ),
    FileProblem.LONG_LINE: Sentence(
        N_("line {line} is longer than {longest} characters"),
        N_("is it the right file?"),
    ),
    FileProblem.NUL: Sentence(N_("line {line} holds a NUL character")),
    FileProblem.UTF32: Sentence(N_("it is in UTF-32"), N_("save it as UTF-8")),
    FileProblem.UNDECODABLE: Sentence(
        N_("line {line}, byte {byte}: not {encoding}"),
        N_("save it as UTF-8, or name its encoding, such as --encoding big5"),
    ),
    FileProblem.MOSTLY_UTF8: Sentence(
        N_("line {line}, byte {byte}: not {encoding}"),
        N_("all else is: correct it, or save it anew"),
    ),
    FileProblem.RARE_CHARACTERS: Sentence(
        N_(
            "line {line}, byte {byte}: not {encoding}, and as gb18030 "
            "most of it would be rare characters"
        ),
        N_(
            "save it as UTF-8, or name its encoding, such as --encoding big5 or gb18030"
        ),
    ),
    FileProblem.CHANGED: Sentence(N_("it changed while it was read"), N_("try again")),
    FileProblem.OLD_EXCEL: Sentence(
        N_("it is a workbook of Excel 97 to 2003 (.xls), or another old document"),
        N_("open it in a spreadsheet program and save it as .xlsx or CSV"),
    ),
    FileProblem.PASSWORD: Sentence(
        N_("it is locked with a password"),
        N_("save it without the password, as .xlsx or CSV"),
    ),
    FileProblem.OPEN_DOCUMENT: Sentence(
        N_("it is an OpenDocument spreadsheet (.ods)"),
        N_("open it in a spreadsheet program and save it as .xlsx or CSV"),
    ),
    FileProblem.BINARY_WORKBOOK: Sentence(
        N_("it is a binary workbook of Excel (.xlsb)"),
        N_("open it in a spreadsheet program and save it as .xlsx or CSV"),
    ),
    FileProblem.XML_WORKBOOK: Sentence(
        N_("it is an XML spreadsheet of Excel 2003"),
        N_("open it in a spreadsheet program and save it as .xlsx or CSV"),
    ),
    FileProblem.WORD_DOCUMENT: Sentence(
        N_("it is a document of a word processor"),
        N_("copy its table into a spreadsheet and save that as .xlsx or CSV"),
    ),
    FileProblem.WEB_PAGE: Sentence(
        N_("it is a web page (HTML), whatever its name ends in"),
        N_("open it in a spreadsheet program and save it as .xlsx or CSV"),
    ),
    FileProblem.XML: Sentence(
        N_("it is XML"), N_("get it as CSV, JSON or .xlsx from where it comes from")
    ),
    FileProblem.PDF: Sentence(
        N_("it is a PDF"),
        N_("copy its table into a spreadsheet and save that as .xlsx or CSV"),
    ),
    FileProblem.PICTURE: Sentence(
        N_("it is a picture"),
        N_("type its table into a spreadsheet and save that as .xlsx or CSV"),
    ),
    FileProblem.DATABASE: Sentence(
        N_("it is a SQLite database"),
        N_(
            "of a store of targets: targets --db FILE export all -o FOLDER, then "
            "import the folder; of any other, export the table as CSV"
        ),
    ),
    FileProblem.PARQUET: Sentence(
        N_("it is a Parquet file"), N_("write it as CSV or JSON Lines")
    ),
    FileProblem.COMPRESSED: Sentence(
        N_("it is compressed"), N_("unpack it, and import the file in it")
    ),
    FileProblem.PACKED_PACKAGE: Sentence(
        N_("it is a packed Data Package"), N_("unpack it, and import the folder")
    ),
    FileProblem.NOT_OPENED: Sentence(N_("{reason}"), N_("check its owner and mode")),
    FileProblem.NOT_READ: Sentence(N_("{reason}")),
    FileProblem.BAD_BYTE: Sentence(N_("byte {byte}: not utf-8")),
    FileProblem.NO_RESOURCES: Sentence(N_("it names no resources")),
    FileProblem.UNNAMED_RESOURCE: Sentence(
        N_("resource {number} names no file"),
        N_("each needs a path, within the folder"),
    ),
    FileProblem.LONG_PACKAGE: Sentence(N_("it is longer than 1 MiB")),
    FileProblem.NO_INNER_PATH: Sentence(
        N_("“{resource}” is no path within the folder"),
        N_("a package may name files within its folder only"),
    ),
    FileProblem.OUTER_PATH: Sentence(
        N_("“{resource}” leads out of the folder"),
        N_("a package may name files within its folder only"),
    ),
    FileProblem.MISSING_RESOURCE: Sentence(
        N_("there is no file “{resource}” in the folder")
    ),
    FileProblem.UNKNOWN_ENCODING: Sentence(
        N_("it names the encoding {encoding}"), N_("known: {known}")
    ),
    FileProblem.UNREAD_PROPERTY: Sentence(
        N_("{property} of {resource} is not read here: {content}"),
        N_("write the file without it, and take it out of the description"),
    ),
    FileProblem.UNREAD_DIALECT: Sentence(
        N_("its package describes it as CSV, and it is none"),
        N_("take the dialect out of datapackage.json"),
    ),
    FileProblem.NO_ROWS: Sentence(
        N_("it holds no rows"), N_("a document has rows, or is an array of objects")
    ),
    FileProblem.SEVERAL_LISTS: Sentence(
        N_("several lists of objects stand in it: {paths}"),
        N_("write the one that holds the rows to a file of its own"),
    ),
    FileProblem.NO_KNOWN_KEY: Sentence(
        N_("{place} is no row of a table here; it has {keys}"),
        N_("figures need the keys {figures}; targets need {targets}"),
    ),
    FileProblem.EMPTY_OBJECT: Sentence(
        N_("{place} is empty"),
        N_("figures need the keys {figures}; targets need {targets}"),
    ),
    FileProblem.NESTED_KEY: Sentence(
        N_("{place} holds objects, such as {nested}; it has {keys}"),
        N_(
            "write flat rows: jq '[{path}[] | {{region: .…, metric: .…, value: .…, "
            "unit: .…, period: .…}}]' {argument} > rows.json"
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
    FileProblem.NO_RECORDS: Sentence(
        N_("{schema} is made of records, and holds none"),
        N_("write the records themselves: targets export all --json"),
    ),
    FileProblem.LONG_DOCUMENT: Sentence(
        N_("one JSON document of more than {mebibytes} MiB"),
        N_("write it as JSON Lines, a row a line"),
    ),
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
    FileProblem.NO_WORKBOOK: Sentence(N_("it is no workbook that can be read")),
    FileProblem.ARCHIVE: Sentence(
        N_("it is an archive, not a workbook"),
        N_("unpack it, and import the files in it"),
    ),
    FileProblem.LARGE_WORKBOOK: Sentence(
        N_("it would unpack to {size} bytes, from {packed}"),
        N_("save the sheet that matters as CSV"),
    ),
    FileProblem.ENTITIES: Sentence(
        N_("its XML declares entities or a document type"),
        N_("save it anew in a spreadsheet program"),
    ),
    FileProblem.BREAKS_OFF: Sentence(N_("it breaks off")),
    FileProblem.NO_TABLE: Sentence(
        N_("none of its sheets is a table of ours"),
        N_("the first row of a sheet must name the columns of a table"),
    ),
    FileProblem.ROW_TWICE: Sentence(
        N_("row {row} stands twice in it"),
        N_("open it in a spreadsheet program, look at the row, and save it"),
    ),
    FileProblem.ROW_ORDER: Sentence(
        N_("row {row} stands in it after row {last}"),
        N_("open it in a spreadsheet program, look at the rows, and save it"),
    ),
    FileProblem.ROW_BEYOND: Sentence(
        N_("it names a row {row}, and a sheet has {most}"),
        N_("open it in a spreadsheet program and save it"),
    ),
    FileProblem.CELL_ORDER: Sentence(
        N_("the cell {cell} stands twice or out of order in row {row}"),
        N_("open it in a spreadsheet program, look at the row, and save it"),
    ),
    FileProblem.UNSOLVED_FORMULA: Sentence(
        N_("what the formula in {cells} comes to is not in it"),
        N_("open and save it in a spreadsheet program, or write values instead"),
    ),
    FileProblem.OUTER_CELLS: Sentence(
        N_("{cells} lies beyond the columns of any table")
    ),
    FileProblem.LONG_NUMBER: Sentence(
        N_("the number in {cells} has more digits than Excel keeps"),
        N_("write it as text"),
    ),
    FileProblem.NO_PLAIN_FILE: Sentence(N_("it is no plain file")),
    FileProblem.UNREADABLE_REPORT: Sentence(
        N_("it cannot be read: {reason}"),
        N_("name another file, or remove this one to start anew"),
    ),
    FileProblem.LARGE_REPORT: Sentence(
        N_("it is no status report of targets (it is larger than {largest} MiB)"),
        N_("name another file, or remove this one to start anew"),
    ),
    FileProblem.OTHER_SCHEMA: Sentence(
        N_("it is no status report of targets (its schema is {schema})"),
        N_("name another file, or remove this one to start anew"),
    ),
    FileProblem.MISSING_KEY: Sentence(
        N_("it is no status report of targets (no {key})"),
        N_("name another file, or remove this one to start anew"),
    ),
    FileProblem.NO_REPORT: Sentence(
        N_("it is no status report of targets ({error})"),
        N_("name another file, or remove this one to start anew"),
    ),
    PastProblem.UNKNOWN_TABLE: Sentence(
        N_("it has a row of a table {name}: there is none"),
        N_("leave log and history out to take the rows in without their past"),
    ),
    PastProblem.NO_ROW: Sentence(
        N_("{row} is kept as “{content}”: that is no row"),
        N_("leave log and history out to take the rows in without their past"),
    ),
    PastProblem.UNKNOWN_COLUMN: Sentence(
        N_("{row} has a {name}: it can hold nothing of it"),
        N_("leave log and history out to take the rows in without their past"),
    ),
    PastProblem.REFUSED_ROW: Sentence(
        N_("{row} is to be put back: {error}"),
        N_("leave log and history out to take the rows in without their past"),
    ),
    PastProblem.MISSING_PARENT: Sentence(
        N_("{row} refers to a {table}: it is not there"),
        N_("leave log and history out to take the rows in without their past"),
    ),
    PastProblem.BROKEN_DIGEST: Sentence(
        N_("{subject} {failure}: its digest differs"),
        N_("leave log and history out to take the rows in without their past"),
    ),
    PastProblem.OTHER_ROW: Sentence(
        N_("a row of it is not in the history beside it"),
        N_("leave log and history out to take the rows in without their past"),
    ),
    PastProblem.ROW_COUNT: Sentence(
        N_("it has {rows} rows, the history {kept}"),
        N_("leave log and history out to take the rows in without their past"),
    ),
    PastProblem.MISSING_FILE: Sentence(
        N_("no file beside it has a {table} that it holds"),
        N_("leave log and history out to take the rows in without their past"),
    ),
    PastProblem.OTHER_NAME: Sentence(
        N_("it names what is not in the history beside it"),
        N_("leave log and history out to take the rows in without their past"),
    ),
}
