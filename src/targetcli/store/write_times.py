"""Read when each target was written last, and the id that a store keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from targetcli.store.store import Store

_TARGET_TIMES = """
    SELECT target.id, revision.time FROM target
    JOIN revision ON revision.sequence = target.revision
"""
_FIRST_DIGEST = "SELECT digest FROM revision ORDER BY sequence LIMIT 1"


class WriteTimes(NamedTuple):
    """Lasting id of a store, and the time of the last write of each target."""

    store_id: str
    target_times: Mapping[int, str]


def read_write_times(store: Store) -> WriteTimes:
    """Return the id of the store and the last write of each target, in UTC."""
    times = {row["id"]: row["time"] for row in store.connection.execute(_TARGET_TIMES)}
    first_revision = store.connection.execute(_FIRST_DIGEST).fetchone()
    return WriteTimes(first_revision["digest"][:16] if first_revision else "", times)
