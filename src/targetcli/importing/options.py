"""Options for importing files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from targetcli.errors import BadRow
from targetcli.importing.located_row import RejectedTable
from targetcli.importing.plan import Plan
from targetcli.importing.table_kinds import InputRow

Rows = Iterator[InputRow | BadRow]


class ImportOptions(NamedTuple):
    """Options for importing files.

    Without `write_rejects` a row that cannot be stored refuses the import. With
    `trust_kinds` an export of an earlier version says all that it holds.
    """

    strict: bool = False
    dry_run: bool = False
    write_rejects: Callable[[list[RejectedTable]], None] | None = None
    plan: Plan | None = None
    trust_kinds: bool = False
    watch_rows: Callable[[Rows], Rows] = iter
