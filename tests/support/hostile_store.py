"""A store whose every field holds an attack or another naughty string."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from targetcli.model.bound import Bound, Relation
from targetcli.model.period import Span
from targetcli.model.records import (
    Basis,
    Figure,
    Metric,
    Origin,
    Region,
    Source,
    Target,
)
from targetcli.model.unit_table import UnitTable
from targetcli.store.store import create_store, open_store

NOW = "2026-03-31T01:00:00+00:00"
_YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))
_OWN = (
    "<script>alert(1)</script>",
    "</title><svg/onload=alert(1)>",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
    "]]><!--",
    "{{ 7*7 }}{% raw %}",
    "a|b`c`[d](javascript:e)\n# f",
    "\x1b]52;c;aa\x07\u202e\u2028\x9b",
)


def naughty_strings(shared: Path) -> list[str]:
    """Return the corpora's strings that a store can hold, each once."""
    corpora = shared / "naughty"
    found = list(_OWN)
    for file in sorted((corpora / "payloads").glob("*XSS*.txt")):
        found += file.read_text(encoding="utf-8").splitlines()
    found += json.loads((corpora / "blns" / "blns.json").read_text(encoding="utf-8"))
    found.sort(key=len)
    return [text for text in dict.fromkeys(found) if _can_be_kept(text)]


def _can_be_kept(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return bool(text.strip()) and "\0" not in text


def make_hostile_store(path: Path, strings: list[str]) -> int:
    """Fill a store with targets made of the strings; return how many there are."""
    create_store(path, 5)
    groups = list(_groups(strings))
    with (
        open_store(path, 5, write=True) as store,
        store.write_transaction("test", NOW) as writing,
    ):
        for target, figure, source in map(_records, groups):
            writing.save_region(Region(target.region))
            writing.save_metric(target.metric)
            writing.save_source(source)
            writing.save_target(target)
            writing.save_figure(figure)
    return len(groups)


def _groups(strings: list[str]) -> Iterator[list[str]]:
    """Yield ten strings at a time, the last ten filled up from the first."""
    for start in range(0, len(strings), 10):
        yield (strings[start : start + 10] + strings)[:10]


def _records(words: list[str]) -> tuple[Target, Figure, Source]:
    region, scope, metric, plan, written, note, place, title, publisher, url = words
    source = Source(region, title, publisher, _YEAR, url, f"http://{url}", note)
    unit = UnitTable().read("亿元")
    bound = Bound(Relation.AT_LEAST, Decimal(3600), None, unit)
    what = Metric(metric, unit="亿元", unit_from=Origin.SAID)
    target = Target(
        *(None, region, scope, what, Basis.LEVEL, bound),
        deadline=date(2025, 12, 31),
        plan=plan,
        source=source.id,
        locator=place,
        as_written=written,
        note=note,
    )
    figure = Figure(
        *(None, region, scope, what, Basis.LEVEL),
        Bound(Relation.EQUAL, Decimal(3570), None, unit),
        *_YEAR,
        source=source.id,
        locator=place,
        as_written=written,
        note=note,
    )
    return target, figure, source
