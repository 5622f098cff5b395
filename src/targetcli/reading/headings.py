"""Translate the Chinese headings and codes of files, in both directions."""

from __future__ import annotations

from functools import cache

CHINESE_HEADINGS: dict[str, str] = {
    "id": "编号",
    "region": "地区",
    "scope": "口径",
    "metric": "指标",
    "basis": "计算方式",
    "relation": "关系",
    "value": "数值",
    "value_high": "数值上限",
    "unit": "单位",
    "window_start": "起始日期",
    "deadline": "截止日期",
    "base_period": "基期",
    "commitment": "承诺性质",
    "baseline_value": "基准值",
    "baseline_unit": "基准单位",
    "baseline_period": "基准时期",
    "plan": "规划",
    "announced": "公布日期",
    "source": "来源",
    "locator": "出处",
    "as_written": "原文",
    "note": "备注",
    "revises": "修订自",
    "withdrawn": "撤回日期",
    "withdrawn_source": "撤回来源",
    "start": "开始日期",
    "end": "结束日期",
    "period": "时期",
    "status": "数据状态",
    "published": "发布日期",
    "name": "名称",
    "name_en": "英文名称",
    "parent": "上级地区",
    "code": "代码",
    "aliases": "别名",
    "kind": "指标类型",
    "better": "优向",
    "non_negative": "非负",
    "title": "标题",
    "publisher": "发布机构",
    "url": "网址",
    "archived_url": "存档网址",
    "sha256": "SHA-256",
    "dimension": "量纲",
    "factor": "换算系数",
    "whole": "整体",
    "parts": "组成部分",
    "target": "目标",
    "date": "日期",
    "sequence": "序号",
    "time": "时间",
    "command": "命令",
    "rows": "行数",
    "digest": "摘要",
    "kept": "留存序号",
    "table": "表",
    "row": "行号",
    "revision": "写入序号",
    "replaced_by": "替换写入",
    "content": "内容",
    # Only in verdicts, which are written and not taken in.
    "outcome": "结果",
    "provisional": "暂定依据",
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
    "asks_less": "要求降低",
    "after_outcome": "结果后修订",
    "first_judged": "首次判定日期",
    "first_outcome": "首次结果",
    "flipped_by": "改变结果者",
}

# The characters above that Traditional Chinese writes otherwise.
_TO_SIMPLIFIED = str.maketrans(
    "編號區標計關係數單諾質準時規劃佈來處備註訂開結態發稱級別類優負題機構網檔換體組進徑據狀碼綱暫額",
    "编号区标计关系数单诺质准时规划布来处备注订开结态发称级别类优负题机构网档换体组进径据状码纲暂额",
)

CHINESE_CODES: dict[str, str] = {
    "水平": "level",
    "累计": "total",
    "净增": "change",
    "增速": "growth",
    "约束性": "binding",
    "力争": "aim",
    "计划": "plan",
    "预期性": "expect",
    "预计数": "expected",
    "初步核算数": "preliminary",
    "已公布": "reported",
    "最终核实数": "final",
    "修订数": "revised",
    "时点数": "stock",
    "时期数": "flow",
    "比率": "ratio",
    "位次": "rank",
    "事项": "event",
    "越高越好": "more",
    "越低越好": "less",
    "不论高低": "none",
    "是": "yes",
}
"""Codes by the Chinese words that stand for them in files."""


def translate_code(word: str) -> str:
    """Return the code of a Chinese word; any other word is returned case-folded."""
    return CHINESE_CODES.get(word, word.casefold())


def translate_heading(heading: str) -> str:
    """Return the key of a Chinese heading; any other heading is returned as it is."""
    keys = _keys_by_heading()
    return keys.get(heading) or keys.get(heading.translate(_TO_SIMPLIFIED), heading)


@cache
def _keys_by_heading() -> dict[str, str]:
    return {chinese: key for key, chinese in CHINESE_HEADINGS.items()}
