"""What every write leaves behind: a revision, and the rows as they were.

The digest of a revision covers the digest before it, what the revision says of itself
and the content of every row it wrote. Row digests are added up, so that the order of
writing does not matter and a million rows need no more memory than one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from targetcli.store.rows import Value

FIRST = "0" * 64
_MODULUS = 2**256


class Tally:
    """The rows one revision wrote, counted and digested."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def wrote(self, table: str, row_id: int, content: str) -> None:
        """Count a row as it now stands."""
        self.rows += 1
        self._sum += _weight(table, row_id, content)

    def unwrote(self, table: str, row_id: int, content: str) -> None:
        """Take back a row that this same revision had written."""
        self.rows -= 1
        self._sum -= _weight(table, row_id, content)

    def digest(self, previous: str, sequence: int, time: str, command: str) -> str:
        """Return the digest of the revision."""
        total = f"{self._sum % _MODULUS:064x}"
        said = [previous, sequence, time, command, self.rows, total]
        return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def content_of(row: Mapping[str, Value]) -> str:
    """Write a row's columns, but its id and revision, as the digest reads them."""
    said = {key: row[key] for key in sorted(row) if key not in ("id", "revision")}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _weight(table: str, row_id: int, content: str) -> int:
    said = f"{table}\x1f{row_id}\x1f{content}".encode("utf-8", "surrogatepass")
    return int.from_bytes(sha256(said).digest(), "big")
