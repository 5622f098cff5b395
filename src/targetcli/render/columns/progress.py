"""Columns and JSON of progress: what is done, the time gone, the light and the rank."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from targetcli.judging.outcome import Verdict
from targetcli.judging.pace import PathKind
from targetcli.render.columns.comparison import (
    comparison_columns,
    comparison_json,
    light_color,
    light_text,
)
from targetcli.render.columns.records import Json, number
from targetcli.render.digits import signed_text
from targetcli.render.i18n import gettext
from targetcli.render.record_text import number_text
from targetcli.render.table import (
    Column,
    Layout,
    code_column,
    lift_column,
    number_column,
)
from targetcli.render.verdict_text import PaceForm, pace_label, percent_text
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.ranking import RankedRow

_PROGRESS_KEYS = ("id", "subject", "target", "figure", "done", "elapsed", "ahead")
_RANKING_KEYS = ("rank", "subject", "figure", "done", "ahead", "light", "unranked")
_FILE_KEYS = (
    *("id", "region", "scope", "metric", "basis", "relation", "value", "value_high"),
    *("unit", "window_start", "deadline", "figure_value", "figure_value_high"),
    *("figure_relation", "figure_period", "done", "elapsed", "ahead", "light"),
    *("rank", "ranked", "rank_change", "unranked", "outcome", "owner", "plan"),
)


def progress_layout(*, has_earlier_ranks: bool = False) -> Layout[RankedRow]:
    """Return the columns of progress, with those of a comparison."""
    lifted = (lift_column(column, _row) for column in comparison_columns())
    change = ("rank_change",) if has_earlier_ranks else ()
    brief = (*_PROGRESS_KEYS, "light", "rank", *change, "owner")
    return Layout((*lifted, *_progress_columns()), _FILE_KEYS, brief)


def ranking_layout(*, has_earlier_ranks: bool = False) -> Layout[RankedRow]:
    """Return the same columns, the rank first."""
    first, *others = _RANKING_KEYS
    change = ("rank_change",) if has_earlier_ranks else ()
    layout = progress_layout(has_earlier_ranks=has_earlier_ranks)
    return layout._replace(brief_keys=(first, *change, *others), wide_keys=("owner",))


def progress_json(ranked: RankedRow) -> Json:
    """Return a comparison with its rank among comparable targets."""
    ranking, verdict = ranked.ranking, ranked.row.verdict
    return {
        **comparison_json(ranked.row),
        "done": number(done_share(verdict)),
        "elapsed": number(elapsed_share(verdict)),
        "ahead": number(ahead_of_path(verdict)),
        "light": pace_label(verdict.pace, PaceForm.KEY) or None,
        "rank": ranking.rank,
        "ranked": ranking.compared,
        "tied": ranking.is_tied,
        "rank_change": ranking.change,
        "unranked": ranking.refusal,
    }


def _row(ranked: RankedRow) -> ComparisonRow:
    return ranked.row


def _progress_columns() -> tuple[Column[RankedRow], ...]:
    return (
        _number("done", _done_cell, _done_text)._replace(no_wrap=False),
        _number("elapsed", _elapsed_cell, _elapsed_text),
        _number("ahead", _ahead_cell, _ahead_text),
        Column(
            "light",
            lambda r: pace_label(_verdict(r).pace, PaceForm.KEY),
            no_wrap=True,
            label=lambda r: light_text(r.row),
            color_key=lambda r: light_color(r.row),
        ),
        _number("rank", lambda r: _whole(r.ranking.rank), rank_text),
        number_column("ranked", lambda r: str(r.ranking.compared)),
        _number("rank_change", lambda r: _whole(r.ranking.change), _change_text),
        code_column("unranked", lambda r: r.ranking.refusal),
    )


def _number(
    key: str, cell: Callable[[RankedRow], str], label: Callable[[RankedRow], str]
) -> Column[RankedRow]:
    column: Column[RankedRow] = number_column(key, cell)
    return column._replace(label=label)


def _verdict(ranked: RankedRow) -> Verdict:
    return ranked.row.verdict


def _done_cell(ranked: RankedRow) -> str:
    return number_text(done_share(_verdict(ranked)))


def _elapsed_cell(ranked: RankedRow) -> str:
    return number_text(elapsed_share(_verdict(ranked)))


def _ahead_cell(ranked: RankedRow) -> str:
    return number_text(ahead_of_path(_verdict(ranked)))


def _done_text(ranked: RankedRow) -> str:
    """Return the share of the target, and of the way from its baseline if another."""
    verdict = _verdict(ranked)
    done, way = _percent(done_share(verdict)), _percent(_way_share(verdict))
    if not way or way == done:
        return done
    return gettext("{done} ({way} of the way)").format(done=done, way=way)


def _way_share(verdict: Verdict) -> Decimal | None:
    """Return the share of the path, which the points ahead are counted from."""
    return verdict.pace.done_share if verdict.pace else None


def _elapsed_text(ranked: RankedRow) -> str:
    return _percent(elapsed_share(_verdict(ranked)))


def _ahead_text(ranked: RankedRow) -> str:
    points = ahead_of_path(_verdict(ranked))
    return "" if points is None else signed_text(points)


def done_share(verdict: Verdict) -> Decimal | None:
    """Return the share of the target that is reached (完成率)."""
    return verdict.share


def elapsed_share(verdict: Verdict) -> Decimal | None:
    """Return the share of the time gone, or due by the path (时序进度)."""
    return verdict.pace.elapsed_share if verdict.pace else None


def ahead_of_path(verdict: Verdict) -> Decimal | None:
    """Return the points ahead of the path, of growth those above its target."""
    pace, margin = verdict.pace, verdict.margin
    if pace is None:
        return None
    if pace.path_kind is PathKind.DIRECT and margin is not None:
        return margin.low if margin.low == margin.high else None
    return pace.gap_points


def _percent(share: Decimal | None) -> str:
    return "" if share is None else percent_text(share)


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)


def rank_text(ranked: RankedRow) -> str:
    """Return ``3 of 6``, marked where others share the rank."""
    ranking = ranked.ranking
    if ranking.rank is None:
        return ""
    text = gettext("{rank} of {count}").format(
        rank=ranking.rank, count=ranking.compared
    )
    return gettext("{rank}, shared").format(rank=text) if ranking.is_tied else text


def _change_text(ranked: RankedRow) -> str:
    change = ranked.ranking.change
    if change is None:
        return ""
    arrow = "↑" if change > 0 else "↓"
    return f"{arrow}{abs(change)}" if change else "="
