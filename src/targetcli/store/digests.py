"""Digest rows and revisions, so that any change outside the program is found.

The digest of a revision covers the digest before it, what the revision says of itself
and the content of every row it wrote. Row digests are added up, so that the order of
writing does not matter and a million rows need no more memory than one. Each row also
keeps the beginning of its own, so that a changed row can be named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter

from targetcli.store.row_cells import Value
from targetcli.store.schema import BOOKKEEPING_COLUMNS

INITIAL_DIGEST = "0" * 64
# Enough to find a changed row; that nothing was changed is held by the whole digests.
_MARK_LENGTH = 16
_MODULUS = 2**256
# JSON as `json.dumps(…, ensure_ascii=False)` writes it, without an encoder a row.
json_text = json.encoder.encode_basestring


class RowTally:
    """Count and sum of the digests of the rows that a revision wrote."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add_row(self, digest: str) -> None:
        """Count a row as this revision wrote it."""
        self.rows += 1
        self._sum += int(digest, 16)

    def take_back_row(self, digest: str) -> None:
        """Uncount a row that this revision wrote and now writes again."""
        self.rows -= 1
        self._sum -= int(digest, 16)

    def count_removals(self, rows: int = 1) -> None:
        """Count rows that this revision removed."""
        self.rows += rows

    def add_archived(self, digest: str) -> None:
        """Add the digest of an archived row without counting it."""
        self._sum += int(digest, 16)

    def digest(
        self, previous: str, sequence: int, time: str, command: str, rows: int
    ) -> str:
        """Return the digest of the revision."""
        total = f"{self._sum % _MODULUS:064x}"
        parts = [previous, sequence, time, command, rows, total]
        return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def serialize_row(row: Mapping[str, Value]) -> str:
    """Serialize a row for its digest: the columns that are not empty, in order."""
    beginnings, get_cells = _sorted_columns(tuple(row))
    cells = [
        f"{beginning}{json_text(value) if isinstance(value, str) else value}"
        for beginning, value in zip(beginnings, get_cells(row), strict=True)
        if value or value == 0
    ]
    return f"{{{','.join(cells)}}}"


@lru_cache(64)
def _sorted_columns(
    columns: tuple[str, ...],
) -> tuple[tuple[str, ...], Callable[[Mapping[str, Value]], tuple[Value, ...]]]:
    """Return the beginning of each cell in order, and a function for a row's cells."""
    kept = [column for column in sorted(columns) if column not in BOOKKEEPING_COLUMNS]
    beginnings = tuple(f'"{name}":' for name in kept)
    if len(kept) > 1:
        return beginnings, itemgetter(*kept)
    return beginnings, lambda row: tuple(row[column] for column in kept)


def digest_row(table: str, row_id: int, revision: int, content: str) -> str:
    """Return the digest of a row as one revision wrote it."""
    text = f"{table}\x1f{row_id}\x1f{revision}\x1f{content}"
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def shorten_digest(digest: str) -> str:
    """Return the beginning of a digest, which the row itself stores."""
    return digest[:_MARK_LENGTH]
