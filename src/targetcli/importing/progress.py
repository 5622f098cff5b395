"""Show the progress of a long import: on a terminal, after a second, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from time import monotonic
from typing import TypeVar

Item = TypeVar("Item")

_ROWS_PER_UPDATE = 500


def show_progress(rows: Iterator[Item]) -> Iterator[Item]:
    """Return the rows, and show on a terminal how many have been read."""
    if sys.stderr is None or not sys.stderr.isatty():
        return rows
    return _count_rows(rows)


def _count_rows(rows: Iterator[Item]) -> Iterator[Item]:
    start = monotonic()
    with ExitStack() as stack:
        bar = task = None
        for number, row in enumerate(rows, 1):
            yield row
            if number % _ROWS_PER_UPDATE or monotonic() < start + 1:
                continue
            if bar is None:
                from rich.console import Console  # noqa: PLC0415 - only after a second
                from rich.progress import Progress, SpinnerColumn, TextColumn  # noqa: PLC0415

                text = TextColumn("{task.completed:,.0f} rows read")
                console = Console(stderr=True)
                bar = stack.enter_context(
                    Progress(SpinnerColumn(), text, console=console, transient=True)
                )
                task = bar.add_task("")
            if task is not None:
                bar.update(task, completed=number)
