"""Build the tables of targets on a page."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress, starmap
from typing import NamedTuple

from targetcli.model.records import Target, format_target_id
from targetcli.render.characters import escape_controls
from targetcli.render.columns.due import days_left_text
from targetcli.render.columns.records import target_columns
from targetcli.render.grade_labels import grade_label
from targetcli.render.i18n import label
from targetcli.render.report.parts import Grid, Heading, PageRow, find_light
from targetcli.render.report.target_texts import TargetTexts
from targetcli.render.table import Column, Layout, build_table, lift_column
from targetcli.render.verdict_text import outcome_with_status
from targetcli.reports.status_report import ReportedTarget


class GridTarget(NamedTuple):
    """A target of a table, with the texts of its verdict."""

    reported: ReportedTarget
    texts: TargetTexts


def build_grid(
    caption: str, rows: Iterable[GridTarget], keys: tuple[str, ...], key: str = ""
) -> Grid:
    """Build a table of targets with the columns `keys` that hold anything."""
    grid_rows = tuple(rows)
    table = build_table(_grid_layout(), grid_rows, keys, for_people=True)
    all_cells = list(table.rows)
    is_filled = [any(cells[place] for cells in all_cells) for place in range(len(keys))]
    columns = zip(keys, table.headings, table.no_wrap, strict=True)
    headings = tuple(starmap(Heading, compress(columns, is_filled)))
    page_rows = tuple(
        _page_row(tuple(compress(cells, is_filled)), row.reported)
        for cells, row in zip(all_cells, grid_rows, strict=True)
    )
    return Grid(caption, headings, page_rows, key)


def _page_row(cells: tuple[str, ...], reported: ReportedTarget) -> PageRow:
    grade = grade_label(reported.grade) if reported.grade else None
    light, light_color = find_light(grade)
    return PageRow(
        tuple(map(escape_controls, cells)),
        reported.outcome.value,
        label(reported.outcome),
        outcome_with_status(reported.outcome, reported.provisional_status),
        format_target_id(reported.target.id),
        light=light,
        light_color=light_color,
    )


def _grid_layout() -> Layout[GridTarget]:
    of_target = (lift_column(column, _target_of) for column in target_columns())
    columns: tuple[Column[GridTarget], ...] = (
        *of_target,
        Column("figure", lambda row: row.texts.figure, no_wrap=True),
        Column("result", lambda row: row.texts.result),
        Column("gap", lambda row: row.texts.gap, no_wrap=True),
        Column("due", lambda row: days_left_text(row.reported.days or 0), no_wrap=True),
    )
    return Layout(columns, (), ())


def _target_of(row: GridTarget) -> Target:
    return row.reported.target
