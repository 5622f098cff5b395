"""The columns of a comparison: a target, its evidence and its verdict."""

from __future__ import annotations

from targetcli.judging.intervals import to_threshold
from targetcli.judging.judge import Margin
from targetcli.model.records import Better, Target, format_target_id
from targetcli.render import verdict_labels
from targetcli.render.charts.progress_bar import progress_bar
from targetcli.render.columns.records import digits, target_columns
from targetcli.render.i18n import gettext, join_list, label
from targetcli.render.table import (
    Column,
    Layout,
    day_column,
    lift_column,
    number_column,
)
from targetcli.reports.comparison import Compared

_FILE_KEYS = (
    *("id", "region", "scope", "metric", "basis", "relation", "value", "value_high"),
    *("unit", "window_start", "deadline", "outcome", "provisional", "margin"),
    *("margin_high", "margin_relation", "share", "reasons", "cautions", "pace"),
    *("pace_path", "pace_gap_points", "evidence", "refused", "revises"),
    *("superseded_by", "asks_less", "after_outcome", "first_judged"),
    *("first_outcome", "flipped_by"),
)


def comparison_layout() -> Layout[Compared]:
    """Return the columns of a comparison."""
    brief = ("id", "subject", "target", "by", "figure", "result", "gap")
    return Layout(_compared_columns(), _FILE_KEYS, brief, ("progress",))


def _target(row: Compared) -> Target:
    return row.target


def _compared_columns() -> tuple[Column[Compared], ...]:
    of_target = (lift_column(column, _target) for column in target_columns())
    return (
        *of_target,
        Column(
            "outcome",
            lambda row: row.verdict.outcome.value,
            label=lambda row: label(row.verdict.outcome),
            color_key=_outcome_color,
        ),
        Column(
            "provisional",
            lambda row: row.verdict.provisional_status or "",
            label=lambda row: label(row.verdict.provisional_status),
        ),
        number_column("margin", lambda row: row_margin_ends(row)[0]),
        number_column("margin_high", lambda row: row_margin_ends(row)[1]),
        Column("margin_relation", lambda row: row_margin_ends(row)[2]),
        number_column("share", lambda row: digits(row.verdict.share)),
        Column(
            "reasons",
            lambda row: ";".join(row.verdict.reasons),
            label=lambda row: join_list(map(label, row.verdict.reasons)),
        ),
        Column(
            "cautions",
            lambda row: ";".join(row.verdict.cautions),
            label=lambda row: join_list(map(label, row.verdict.cautions)),
        ),
        Column(
            "pace",
            lambda r: verdict_labels.pace_class(r.verdict.pace),
            label=lambda r: verdict_labels.pace_text(r.verdict.pace),
            color_key=lambda r: verdict_labels.pace_class(r.verdict.pace),
        ),
        Column(
            "pace_path",
            lambda r: r.verdict.pace.path_kind if r.verdict.pace else "",
            label=lambda r: label(r.verdict.pace.path_kind if r.verdict.pace else None),
        ),
        number_column(
            "pace_gap_points",
            lambda r: digits(r.verdict.pace.gap_points) if r.verdict.pace else "",
        ),
        Column("evidence", lambda row: verdict_labels.evidence_ids(row.verdict)),
        Column("refused", lambda row: verdict_labels.refused_ids(row.verdict)),
        Column(
            "superseded_by",
            lambda row: ";".join(format_target_id(new) for new in row.superseded_by),
        ),
        Column(
            "figure",
            lambda row: verdict_labels.evidence_text(row.target, row.verdict),
            no_wrap=True,
        ),
        Column("result", verdict_labels.result_text, color_key=_outcome_color),
        day_column("first_judged", _first_judged),
        Column("first_outcome", _first_outcome, color_key=_first_outcome_color),
        Column(
            "flipped_by",
            lambda row: verdict_labels.flip_cause(row) or "",
            label=lambda row: label(verdict_labels.flip_cause(row)),
        ),
        Column("asks_less", _asks_less, label=lambda row: _yes_label(_asks_less(row))),
        Column(
            "after_outcome",
            _after_outcome,
            label=lambda row: _yes_label(_after_outcome(row)),
        ),
        Column("gap", _gap_text, no_wrap=True),
        Column("progress", _progress_text, no_wrap=True),
    )


def row_margin_ends(row: Compared) -> tuple[str, str, str]:
    """Return a margin's end, its upper end if another, and the relation between them.

    The relation is ``=``, ``>=`` (at least), ``<=`` (at most), ``range`` or ``~``.
    """
    return margin_ends(row.verdict.margin)


def margin_ends(margin: Margin | None) -> tuple[str, str, str]:
    """Return a margin's ends and relation as `margin_ends` does."""
    if margin is None:
        return "", "", ""
    if margin.low == margin.high:
        return digits(margin.low), "", "=" if margin.is_exact else "~"
    if margin.low is None:
        return digits(margin.high), "", "<="
    if margin.high is None:
        return digits(margin.low), "", ">="
    return digits(margin.low), digits(margin.high), "range"


def _gap_text(row: Compared) -> str:
    unit = row.target.bound.unit if row.target.bound else None
    return verdict_labels.margin_text(row.verdict.margin, unit)


def _progress_text(row: Compared) -> str:
    """Write the share reached, with a bar where more of it is better."""
    share, bound = row.verdict.share, row.target.bound
    if share is None or bound is None:
        return ""
    text = f"{verdict_labels.percent_text(share):>6}"
    if to_threshold(bound, row.target.metric.better).better is not Better.MORE:
        return text
    return f"{text} {progress_bar(share)}"


def _first_judged(row: Compared) -> str:
    return row.first.day.isoformat() if row.first else ""


def _first_outcome(row: Compared) -> str:
    return verdict_labels.outcome_text(row.first.verdict) if row.first else ""


def _outcome_color(row: Compared) -> str:
    return row.verdict.outcome.value


def _first_outcome_color(row: Compared) -> str:
    return row.first.verdict.outcome.value if row.first else ""


def _asks_less(row: Compared) -> str:
    return "yes" if row.descent and row.descent.asks_less else ""


def _yes_label(answer: str) -> str:
    return gettext("yes") if answer else ""


def _after_outcome(row: Compared) -> str:
    return "yes" if row.descent and row.descent.after_outcome else ""
