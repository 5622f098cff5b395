"""Judge targets by figures, one group of places at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from targetcli.api.dataset import NO_REFERENCE, ReferenceRecords
from targetcli.model.records import Figure, Target, format_target_id
from targetcli.render.grade_labels import list_grade_labels, set_grade_labels
from targetcli.reports.comparison import (
    TargetVersions,
    compare_targets,
    list_figures,
)
from targetcli.reports.figure_index import FigureIndex
from targetcli.reports.listings import is_announced
from targetcli.session.profile_files import find_profile

if TYPE_CHECKING:
    from targetcli.reports.comparison import ComparisonRow
    from targetcli.reports.figure_index import FetchFigures


class ComparisonError(ValueError):
    """Targets that cannot be compared, as a record they name is missing or doubled."""


class Judge:
    """Compares targets as of a day, by the parts and identities of a reference.

    `profile` is the name of a profile or the path of its TOML file. A judge can be
    pickled and used for many groups of targets, each with the figures of
    `list_evidence_regions`.
    """

    def __init__(
        self,
        as_of: date,
        profile: str = "plain",
        reference: ReferenceRecords = NO_REFERENCE,
    ) -> None:
        self.as_of = as_of
        self.profile = find_profile(profile)
        self.reference = reference
        self._grade_labels = list_grade_labels()
        self._index = _index_places(reference)

    def __getstate__(self) -> dict[str, Any]:
        return {key: self.__dict__[key] for key in self.__dict__ if key != "_index"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        set_grade_labels(self._grade_labels)
        self._index = _index_places(self.reference)

    def list_evidence_regions(self, region: str, scope: str = "") -> tuple[str, ...]:
        """Return the regions whose figures may count for the targets of a place.

        These are the region itself, all its sub-regions, and the wholes and parts of
        the identities of its region and scope.
        """
        return self._index.list_evidence_regions(region, scope)

    def compare(
        self,
        targets: Iterable[Target],
        figures: Iterable[Figure],
        versions: Iterable[Target] = (),
    ) -> tuple[ComparisonRow, ...]:
        """Return the verdict of each target announced by the day, in the order given.

        `figures` are at least those of the metrics of the targets in their evidence
        regions; others change nothing. A target that revises another needs that one
        among `targets` or `versions`, and one that is revised needs its revision there,
        each with its own figures. Raises `ComparisonError` where an earlier version is
        missing, or an id stands for two targets.
        """
        asked = tuple(targets)
        by_id = _index_by_id((*asked, *versions))
        _refuse_missing_versions(asked, by_id)
        find_evidence = self._index.fetch_from(_fetch_from(figures)).find_evidence
        comparison = compare_targets(
            asked,
            find_evidence,
            self.as_of,
            TargetVersions(_list_revisions(by_id), by_id.__getitem__),
            self.profile,
        )
        return tuple(map(list_figures, comparison.rows))

    def count_known(self, targets: Iterable[Target]) -> int:
        """Count the targets announced by the day: as many verdicts there must be."""
        return sum(is_announced(target, self.as_of) for target in targets)


def _index_places(reference: ReferenceRecords) -> FigureIndex:
    return FigureIndex(
        reference.regions,
        reference.identities,
        reference.milestones,
        lambda _metric, _regions: (),
    )


def _index_by_id(targets: Iterable[Target]) -> dict[int, Target]:
    by_id: dict[int, Target] = {}
    for target in targets:
        number = target.id or 0
        if by_id.setdefault(number, target) != target:
            message = f"two targets have the id {format_target_id(number)}"
            raise ComparisonError(message)
    return by_id


def _refuse_missing_versions(
    targets: Iterable[Target], by_id: Mapping[int, Target]
) -> None:
    for target in targets:
        if target.revises is not None and target.revises not in by_id:
            earlier = format_target_id(target.revises)
            message = (
                f"{format_target_id(target.id)} revises {earlier}, which is missing"
            )
            raise ComparisonError(message)


def _list_revisions(by_id: Mapping[int, Target]) -> dict[int, tuple[int, ...]]:
    """Return the ids of the targets that revise each target, in order."""
    revisions: dict[int, list[int]] = {}
    for number in sorted(by_id):
        earlier = by_id[number].revises
        if earlier is not None:
            revisions.setdefault(earlier, []).append(number)
    return {earlier: tuple(numbers) for earlier, numbers in revisions.items()}


def _fetch_from(figures: Iterable[Figure]) -> FetchFigures:
    """Return a function that finds figures by metric and regions, in order of id."""
    by_place: dict[tuple[str, str], list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: figure.id or 0):
        key = figure.metric.name, figure.region
        by_place.setdefault(key, []).append(figure)

    def fetch(metric: str, regions: tuple[str, ...]) -> tuple[Figure, ...]:
        found = (by_place.get((metric, region), ()) for region in regions)
        return tuple(sorted((f for own in found for f in own), key=_id_of))

    return fetch


def _id_of(figure: Figure) -> int:
    return figure.id or 0
