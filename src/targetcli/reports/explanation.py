"""Hold one target or figure with everything that bears on it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from targetcli.judging.profiles import Profile
from targetcli.judging.trajectory import Trajectory
from targetcli.model.records import Figure, Source
from targetcli.reports.comparison import ComparisonRow


class Explanation(NamedTuple):
    """A target with its verdict, its sources and its other versions."""

    as_of: date
    profile: Profile
    row: ComparisonRow
    sources: Mapping[str, Source]
    earlier: tuple[ComparisonRow, ...] = ()
    later: tuple[ComparisonRow, ...] = ()
    trajectory: Trajectory | None = None


class FigureDetail(NamedTuple):
    """A figure with its source."""

    figure: Figure
    sources: Mapping[str, Source]
