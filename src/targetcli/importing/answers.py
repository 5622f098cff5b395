"""Read the answers in a CSV file that ``settle`` wrote."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from targetcli.errors import BadRow, DataRefused, FileRefused, TargetsError, WrongUsage
from targetcli.importing.encoding import EncodedFile, detect_encoding
from targetcli.importing.table_kinds import has_known_heading
from targetcli.model.formula_guard import remove_guard
from targetcli.problems.files import FileProblem
from targetcli.problems.usage import UsageProblem
from targetcli.reading.headings import translate_heading
from targetcli.render.columns.open_questions import FILE_KEYS
from targetcli.session.settling import Answer, read_answer, read_question

_REQUIRED = ("asks", "metric", "answer")
_LARGEST = 16 * 1024 * 1024
_LONGEST_LINE = 1024 * 1024


class AnswerRow(NamedTuple):
    """An answer, and the line of the file it stands on."""

    line: int
    answer: Answer
    cells: dict[str, str]


def read_answers(path: Path) -> tuple[AnswerRow, ...]:
    """Read the rows of a file that have an answer.

    Raises `FileRefused` for a file of another form, `DataRefused` for answers that
    nobody could give.
    """
    answers: list[AnswerRow] = []
    bad_rows: list[BadRow] = []
    for line, cells in _read_rows(path):
        if not cells.get("answer", "").strip():
            continue
        try:
            answers.append(AnswerRow(line, _read_row(cells), cells))
        except TargetsError as failure:
            bad_rows.append(BadRow(path.name, line, failure, cells))
    if bad_rows:
        raise DataRefused(tuple(bad_rows), len(bad_rows))
    return tuple(answers)


def _read_row(cells: dict[str, str]) -> Answer:
    asks = read_question(cells["asks"].strip())
    value = read_answer(asks, cells["answer"])
    return Answer(asks, cells["metric"].strip(), cells.get("target", "").strip(), value)


def _read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with the line on which it starts."""
    rows = csv.reader(_read_text(path).splitlines(keepends=True), strict=True)
    columns: tuple[str, ...] = ()
    line = 1
    try:
        for cells in rows:
            if columns:
                texts = map(remove_guard, cells)
                yield line, dict(zip(columns, texts, strict=False))
            elif any(cells):
                columns = _read_header(path, cells)
            line = rows.line_num + 1
    except csv.Error as error:
        place = f"{line}: {error}"
        raise FileRefused(path.name, FileProblem.NOT_READ, reason=place) from error
    if not columns:
        raise FileRefused(path.name, FileProblem.EMPTY)


def _read_header(path: Path, cells: list[str]) -> tuple[str, ...]:
    columns = tuple(translate_heading(cell.strip()) for cell in cells)
    unknown = [column for column in columns if column not in FILE_KEYS]
    missing = tuple(column for column in _REQUIRED if column not in columns)
    if unknown:
        raise FileRefused(
            path.name,
            FileProblem.NO_COLUMN_OF_ANSWERS,
            heading=unknown[0],
            columns=FILE_KEYS,
        )
    if missing:
        raise FileRefused(path.name, FileProblem.ANSWERS_INCOMPLETE, columns=missing)
    return columns


def _read_text(path: Path) -> str:
    """Return the text of a file in whatever encoding a spreadsheet saved it."""
    try:
        if not path.is_file():
            raise WrongUsage(UsageProblem.NO_FILE, file=path)
        with path.open("rb") as file:
            content = file.read(_LARGEST)
    except OSError as error:
        raise FileRefused(
            str(path), FileProblem.NOT_OPENED, reason=error.strerror
        ) from error
    encoded = EncodedFile(path.name, lambda: [content], _LONGEST_LINE)
    return content.decode(detect_encoding(encoded, "", has_known_heading).name)
