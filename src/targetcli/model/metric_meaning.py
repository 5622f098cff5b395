"""Put together what several statements say of one metric (docs/design.md §4.1)."""

from __future__ import annotations

from typing import Any

from targetcli.model.records import Metric, Origin

MEANING_COLUMNS = ("kind", "better", "non_negative", "unit")


def get_origin(metric: Metric, column: str) -> Origin:
    """Return who gave a part of the meaning of a metric."""
    origin: Origin = getattr(metric, f"{column}_from")
    return origin


def add_meaning(stored: Metric, given: Metric) -> Metric:
    """Return a stored metric with what another statement adds to it.

    What is said takes the place of what is known or unsaid, what is known only of what
    is unsaid. Two things that were both said are left to the caller to compare.
    """
    changes: dict[str, Any] = {}
    for column in MEANING_COLUMNS:
        if _gives_way(get_origin(stored, column), get_origin(given, column)):
            changes[column] = getattr(given, column)
            changes[f"{column}_from"] = get_origin(given, column)
    aliases = tuple(dict.fromkeys((*stored.aliases, *given.aliases)))
    return stored._replace(
        name_en=stored.name_en or given.name_en,
        unit=stored.unit or given.unit,
        aliases=aliases,
        lexicon=stored.lexicon or given.lexicon,
    )._replace(**changes)


def find_contradiction(stored: Metric, given: Metric) -> str | None:
    """Return the first column in which two statements on a metric cannot both hold."""
    for column in ("kind", "better", "non_negative", "unit", "name_en"):
        value, other = getattr(given, column), getattr(stored, column)
        is_open = column in MEANING_COLUMNS and (
            get_origin(given, column) is not Origin.SAID
            or get_origin(stored, column) is not Origin.SAID
        )
        if value not in (None, "", other) and other not in (None, "") and not is_open:
            return column
    return None


def _gives_way(stored: Origin, given: Origin) -> bool:
    is_first = stored is Origin.UNSAID and given is Origin.KNOWN
    return is_first or (given is Origin.SAID and stored is not Origin.SAID)
