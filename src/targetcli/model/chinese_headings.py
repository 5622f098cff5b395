"""List the Chinese headings and codes of files, by those that they stand for."""

from __future__ import annotations

from targetcli.model.fields import FIGURE_ASKED_FOR, FIGURE_PERIOD, TABLES
from targetcli.model.records import (
    Basis,
    Better,
    Commitment,
    FigureStatus,
    MetricKind,
    Origin,
    When,
)

_VERDICT_HEADINGS = {
    "outcome": "判定结果",
    "provisional": "暂定依据的数据类型",
    "margin": "差额",
    "margin_high": "差额上限",
    "margin_relation": "差额关系",
    "share": "完成比例",
    "reasons": "理由",
    "cautions": "提示",
    "pace": "进度",
    "pace_path": "进度路径",
    "pace_gap_points": "进度差（百分点）",
    "evidence": "采用数据",
    "refused": "未采用数据",
    "superseded_by": "被修订为",
    "asks_less": "目标调低",
    "after_outcome": "结果后修订",
    "first_judged": "首次判定日期",
    "first_outcome": "首次判定",
    "flipped_by": "结果变动原因",
}
_QUESTION_HEADINGS = {
    "asks": "待答事项",
    "choices": "可选答案",
    "verdicts": "受影响的判定",
    "answer": "答案",
}
CHINESE_HEADINGS: dict[str, str] = {
    **{field.key: field.chinese for fields in TABLES.values() for field in fields},
    FIGURE_PERIOD.key: FIGURE_PERIOD.chinese,
    FIGURE_ASKED_FOR.key: FIGURE_ASKED_FOR.chinese,
    **_VERDICT_HEADINGS,
    **_QUESTION_HEADINGS,
}
"""Chinese headings of files by key; those of verdicts are only written."""

CHINESE_CODES: dict[str, str] = {
    "绝对量": Basis.LEVEL,
    "累计量": Basis.TOTAL,
    "净增量": Basis.CHANGE,
    "增速": Basis.GROWTH,
    "约束性": Commitment.BINDING,
    "力争": Commitment.AIM,
    "计划": Commitment.PLAN,
    "预期性": Commitment.EXPECT,
    "预计数": FigureStatus.EXPECTED,
    "初步核算数": FigureStatus.PRELIMINARY,
    "已公布": FigureStatus.REPORTED,
    "最终核实数": FigureStatus.FINAL,
    "修订数": FigureStatus.REVISED,
    "时点数": MetricKind.STOCK,
    "时期数": MetricKind.FLOW,
    "比率": MetricKind.RATIO,
    "位次": MetricKind.RANK,
    "事项": MetricKind.EVENT,
    "正向": Better.MORE,
    "逆向": Better.LESS,
    "双向": Better.NONE,
    "届时": When.AT,
    "提前亦可": When.BY,
    "已说明": Origin.SAID,
    "词表": Origin.KNOWN,
    "是": "yes",
    "否": "no",
}
"""Codes of files by the Chinese words that stand for them."""
