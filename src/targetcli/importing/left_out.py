"""Know the rows of a table that hold no record, and count them by why."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from heapq import merge
from itertools import repeat

from targetcli.problems.problem import FailureReason
from targetcli.problems.remarks import Remark

# Words that stand in the place of a number that there is not.
MISSING_MARKS = frozenset(
    (
        *("..", "...", "…", "……", ":", "-", "--", "—", "——", "–", "−"),
        *("(D)", "(X)", "(NA)", "n.d.", "－"),
        *("NA", "N/A", "n/a", "na", "n.a.", "N.A."),
        *("暂无", "无数据", "暂无数据", "缺", "缺失", "未公布", "待公布"),
    )
)
_TOTALS = frozenset(
    (
        *("合计", "总计", "小计", "平均", "平均值", "均值"),
        *("total", "totals", "grand total", "subtotal", "average", "mean"),
    )
)


class LeftOut:
    """The rows of a table that were left out, counted while they are read."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.restart()

    def restart(self) -> None:
        """Count anew, for a table that is read again."""
        self.notes: list[int] = []
        self.totals: list[int] = []
        self.headers: list[int] = []
        self.empty: list[int] = []
        self._missing: dict[str, array[int]] = {}

    def add_missing(self, mark: str, line: int) -> None:
        """Count a value that is missing by its mark."""
        self._missing.setdefault(mark, array("Q")).append(line)

    @property
    def missing(self) -> Counter[str]:
        """The number of missing values of each mark."""
        return Counter({mark: len(lines) for mark, lines in self._missing.items()})

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield the line of each row that was left out and why, in the file's order."""
        reasons = (
            (self.notes, "a note"),
            (self.totals, "a total"),
            (self.headers, "the headings again"),
            (self.empty, "no value"),
            *((lines, f"no value: {mark}") for mark, lines in self._missing.items()),
        )
        return merge(*(zip(lines, repeat(why)) for lines, why in reasons))

    @property
    def count(self) -> int:
        """The number of rows that were left out."""
        rows = (self.notes, self.totals, self.headers, self.empty)
        return sum(map(len, rows)) + self.missing.total()

    def remarks(self) -> Iterator[FailureReason]:
        """Yield a remark for each reason that rows were left out for."""
        for lines, remark in (
            (self.notes, Remark.NOTES_LEFT_OUT),
            (self.totals, Remark.TOTALS_LEFT_OUT),
            (self.headers, Remark.HEADERS_LEFT_OUT),
            (self.empty, Remark.EMPTY_LEFT_OUT),
        ):
            if lines:
                cells = tuple(map(str, lines))
                yield FailureReason(remark, {"file": self._file, "cells": cells})
        if self.missing:
            common = self.missing.most_common()
            marks = tuple(f"{mark} ({count})" for mark, count in common)
            facts = {"file": self._file, "count": self.missing.total(), "marks": marks}
            yield FailureReason(Remark.MISSING_VALUES, facts)


def is_missing(cell: str) -> bool:
    """Return True if a cell says that there is no number: .., : and : c do."""
    if cell[-1:].isdigit():
        return False  # as of nearly every row
    text = cell.strip()
    return text in MISSING_MARKS or (
        text[:1] == ":" and text[1:].strip().isalpha() and text.isascii()
    )


def is_note(cells: Sequence[str]) -> bool:
    """Return True if a row is one cell that begins as a note below a table does."""
    if len(cells) > 1 and cells[0].strip() and cells[1].strip():
        return False  # as nearly every row
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) == 1 and bool(_note_pattern().match(filled[0].strip()))


@lru_cache(4096)
def is_total(cell: str) -> bool:
    """Return True if the name in a row says that it adds up or averages the others.

    >>> is_total("合　计："), is_total("合计生育率")
    (True, False)
    """
    text = cell.strip().rstrip(":：").rstrip().casefold()
    return text in _TOTALS or (not text.isascii() and "".join(text.split()) in _TOTALS)


@cache
def _note_pattern() -> re.Pattern[str]:
    words = "|".join(
        (
            *(
                "注释?",
                "备注",
                "说明",
                "附注",
                "数据来源",
                "资料来源",
                "来源",
                "填表人",
            ),
            *("notes?", "sources?", "source of data", "last updated?"),
        )
    )
    return re.compile(rf"(?:{words})\s*[0-9]?\s*[:：.．]|[*＊†‡]|[①-⑨]", re.IGNORECASE)
