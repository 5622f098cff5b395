"""Show regions and metrics by their English names where a reader asked for English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from targetcli.model.records import Metric, Region

_english_regions: ContextVar[dict[str, str] | None] = ContextVar(
    "english_regions", default=None
)


@contextmanager
def show_english_names(regions: Iterable[Region]) -> Iterator[None]:
    """Show names in English inside a ``with`` block, as far as they are stored."""
    names = {region.name: region.name_en for region in regions if region.name_en}
    previous = _english_regions.set(names)
    try:
        yield
    finally:
        _english_regions.reset(previous)


def region_name(name: str) -> str:
    """Return the name that a reader sees of a region."""
    return (_english_regions.get() or {}).get(name, name)


def metric_name(metric: Metric) -> str:
    """Return the name that a reader sees of a metric."""
    is_english = _english_regions.get() is not None
    return (metric.name_en or metric.name) if is_english else metric.name
