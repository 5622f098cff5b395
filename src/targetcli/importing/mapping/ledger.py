"""Read the ledger of an office: a row is a target and what came of it so far.

The progress of a row is a figure where it is one number, or says that a task is done;
else it is part of the note of the target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import TypeGuard

from targetcli.errors import BadRow, FileRefused, TargetsError
from targetcli.importing.left_out import MISSING_MARKS, is_note, is_total
from targetcli.importing.mapping.heading_parts import is_unit
from targetcli.importing.row_sources import GridRow
from targetcli.model.bound_vocabulary import ANSWERS
from targetcli.model.numberless_words import tells_of_happening
from targetcli.model.period import format_period
from targetcli.model.period_reader import read_period
from targetcli.problems.files import FileProblem

Fields = dict[str, str]

_PROGRESS_WORDS = (
    "完成情况|完成值|完成数|完成量|进展情况|进度情况|工作进展|累计完成|实际完成"
    "|落实情况|推进情况|办理情况|办理进展|进展"
)


class Ledger:
    """The columns of a ledger that a map finds, and the year that it is about."""

    def __init__(
        self,
        file: str,
        header: GridRow,
        above: Sequence[str],
        deadlines: Sequence[str],
        period: str = "",
    ) -> None:
        self.progress = next(
            (n for n, cell in enumerate(header.cells) if names_progress(cell)), None
        )
        self.partners = [n for n, c in enumerate(header.cells) if names_partner(c)]
        heading = header.cells[self.progress] if self.progress is not None else ""
        self.heading = heading.strip()
        self.period = period or _read_period(file, heading, above, deadlines)
        years = _find_years(above)
        self._year = years.pop() if len(years) == 1 else ""

    def read_target(self, row: GridRow, common: Mapping[str, str]) -> Fields:
        """Return the target of a row; words without a number are kept as words.

        A deadline without a year (12月底前) is in the year of the title.
        """
        fields = _read_unit({**common, **self._read_owner(row, common)})
        if self._year and _lacks_year().match(fields.get("deadline", "")):
            fields["deadline"] = f"{self._year}年{fields['deadline']}"
        progress = self._read_progress(row)
        if progress and self._read_figure(progress, fields) is None:
            said = f"{self.heading}：{progress}"
            fields["note"] = "；".join(filter(None, (fields.get("note", ""), said)))
        value = fields.get("value", "")
        if value and not _digits().search(value) and not tells_of_happening(value):
            return {**fields, "value": "", "as_written": value}
        return fields

    def read_figure(self, row: GridRow, common: Mapping[str, str]) -> Fields | None:
        """Return the figure of a row, None where its progress is no number."""
        progress = self._read_progress(row)
        fields = _read_unit(common)
        figure = self._read_figure(progress, fields) if progress else None
        if figure is None:
            return None
        kept = ("region", "scope", "metric", "unit", "source", "published")
        shared = {key: fields[key] for key in kept if key in fields}
        return {**shared, **figure, "period": self.period}

    def _read_progress(self, row: GridRow) -> str:
        if self.progress is None or self.progress >= len(row.cells):
            return ""
        cell = row.cells[self.progress].strip()
        return "" if cell in MISSING_MARKS else cell

    def _read_figure(self, progress: str, fields: Mapping[str, str]) -> Fields | None:
        value = fields.get("value", "")
        if tells_of_happening(value):
            return {"value": progress} if progress.casefold() in ANSWERS else None
        if not _digits().search(value):
            return None
        numbers = _number_with_unit().findall(progress)
        if len(numbers) != 1:
            return None
        number = numbers[0].strip()
        note = {} if number == progress else {"note": progress}
        if number.endswith("%") and "增长" in value and "增长" not in number:
            return {"value": number, "basis": "growth", **note}
        return {"value": number, **note}

    def _read_owner(self, row: GridRow, common: Mapping[str, str]) -> Fields:
        """Return who answers for a row: the office that leads, and those beside it."""
        partners = [
            part
            for place in self.partners
            if place < len(row.cells)
            for part in re.split("[、,，;；\\s]+", row.cells[place].strip())
            if part
        ]
        owners = re.split("[、,，;；\\n]+", common.get("owner", ""))
        joined = ";".join(filter(None, (*map(str.strip, owners), *partners)))
        return {"owner": joined} if joined else {}


def list_cells_above(rows: Iterable[GridRow | BadRow], header_line: int) -> list[str]:
    """Return the cells above the header, which may say the year or the period."""
    above = takewhile(lambda row: row.line < header_line, rows)
    return [cell for row in above if isinstance(row, GridRow) for cell in row.cells]


def names_progress(heading: str) -> bool:
    """Return True if a heading is that of what was done so far: 1-6月完成情况."""
    return bool(_progress_pattern().search(heading.strip()))


def fill_owners(
    rows: Iterator[GridRow | BadRow], header_line: int, place: int | None
) -> Iterator[GridRow | BadRow]:
    """Yield rows with the owner of the row above where they have none.

    A file of text has lost which cells were merged. Totals and notes have no owner.
    """
    owner = ""
    for row in rows:
        if place is not None and _is_task(row, header_line, place):
            owner = row.cells[place].strip() or owner
            cells = [*row.cells[:place], owner, *row.cells[place + 1 :]]
            yield row._replace(cells=cells)
        else:
            yield row


def list_filled_owners(
    rows: Iterable[GridRow | BadRow], header_line: int, place: int | None
) -> Iterator[str]:
    """Yield the lines of tasks without an owner of their own, after one that has."""
    owner = ""
    for row in rows:
        if place is not None and _is_task(row, header_line, place):
            own = row.cells[place].strip()
            if owner and not own:
                yield str(row.line)
            owner = own or owner


def _is_task(row: GridRow | BadRow, header_line: int, place: int) -> TypeGuard[GridRow]:
    """Return True if a row below the header is no note and no total."""
    if isinstance(row, BadRow) or row.line <= header_line or place >= len(row.cells):
        return False
    return not is_note(row.cells) and not any(map(is_total, row.cells))


def names_partner(heading: str) -> bool:
    """Return True if a heading is that of the offices beside the one that leads."""
    return heading.strip() in ("配合单位", "协办单位", "配合部门", "协同单位")


def _read_period(
    file: str, heading: str, above: Sequence[str], deadlines: Sequence[str]
) -> str:
    """Return the period of the progress, named in its heading.

    The year is that of the title, or where this has none, of all deadlines. Raises
    `FileRefused` where nothing says it.
    """
    if not heading:
        return ""
    words = _progress_pattern().sub("", heading.strip()).strip(" （()）:：")
    years = _find_years(above) or _find_years(deadlines)
    candidates = [words] if words else [_as_at(text) for text in above]
    if words and len(years) == 1:
        year, dated = next(iter(years)), words.removeprefix("截至").removeprefix("截止")
        candidates.append(f"{year}年{dated}")
    for candidate in reversed(candidates):
        try:
            return format_period(read_period(candidate))
        except TargetsError:
            continue
    raise FileRefused(
        file, FileProblem.SET_MISSING, columns=("period",), first="period"
    )


def _find_years(texts: Sequence[str]) -> set[str]:
    return {year for text in texts for year in _years().findall(text)}


def _as_at(text: str) -> str:
    match = re.search("截至[^，。；]*", text)
    return match[0].strip() if match else ""


def _read_unit(fields: Mapping[str, str]) -> Fields:
    """Return a row with the unit that its note says outright: 单位：亿元."""
    match = re.search(r"单位\s*[:：]\s*([^\s，。；;,]+)", fields.get("note", ""))
    has_unit = "unit" in fields or match is None or not is_unit(match[1])
    return {**fields} if has_unit or match is None else {**fields, "unit": match[1]}


@cache
def _progress_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:目前|当前|最新)?(?:{_PROGRESS_WORDS})$")


@cache
def _years() -> re.Pattern[str]:
    return re.compile(r"(20[0-9]{2})(?:\s*年|(?=[-/.][0-9]))")


@cache
def _lacks_year() -> re.Pattern[str]:
    return re.compile(r"(?:[1-9]|1[0-2])月|[上下]半年|第?[一二三四1-4]季度")


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"[0-9０-９一二三四五六七八九十百千万亿]")


@cache
def _number_with_unit() -> re.Pattern[str]:
    number = r"[-+−]?[0-9][0-9,]*(?:\.[0-9]+)?"
    return re.compile(rf"(?:增长|下降)?{number}[^0-9，。；;,、（(\s]*")
