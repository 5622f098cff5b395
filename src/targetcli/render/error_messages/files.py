"""Sentences for files that are refused as a whole."""

from __future__ import annotations

from targetcli.problems.files import FileProblem
from targetcli.problems.problem import Problem
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

_SAVE_AS_SHEET = N_("open it in a spreadsheet program and save it as .xlsx or CSV")
_START_ANEW = N_("name another file, or remove this one to start anew")
SENTENCES: dict[Problem, Sentence] = {
    FileProblem.EMPTY: Sentence(
        N_("it is empty"), N_("the first line must name the columns")
    ),
    FileProblem.BAD_ROW: Sentence(N_("{place}: {failure}")),
    FileProblem.BAD_CELL: Sentence(N_("{place}: {key}: {failure}")),
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
        _SAVE_AS_SHEET,
    ),
    FileProblem.PASSWORD: Sentence(
        N_("it is locked with a password"),
        N_("save it without the password, as .xlsx or CSV"),
    ),
    FileProblem.OPEN_DOCUMENT: Sentence(
        N_("it is an OpenDocument spreadsheet (.ods)"),
        _SAVE_AS_SHEET,
    ),
    FileProblem.BINARY_WORKBOOK: Sentence(
        N_("it is a binary workbook of Excel (.xlsb)"),
        _SAVE_AS_SHEET,
    ),
    FileProblem.XML_WORKBOOK: Sentence(
        N_("it is an XML spreadsheet of Excel 2003"),
        _SAVE_AS_SHEET,
    ),
    FileProblem.WORD_DOCUMENT: Sentence(
        N_("it is a document of a word processor"),
        N_("copy its table into a spreadsheet and save that as .xlsx or CSV"),
    ),
    FileProblem.WEB_PAGE: Sentence(
        N_("it is a web page (HTML), whatever its name ends in"),
        _SAVE_AS_SHEET,
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
    FileProblem.NO_RECORDS: Sentence(
        N_("{schema} is made of records, and holds none"),
        N_("write the records themselves: targets export all --json"),
    ),
    FileProblem.LONG_DOCUMENT: Sentence(
        N_("one JSON document of more than {mebibytes} MiB"),
        N_("write it as JSON Lines, a row a line"),
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
        _START_ANEW,
    ),
    FileProblem.LARGE_REPORT: Sentence(
        N_("it is no status report of targets (it is larger than {largest} MiB)"),
        _START_ANEW,
    ),
    FileProblem.OTHER_SCHEMA: Sentence(
        N_("it is no status report of targets (its schema is {schema})"),
        _START_ANEW,
    ),
    FileProblem.MISSING_KEY: Sentence(
        N_("it is no status report of targets (no {key})"),
        _START_ANEW,
    ),
    FileProblem.NO_REPORT: Sentence(
        N_("it is no status report of targets ({error})"),
        _START_ANEW,
    ),
}
