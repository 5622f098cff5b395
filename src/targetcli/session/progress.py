"""Build the datasets of progress for offices: lights, ranks and their movement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from targetcli.errors import Unreadable
from targetcli.judging.pace import PaceClass
from targetcli.judging.profiles import Profile
from targetcli.render.columns.lights import lights_json, lights_layout
from targetcli.render.columns.progress import (
    progress_json,
    progress_layout,
    ranking_layout,
)
from targetcli.render.columns.records import Json
from targetcli.render.grade_labels import list_grade_labels
from targetcli.render.outcome_totals import ProgressTotals
from targetcli.render.verdict_text import PaceForm, pace_label
from targetcli.reports.comparison import Comparison, keep_peers
from targetcli.reports.ranking import count_lights, rank_targets, sort_by_rank
from targetcli.session.comparison import (
    GROUPS,
    Grouping,
    build_json_head,
    compare_selected,
    defer_deadlines,
    split_words,
)
from targetcli.session.dataset import Dataset
from targetcli.session.options import ProfileOption, RecordFilter
from targetcli.store.store import Store


def compare_on_earlier_day(
    store: Store,
    record_filter: RecordFilter,
    day: date | None,
    profile_option: ProfileOption,
) -> Comparison | None:
    """Judge the same targets on an earlier day; None without one."""
    if day is None:
        return None
    return compare_selected(store, record_filter, day, profile_option)


def build_progress_dataset(
    store: Store, comparison: Comparison, earlier: Comparison | None
) -> Dataset:
    """Build the dataset of progress and ranks, which change since an earlier day."""
    rows = rank_targets(comparison, earlier.rows if earlier else ())
    head = build_json_head(comparison) | _since_json(earlier)
    due = defer_deadlines(store, (ranked.row for ranked in rows))
    layout = progress_layout(has_earlier_ranks=earlier is not None)
    return Dataset(
        "compare",
        layout,
        rows,
        progress_json,
        head,
        deadlines=due,
        totals=ProgressTotals,
    )


def build_ranking_dataset(
    comparison: Comparison, earlier: Comparison | None
) -> Dataset:
    """Build the dataset of ranked targets, each metric together, first ranks first."""
    rows = rank_targets(comparison, earlier.rows if earlier else ())
    head = build_json_head(comparison) | _since_json(earlier)
    layout = ranking_layout(has_earlier_ranks=earlier is not None)
    return Dataset("rank", layout, sort_by_rank(rows), progress_json, head)


def build_lights_dataset(comparison: Comparison, grouping: Grouping) -> Dataset:
    """Build the dataset that ranks groups of targets by their lights."""
    group_of = GROUPS[grouping]
    rows = count_lights(comparison.rows, lambda row: group_of(row.target))
    head = build_json_head(comparison) | {"by": grouping.value}
    return Dataset("rank-by", lights_layout(), rows, lights_json, head)


def _since_json(earlier: Comparison | None) -> Json:
    return {"since": earlier.as_of.isoformat() if earlier else None}


def filter_by_light(comparison: Comparison, words: Iterable[str]) -> Comparison:
    """Return the rows that have one of the lights of the profile, ranked as before.

    A light is meant by its key or its words in either language: red, 红灯. Raises
    `Unreadable` for another word.
    """
    keys = _read_lights(comparison.profile, words)
    kept = comparison if comparison.peers else keep_peers(comparison)
    rows = (
        row
        for row in kept.rows
        if row.verdict.pace and pace_label(row.verdict.pace, PaceForm.KEY) in keys
    )
    return kept._replace(rows=rows)


def _read_lights(profile: Profile, words: Iterable[str]) -> frozenset[str]:

    labels = list_grade_labels() if profile.grades else {}
    known = {label.en: key for key, label in labels.items()}
    known |= {label.zh: key for key, label in labels.items()}
    known |= {key: key for key in labels or tuple(PaceClass)}
    keys = set()
    for word in split_words(words):
        if word.casefold() not in known:
            raise Unreadable("light", word, tuple(known), closed=True)
        keys.add(known[word.casefold()])
    return frozenset(keys)
