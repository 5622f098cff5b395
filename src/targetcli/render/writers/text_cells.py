"""Write text into cells of a workbook, and tell which numbers a cell can hold."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from targetcli.problems.problem import FailureReason
from targetcli.problems.usage import CellProblem

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_MAX_CELL_LENGTH = 32_767  # in UTF-16, as Excel counts
_MAX_DIGITS = 15


def find_text_problem(text: str) -> FailureReason | None:
    """Return the reason why a text does not fit into a cell, if any."""
    if len(text.encode("utf-16-le")) > 2 * _MAX_CELL_LENGTH:
        return FailureReason(CellProblem.TOO_LONG, {"most": _MAX_CELL_LENGTH})
    if _escapes().search(text):
        return FailureReason(CellProblem.ESCAPES)
    return None


def write_text(
    worksheet: Worksheet,
    position: tuple[int, int],
    text: str,
    cell_format: Any = None,  # noqa: ANN401 - a format of xlsxwriter
) -> int:
    """Write a text; return the error code of xlsxwriter, 0 for none."""
    if text.startswith("<r>") and text.endswith("</r>"):
        # xlsxwriter takes such a string for its own markup; in runs it stays text.
        parts = (text[:1], text[1:2], text[2:])
        end = () if cell_format is None else (cell_format,)
        return int(worksheet.write_rich_string(*position, *parts, *end))
    return int(worksheet.write_string(*position, text, cell_format))


def is_exact_number(cell: str) -> bool:
    """Return True for a number whose digits a spreadsheet keeps."""
    if not _number().fullmatch(cell):
        return False
    digits = cell.lstrip("-").replace(".", "").lstrip("0")
    return len(digits) <= _MAX_DIGITS and (digits != "" or cell[0] != "-")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


@cache
def _escapes() -> re.Pattern[str]:
    # Readers cannot separate two escapes that share an underscore, nor any in runs.
    return re.compile(
        r"_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_|\A<r>.*_x[0-9A-Fa-f]{4}_", re.DOTALL
    )
