"""Find names by their beginning, for the completion of command lines."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path

from targetcli.store.opening import open_existing
from targetcli.store.sqlite_errors import translate_errors

_NAMES = """
    SELECT name FROM {table} WHERE name >= :text AND name < :text || char(0x10ffff)
    UNION
    SELECT name_en FROM {table}
    WHERE name_en >= :text AND name_en < :text || char(0x10ffff)
    ORDER BY 1
"""
_IDS = "SELECT '{sign}' || id FROM {table} WHERE '{sign}' || id GLOB :text || '*'"

QUERIES = {
    "region": _NAMES.format(table="region"),
    "metric": _NAMES.format(table="metric"),
    "source": """
        SELECT name FROM source WHERE name >= :text AND name < :text || char(0x10ffff)
        ORDER BY 1
    """,
    "plan": """
        SELECT DISTINCT plan FROM target
        WHERE plan >= :text AND plan < :text || char(0x10ffff) ORDER BY 1
    """,
    "target": _IDS.format(table="target", sign="T"),
    "figure": _IDS.format(table="figure", sign="F"),
}


def find_names(
    path: Path, kind: str, prefix: str, is_wanted: Callable[[str], bool], limit: int
) -> list[str]:
    """Return the wanted names that begin with a prefix; never waits for a lock.

    Raises `StoreUnusable` and `StoreBusy`.
    """
    opened = open_existing(path, 0, write=False, reread=None)
    with closing(opened), translate_errors(path, 0):
        names = opened.connection.execute(QUERIES[kind], {"text": prefix})
        return list(islice((name for (name,) in names if is_wanted(name)), limit))
