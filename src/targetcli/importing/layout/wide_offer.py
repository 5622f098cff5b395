"""Know a table with a figure in each cell, and offer to read it as one."""

from __future__ import annotations

from collections.abc import Sequence

from targetcli.errors import FileRefused
from targetcli.importing.layout.headings import PERIOD_WORDS, fold_heading, names_period
from targetcli.importing.table_kinds import known_columns
from targetcli.problems.files import FileProblem

_MOST_NAMED = 3


def refuse_wide(file: str, columns: Sequence[str]) -> None:
    """Raise `FileRefused` for a table that `--wide` reads.

    Its headings are periods; or a column of periods stands beside a place, and what
    is left is neither a metric nor a value.
    """
    unknown = [name for name in columns if name not in known_columns()]
    if "value" in columns or not unknown:
        return
    periods = [name for name in unknown if names_period(name)]
    if periods:
        raise FileRefused(
            file, FileProblem.PERIOD_HEADINGS, headings=(*periods[:_MOST_NAMED],)
        )
    others = [name for name in unknown if fold_heading(name) not in PERIOD_WORDS]
    has_period = "period" in columns or len(others) < len(unknown)
    long_table = {"metric", "unit"} & {*columns}
    if others and has_period and "region" in columns and not long_table:
        raise FileRefused(
            file, FileProblem.METRIC_HEADINGS, headings=(*others[:_MOST_NAMED],)
        )
