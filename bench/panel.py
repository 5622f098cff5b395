"""Write panels: places and metrics, a target for each pair, and yearly figures."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

TARGET_COLUMNS = ("region", "metric", "basis", "relation", "value", "unit", "deadline")
FIGURE_COLUMNS = (
    *("region", "metric", "basis", "relation", "value", "unit", "start", "end"),
    *("status", "published"),
)
YEARS = range(2015, 2025)


class PanelMetric(NamedTuple):
    """A metric of a panel: what it is, and how its figures are written."""

    name: str
    kind: str
    better: str
    unit: str


_KINDS = (("flow", "亿元"), ("stock", "亿元"), ("ratio", "%"))
METRICS = tuple(
    PanelMetric(f"metric {n}", _KINDS[n % 3][0], "more" if n % 5 else "less", unit)
    for n in range(50)
    for unit in (_KINDS[n % 3][1],)
)


def write_panel(folder: Path, targets: int, *, said: bool = True) -> Path:
    """Write a panel with ten figures for each target; not `said`, no kind nor side."""
    folder.mkdir()
    rng = random.Random(7)  # noqa: S311 - the same panel each time
    write_rows(
        folder / "metrics.csv",
        ("name", "kind", "better", "non_negative"),
        (
            (metric.name, metric.kind, metric.better, "yes") if said else (metric.name,)
            for metric in METRICS
        ),
    )
    series = [
        (f"region {place}", metric, rng.uniform(20, 90))
        for place in range(targets // len(METRICS))
        for metric in METRICS
    ]
    write_rows(
        folder / "targets.csv",
        TARGET_COLUMNS,
        (
            (
                *(region, metric.name, "level", rng.choice((">=", ">", "<="))),
                *(f"{level * 1.2:.1f}", metric.unit),
                f"{rng.choice((2024, 2024, 2027))}-12-31",
            )
            for region, metric, level in series
        ),
    )
    write_rows(
        folder / "figures.csv",
        FIGURE_COLUMNS,
        (
            (
                *(region, metric.name, "level", "="),
                *(f"{level * rng.uniform(0.9, 1.5):.2f}", metric.unit),
                "" if metric.kind == "stock" else f"{year}-01-01",
                *(f"{year}-12-31", rng.choice(("", "", "", "preliminary"))),
                f"{year + 1}-0{rng.randint(1, 6)}-15",
            )
            for region, metric, level in series
            for year in YEARS
        ),
    )
    return folder


def write_days(folder: Path, days: int) -> Path:
    """Write one target with a figure for every day."""
    folder.mkdir()
    write_rows(
        folder / "targets.csv",
        TARGET_COLUMNS,
        [("one place", "people at work", "level", ">=", "900", "人", "2024-12-31")],
    )
    last = date(2024, 12, 30)
    write_rows(
        folder / "figures.csv",
        FIGURE_COLUMNS,
        (
            (
                *("one place", "people at work", "level", "=", f"{500 + n % 300}"),
                *("人", "", (last - timedelta(n)).isoformat(), "", ""),
            )
            for n in range(days)
        ),
    )
    return folder


def write_place(folder: Path, targets: int, *, months: int = 1) -> Path:
    """Write many targets of one place and metric, with a figure for each of them.

    Deadlines are so many months apart; with none, all are on one day, for which
    figure after figure is published.
    """
    folder.mkdir()
    last = date(2024, 12, 31)
    days = [(last - timedelta(30 * months * n)).isoformat() for n in range(targets)]
    published = [
        "" if months else (last + timedelta(n // 7)).isoformat() for n in range(targets)
    ]
    subject = ("one place", "people at work", "level")
    write_rows(
        folder / "targets.csv",
        TARGET_COLUMNS,
        ((*subject, ">=", f"{500 + n}", "人", day) for n, day in enumerate(days)),
    )
    write_rows(
        folder / "figures.csv",
        FIGURE_COLUMNS,
        (
            (*subject, "=", "900", "人", "", day, "", known)
            for day, known in zip(days, published, strict=True)
        ),
    )
    return folder


def write_rows(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows((*row, *("",) * (len(columns) - len(row))) for row in rows)
