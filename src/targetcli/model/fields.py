"""Define the columns of every record once: key, Chinese heading, type and value.

Files, JSON documents, tables for people and the Data Package are made from them. A new
column is a field here, an attribute of its record, and a column of the store.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from targetcli.model.bound import Relation
from targetcli.model.field import (
    Field,
    FieldType,
    Record_contra,
    Reference,
    create_field,
    create_simple_field,
)
from targetcli.model.records import (
    Basis,
    Better,
    Commitment,
    EventAnswer,
    Figure,
    FigureStatus,
    Identity,
    Metric,
    MetricKind,
    Milestone,
    Origin,
    Region,
    Source,
    Target,
    When,
    format_figure_id,
    format_target_id,
)
from targetcli.model.units import Unit

if TYPE_CHECKING:
    from targetcli.model.revisions import ArchivedRow, RevisionRow


def _value(record: Target | Figure) -> Decimal | EventAnswer:
    return record.bound.value if record.bound else record.answer


_SOURCE = Reference("sources", "id")

_SUBJECT_FIELDS: tuple[Field[Target | Figure], ...] = (
    create_field(
        "region", "地区", reference=Reference("regions", "name"), is_required=True
    ),
    create_field("scope", "口径", keeps_empty_text=True),
    create_field(
        "metric",
        "指标",
        get=lambda record: record.metric.name,
        reference=Reference("metrics", "name"),
        is_required=True,
    ),
    create_field("basis", "指标口径", FieldType.CODE, codes=Basis),
    create_field(
        "relation",
        "关系",
        FieldType.CODE,
        lambda record: record.bound and record.bound.relation,
        codes=Relation,
    ),
    create_field("value", "数值", FieldType.NUMBER, _value, is_required=True),
    create_field(
        "value_high",
        "数值上限",
        FieldType.NUMBER,
        lambda record: record.bound and record.bound.value_high,
    ),
    create_field(
        "unit", "单位", get=lambda record: record.bound and record.bound.unit.text
    ),
)
_PROVENANCE_FIELDS: tuple[Field[Target | Figure], ...] = (
    create_field("source", "来源", reference=_SOURCE),
    create_simple_field("locator", "出处"),
    create_field("as_written", "原文"),
    create_simple_field("note", "备注"),
)
TARGET_FIELDS: tuple[Field[Target], ...] = (
    create_field(
        "id", "编号", FieldType.ID, lambda t: format_target_id(t.id), is_key=True
    ),
    *_SUBJECT_FIELDS,
    create_field("window_start", "起始日期", FieldType.DAY),
    create_field("deadline", "完成时限", FieldType.DAY, is_required=True),
    create_field("base_period", "基期", FieldType.PERIOD),
    create_field("commitment", "指标属性", FieldType.CODE, codes=Commitment),
    create_field(
        "baseline_value",
        "基准值",
        FieldType.NUMBER,
        lambda target: target.baseline and target.baseline.value,
    ),
    create_field(
        "baseline_unit",
        "基准单位",
        get=lambda target: target.baseline and target.baseline.unit.text,
    ),
    create_field(
        "baseline_period",
        "基准时期",
        FieldType.PERIOD,
        lambda target: target.baseline and target.baseline.period,
    ),
    create_simple_field("plan", "规划"),
    create_field("announced", "公布日期", FieldType.PARTIAL_DATE),
    *_PROVENANCE_FIELDS,
    create_field(
        "revises",
        "调整自",
        FieldType.ID,
        lambda target: format_target_id(target.revises),
        reference=Reference("", "id"),
    ),
    create_field("withdrawn", "撤回日期", FieldType.PARTIAL_DATE),
    create_field("withdrawn_source", "撤回来源", reference=_SOURCE),
    create_field("side", "目标方向", FieldType.CODE, codes=Better),
    create_field("deadline_period", "时限所指时期", FieldType.PERIOD),
    create_field("when", "达标时点", FieldType.CODE, codes=When),
    create_simple_field("owner", "责任单位"),
    create_field("basis_from", "指标口径依据", FieldType.CODE, codes=Origin),
)
FIGURE_FIELDS: tuple[Field[Figure], ...] = (
    create_field(
        "id", "编号", FieldType.ID, lambda f: format_figure_id(f.id), is_key=True
    ),
    *_SUBJECT_FIELDS,
    create_field("start", "开始日期", FieldType.DAY),
    create_field("end", "结束日期", FieldType.DAY),
    create_field("base_period", "基期", FieldType.PERIOD),
    create_field("status", "数据状态", FieldType.CODE, codes=FigureStatus),
    create_field("published", "发布日期", FieldType.PARTIAL_DATE),
    *_PROVENANCE_FIELDS,
)
FIGURE_PERIOD: Field[Figure] = create_field(
    "period", "时期", FieldType.PERIOD, lambda figure: figure.span
)
"""Start and end of a figure in one column, in files that are read."""
FIGURE_ASKED_FOR: Field[Figure] = create_field(
    "asked_for",
    "所问目标",
    FieldType.ID,
    lambda _: "",
    reference=Reference("targets", "id"),
)
"""Target that a form asks a figure for, in files that are read."""

REGION_FIELDS: tuple[Field[Region], ...] = (
    create_field("name", "名称", is_key=True, is_required=True),
    create_simple_field("name_en", "英文名称", keeps_empty_text=True),
    create_field(
        "parent", "上级地区", reference=Reference("", "name"), keeps_empty_text=True
    ),
    create_simple_field("code", "代码", FieldType.ID, keeps_empty_text=True),
    create_simple_field("aliases", "别名", FieldType.LIST),
    create_simple_field("currency", "货币"),
    create_field("fiscal_year", "财政年度"),
)
METRIC_FIELDS: tuple[Field[Metric], ...] = (
    create_field("name", "名称", is_key=True, is_required=True),
    create_simple_field("name_en", "英文名称", keeps_empty_text=True),
    create_field("kind", "指标类型", FieldType.CODE, codes=MetricKind),
    create_field("better", "指标方向", FieldType.CODE, codes=Better),
    create_simple_field("non_negative", "非负", FieldType.FLAG),
    create_field("unit", "单位", keeps_empty_text=True),
    create_simple_field("aliases", "别名", FieldType.LIST),
    create_field("kind_from", "指标类型依据", FieldType.CODE, codes=Origin),
    create_field("better_from", "指标方向依据", FieldType.CODE, codes=Origin),
    create_field("non_negative_from", "非负依据", FieldType.CODE, codes=Origin),
    create_field("unit_from", "单位依据", FieldType.CODE, codes=Origin),
    create_field("lexicon", "词表版本"),
)
SOURCE_FIELDS: tuple[Field[Source], ...] = (
    create_field("id", "编号", is_key=True, is_required=True),
    create_simple_field("title", "标题", keeps_empty_text=True),
    create_simple_field("publisher", "发布机构", keeps_empty_text=True),
    create_field("published", "发布日期", FieldType.PARTIAL_DATE),
    create_simple_field("url", "网址", keeps_empty_text=True),
    create_simple_field("archived_url", "存档网址", keeps_empty_text=True),
    create_simple_field("sha256", "SHA-256", keeps_empty_text=True),
    create_simple_field("aliases", "别名", FieldType.LIST),
)
UNIT_FIELDS: tuple[Field[Unit], ...] = (
    create_field(
        "name", "名称", get=lambda unit: unit.text, is_key=True, is_required=True
    ),
    create_field("dimension", "量纲"),
    create_field("factor", "换算系数", FieldType.NUMBER, lambda unit: unit.numerator),
)
IDENTITY_FIELDS: tuple[Field[Identity], ...] = (
    create_field("whole", "整体", get=lambda i: i.whole.text, is_required=True),
    create_field(
        "parts",
        "组成部分",
        FieldType.LIST,
        lambda identity: [part.text for part in identity.parts],
        is_required=True,
    ),
    create_field("source", "来源", reference=_SOURCE),
)
MILESTONE_FIELDS: tuple[Field[Milestone], ...] = (
    create_field(
        "target",
        "目标",
        FieldType.ID,
        lambda milestone: format_target_id(milestone.target_id),
        reference=Reference("targets", "id"),
        is_key=True,
        is_required=True,
    ),
    create_field(
        "date", "日期", FieldType.DAY, lambda m: m.day, is_key=True, is_required=True
    ),
    create_field("value", "数值", FieldType.NUMBER, is_required=True),
)


def _past_field(
    key: str,
    chinese: str,
    value_type: FieldType = FieldType.TEXT,
    get: Callable[[Record_contra], object] | None = None,
) -> Field[Record_contra]:
    """Create a field of the past of a store; a file of the past has all of them."""
    keeps_empty_text = value_type is FieldType.TEXT
    options = {"is_required": True, "keeps_empty_text": keeps_empty_text}
    return create_field(key, chinese, value_type, get, **options)


LOG_FIELDS: tuple[Field[RevisionRow], ...] = (
    _past_field("sequence", "序号", FieldType.ID),
    _past_field("time", "时间"),
    _past_field("command", "命令"),
    _past_field(
        "rows",
        "行数",
        FieldType.ID,
        lambda revision: None if revision.sequence is None else revision.rows,
    ),
    _past_field("digest", "摘要"),
)
HISTORY_FIELDS: tuple[Field[ArchivedRow], ...] = (
    _past_field("kept", "保留版本号", FieldType.ID, lambda row: row.number),
    _past_field("table", "表"),
    _past_field("row", "行号", FieldType.ID, lambda row: row.row_id),
    _past_field("revision", "写入序号", FieldType.ID),
    _past_field("replaced_by", "替换批次", FieldType.ID),
    _past_field("content", "内容"),
    _past_field("digest", "摘要"),
)
TABLES: dict[str, tuple[Field[Any], ...]] = {
    "sources": SOURCE_FIELDS,
    "units": UNIT_FIELDS,
    "regions": REGION_FIELDS,
    "metrics": METRIC_FIELDS,
    "identities": IDENTITY_FIELDS,
    "targets": TARGET_FIELDS,
    "milestones": MILESTONE_FIELDS,
    "figures": FIGURE_FIELDS,
    "log": LOG_FIELDS,
    "history": HISTORY_FIELDS,
}
"""Fields of every table that is exported and imported."""


METRIC_MEANING: tuple[Field[Target | Figure], ...] = (
    create_field(
        "kind", "指标类型", FieldType.CODE, lambda r: r.metric.kind, codes=MetricKind
    ),
    create_field(
        "better", "指标方向", FieldType.CODE, lambda r: r.metric.better, codes=Better
    ),
)
"""Kind and side that a row says of its metric, in files that are read."""
_EXTRA_FIELDS: dict[str, tuple[Field[Any], ...]] = {
    "targets": METRIC_MEANING,
    "figures": (FIGURE_PERIOD, FIGURE_ASKED_FOR, *METRIC_MEANING),
}


def input_fields(table: str) -> tuple[Field[Any], ...]:
    """Return the fields that a file of a table may have when it is read."""
    return (*TABLES[table], *_EXTRA_FIELDS.get(table, ()))
