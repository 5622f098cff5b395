"""Gather what explains one target or one figure in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from targetcli.errors import WrongUsage
from targetcli.judging.profiles import Profile
from targetcli.judging.trajectory import Trajectory, build_trajectory
from targetcli.model.records import Source, Target, format_target_id
from targetcli.reports.comparison import ComparisonRow, compare_targets
from targetcli.reports.explanation import Explanation, FigureDetail
from targetcli.session.selection import index_figures, load_versions
from targetcli.store.store import Store


def explain_figure(store: Store, number: int) -> FigureDetail:
    """Return a figure with the sources that it may cite."""
    return FigureDetail(store.figure(number), _load_sources(store))


def explain_target(
    store: Store, number: int, as_of: date, profile: Profile
) -> Explanation:
    """Judge one target, the versions before it and the versions after it."""
    target, versions = store.target(number), load_versions(store)
    find_evidence = index_figures(store).find_evidence

    def judge_versions(others: Iterator[Target]) -> tuple[ComparisonRow, ...]:
        return tuple(
            compare_targets(others, find_evidence, as_of, versions, profile).rows
        )

    own = judge_versions(iter((target,)))
    if not own:
        from targetcli.problems.usage import UsageProblem  # noqa: PLC0415 - to refuse

        raise WrongUsage(
            UsageProblem.NOT_YET_ANNOUNCED, target=format_target_id(number), as_of=as_of
        )
    return Explanation(
        as_of,
        profile,
        own[0],
        _load_sources(store),
        judge_versions(_earlier_versions(store, target)),
        judge_versions(_later_versions(store, number, versions.revised_by)),
        _build_trajectory(own[0], as_of),
    )


def _build_trajectory(row: ComparisonRow, as_of: date) -> Trajectory | None:
    return build_trajectory(row.target, row.figures, row.verdict, as_of, row.context)


def _earlier_versions(store: Store, target: Target) -> Iterator[Target]:
    """Yield the versions before a target; a damaged store may have them in a circle."""
    visited = {target.id}
    while target.revises is not None and target.revises not in visited:
        visited.add(target.revises)
        target = store.target(target.revises)
        yield target


def _later_versions(
    store: Store, number: int, revised_by: Mapping[int, tuple[int, ...]]
) -> Iterator[Target]:
    """Yield the versions after a target, each followed by those that revise it."""
    visited = {number}
    waiting = [*reversed(revised_by.get(number, ()))]
    while waiting:
        successor = waiting.pop()
        if successor not in visited:
            visited.add(successor)
            yield store.target(successor)
            waiting += reversed(revised_by.get(successor, ()))


def _load_sources(store: Store) -> dict[str, Source]:
    return {source.id: source for source in store.sources()}
