"""The result of an import: counts for each file, and messages on new names and ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from targetcli.importing.table_kinds import InputTable
from targetcli.problems.problem import FailureReason
from targetcli.problems.remarks import Remark
from targetcli.render.error_messages.message import remark_text
from targetcli.render.i18n import gettext, join_phrases, ngettext
from targetcli.store.distinct_rows import SaveResult

if TYPE_CHECKING:
    from targetcli.session.session import Session

_MOST_MESSAGES = 50
_MOST_QUESTIONS = 20
_QUESTIONS = (Remark.UNSAID_KIND, Remark.UNSAID_SIDE, Remark.UNSAID_KIND_AND_SIDE)


class FileResult(NamedTuple):
    """Counts of the rows of a file: added, stored already, merged, and not stored."""

    file: str
    added: int
    already_there: int
    merged: int
    rejected: int
    left_out: int


class ImportResult(NamedTuple):
    """The results of the files of an import, and messages about them."""

    files: tuple[FileResult, ...]
    messages: tuple[str, ...]


class RowCounts:
    """The rows of one file, counted as they are saved."""

    def __init__(self) -> None:
        self.added = self.already_there = self.merged = self.rejected = 0

    def add(self, saved: SaveResult) -> None:
        """Count a row that was saved."""
        if saved.is_new:
            self.added += 1
        elif saved.is_again:
            self.merged += 1
        else:
            self.already_there += 1

    def as_result(self, table: InputTable) -> FileResult:
        """Return the counts as the result of a table, with the rows it left out."""
        counts = self.added, self.already_there, self.merged, self.rejected
        left_out = table.left_out.count if table.left_out else 0
        return FileResult(table.file, *counts, left_out)


class Messages:
    """Different messages, the first fifty of them, and after them the questions."""

    def __init__(self) -> None:
        self._lines: dict[str, None] = {}
        self._questions: dict[str, None] = {}
        self._left_out = 0

    def add(self, line: str) -> None:
        """Add a message that was not added before."""
        if len(self._lines) < _MOST_MESSAGES:
            self._lines[line] = None
        elif line not in self._lines:
            self._left_out += 1

    def add_remark(self, remark: FailureReason) -> None:
        """Add a remark; what nobody said of a metric comes last, once a metric."""
        line = remark_text(remark)
        if remark.problem not in _QUESTIONS:
            self.add(line)
        elif len(self._questions) < _MOST_QUESTIONS:
            self._questions[line] = None

    def lines(self) -> tuple[str, ...]:
        """Return the messages, how many were left out, and last the questions."""
        more = ngettext(
            "and {count} more new name or id",
            "and {count} more new names or ids",
            self._left_out,
        )
        told = (*self._lines, *((more,) if self._left_out else ()))
        if len(self._questions) < _MOST_QUESTIONS:
            return (*told, *self._questions)
        remark = gettext("all that nobody said, on one screen: targets settle --all")
        return (*told, *self._questions, remark)


def show_result(
    session: Session, result: ImportResult, *, dry_run: bool = False
) -> None:
    """Print the counts of each file, then the messages."""
    added = gettext("{count} would be added") if dry_run else gettext("{count} added")
    for file in result.files:
        parts = [added.format(count=file.added)]
        for count, sentence in (
            (file.already_there, gettext("{count} already there")),
            (file.merged, gettext("{count} merged with a row like it")),
            (file.rejected, gettext("{count} rejected")),
            (file.left_out, gettext("{count} left out")),
        ):
            parts += [sentence.format(count=count)] if count else []
        session.say(gettext(": ").join((file.file, join_phrases(parts))))
    for line in result.messages:
        session.say(line)
