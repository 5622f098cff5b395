"""Profiles: named, versioned thresholds for pace, and how long reports may take."""

from __future__ import annotations

from typing import NamedTuple


class Profile(NamedTuple):
    """Thresholds under one name; `reporting_lag` is in days after the deadline."""

    name: str
    version: str
    reporting_lag: int


# 时序进度 in official practice has no tolerance; annual figures come within a quarter.
PLAIN = Profile("plain", "1", reporting_lag=90)
