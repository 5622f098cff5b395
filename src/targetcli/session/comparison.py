"""Judge the targets that a filter selects, for every verb that shows verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from targetcli import environment
from targetcli.errors import Unreadable
from targetcli.judging.outcome import Outcome
from targetcli.judging.profiles import Profile
from targetcli.model.records import Target
from targetcli.render import i18n
from targetcli.render.columns.comparison import comparison_json, comparison_layout
from targetcli.render.columns.records import Json
from targetcli.render.outcome_totals import OutcomeTotals
from targetcli.render.verdict_text import outcome_text
from targetcli.reports.comparison import (
    Comparison,
    ComparisonRow,
    compare_targets,
    count_by_group,
    count_outcomes,
    filter_by_outcome,
    list_figures,
)
from targetcli.session.dataset import Dataset, SharedRows
from targetcli.session.options import (
    ONE_JOB,
    JobsOption,
    ProfileOption,
    RecordFilter,
)
from targetcli.session.profile_files import find_profile
from targetcli.session.selection import index_figures, load_versions, resolve_filter
from targetcli.store.selection import Selection
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.render.writers.calendar import CalendarEvent
    from targetcli.render.writers.styled_sheets import StyledSheet

ALL_OUTCOMES = frozenset(Outcome)
# From how many targets on several processes judge unasked, as they take time to start.
_MANY_TARGETS = 3000


def compare_selected(
    store: Store,
    record_filter: RecordFilter,
    as_of: date,
    profile_option: ProfileOption,
    until: date | None = None,
    jobs_option: JobsOption = ONE_JOB,
) -> Comparison:
    """Judge the targets a filter selects, or of them those due by a day.

    Several processes judge where that was asked for, or where the targets are many.
    """
    profile = find_profile(profile_option.profile)
    selection = resolve_filter(store, record_filter)
    if until is not None:
        next_day = until + timedelta(days=1)
        due_before = min(selection.due_before or next_day, next_day)
        selection = selection._replace(due_before=due_before)
    jobs = jobs_option.jobs or environment.count_cores()
    if jobs > 1:
        ids = store.target_ids(selection)
        if jobs_option.jobs or len(ids) >= _MANY_TARGETS:
            return _compare_in_processes(store, ids, as_of, profile_option, jobs)
    return _compare(store, selection, as_of, profile)


def compare_ids(
    store: Store, ids: Sequence[int], as_of: date, profile_option: ProfileOption
) -> Iterable[ComparisonRow]:
    """Judge the targets of some ids, in the order of their ids."""
    profile = find_profile(profile_option.profile)
    return _compare(store, Selection(ids=tuple(ids)), as_of, profile).rows


def _compare(
    store: Store, selection: Selection, as_of: date, profile: Profile
) -> Comparison:
    index, versions = index_figures(store), load_versions(store)
    targets = index.read_ahead(store.targets(selection))
    return compare_targets(targets, index.find_evidence, as_of, versions, profile)


def _compare_in_processes(
    store: Store,
    ids: Sequence[int],
    as_of: date,
    profile_option: ProfileOption,
    jobs: int,
) -> Comparison:
    from targetcli.session.judging_jobs import JudgedRows  # noqa: PLC0415 - for many
    from targetcli.session.judging_worker import JudgingRequest  # noqa: PLC0415
    from targetcli.session.row_encoding import keep_row  # noqa: PLC0415

    name = profile_option.profile
    name = str(Path(name).resolve()) if name.endswith(".toml") else name
    digest = store.last_digest()
    request = JudgingRequest(
        store.path.resolve(), store.wait, digest, as_of, name, ALL_OUTCOMES, keep_row
    )
    rows = JudgedRows(store, ids, jobs, request)
    return Comparison(as_of, find_profile(profile_option.profile), rows)


def select_by_outcome(
    comparison: Comparison, outcomes: frozenset[Outcome]
) -> Comparison:
    """Return the rows with one of the outcomes."""
    if outcomes == ALL_OUTCOMES:
        return comparison
    if isinstance(comparison.rows, SharedRows):
        return comparison._replace(rows=comparison.rows.keep_outcomes(outcomes))
    return filter_by_outcome(comparison, outcomes)


def count_all_outcomes(comparison: Comparison, counts: Counter[Outcome]) -> Comparison:
    """Return a comparison that counts the outcomes of its rows as they are read."""
    if isinstance(comparison.rows, SharedRows):
        return comparison._replace(rows=comparison.rows.count_outcomes(counts))
    return count_outcomes(comparison, counts)


def build_comparison_dataset(
    store: Store, comparison: Comparison, command: str
) -> Dataset:
    """Build the dataset of a comparison, ready to be written in any format."""
    layout, head = comparison_layout(), build_json_head(comparison)
    due = defer_deadlines(store, comparison.rows)
    return Dataset(
        command,
        layout,
        comparison.rows,
        comparison_json,
        head,
        deadlines=due,
        styled_sheets=defer_sheets(store, comparison),
        totals=OutcomeTotals,
        prepare_to_keep=list_figures,
    )


def defer_sheets(
    store: Store, comparison: Comparison
) -> Callable[[Sequence[ComparisonRow]], Iterator[StyledSheet]]:
    """Return a function that builds the sheets for people of a workbook."""

    def build_sheets(rows: Sequence[ComparisonRow]) -> Iterator[StyledSheet]:
        from targetcli.session.comparison_sheets import (  # noqa: PLC0415 - xlsx only
            build_sheets_for_people,
        )

        return build_sheets_for_people(store, comparison._replace(rows=rows))

    return build_sheets


def defer_deadlines(
    store: Store, rows: Iterable[ComparisonRow]
) -> Callable[[], Iterator[CalendarEvent]]:
    """Return a function that builds calendar entries when a calendar is written."""

    def build_entries() -> Iterator[CalendarEvent]:
        from targetcli.session.deadlines import build_deadlines  # noqa: PLC0415

        return build_deadlines(
            store, ((row.target, outcome_text(row.verdict)) for row in rows)
        )

    return build_entries


def build_json_head(comparison: Comparison) -> Json:
    """Return the day and the profile of a comparison, as they stand in JSON."""
    return {
        "as_of": comparison.as_of.isoformat(),
        "profile": comparison.profile.name,
        "profile_version": comparison.profile.version,
    }


class Grouping(StrEnum):
    """The field that outcomes are counted by."""

    REGION = "region"
    PLAN = "plan"
    METRIC = "metric"
    OWNER = "owner"


# The words of a target that stand for each grouping.
GROUPS: dict[Grouping, Callable[[Target], str]] = {
    Grouping.REGION: lambda target: target.region,
    Grouping.PLAN: lambda target: target.plan,
    Grouping.METRIC: lambda target: target.metric.name,
    # The first of several leads.
    Grouping.OWNER: lambda target: target.owner.partition(";")[0],
}


def build_counts_dataset(comparison: Comparison, grouping: Grouping) -> Dataset:
    """Build the dataset that counts outcomes for each region, plan, metric or owner."""
    from targetcli.render.columns.counts import count_json, counts_layout  # noqa: PLC0415

    head = {"as_of": comparison.as_of.isoformat(), "by": grouping.value}
    rows = count_by_group(comparison, GROUPS[grouping])
    return Dataset("compare-by", counts_layout(), rows, count_json, head)


def read_outcomes(texts: Iterable[str]) -> frozenset[Outcome]:
    """Read outcome words, several in one text by commas; ``any`` is all of them.

    The words that tables show are read in both languages: on track, 进度滞后.

    Raises `Unreadable` for any other word.
    """
    outcomes: set[Outcome] = set()
    for word in split_words(texts):
        if word.casefold() == "any":
            return ALL_OUTCOMES
        outcomes.add(_find_outcome(word))
    return frozenset(outcomes)


def split_words(texts: Iterable[str]) -> list[str]:
    """Split texts at commas, also Chinese ones, into words without blanks around."""
    return [
        word.strip()
        for text in texts
        for word in text.replace("，", ",").replace("、", ",").split(",")
        if word.strip()
    ]


def _find_outcome(word: str) -> Outcome:
    """Return the outcome of its code or of the word that tables show for it."""
    shown = _outcomes_by_chinese() if not word.isascii() else _outcomes_by_code()
    outcome = shown.get(word.casefold().replace(" ", "-").replace("_", "-"))
    if outcome is None:
        raise Unreadable("outcome", word, (*shown, "any"), closed=True)
    return outcome


def _outcomes_by_code() -> dict[str, Outcome]:
    return {outcome.value: outcome for outcome in Outcome}


def _outcomes_by_chinese() -> dict[str, Outcome]:
    with i18n.use_catalogue(environment.load_catalogue("zh")):
        return {i18n.label(outcome): outcome for outcome in Outcome}
