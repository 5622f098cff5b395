"""Define the columns of every record once: key, Chinese heading, type and value.

Files, JSON documents, tables for people and the Data Package are made from them. A new
column is a field here, an attribute of its record, and a column of the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum, StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from targetcli.model.bound import Relation
from targetcli.model.period import Span, format_period
from targetcli.model.quantity import format_digits
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

Record_contra = TypeVar("Record_contra", contravariant=True)
Cell = Callable[[Record_contra], str]
"""Function that writes the value of a record as the text of a cell."""


class FieldType(Enum):
    """Type of the values of a field."""

    TEXT = "text"
    ID = "id"
    CODE = "code"
    NUMBER = "number"
    DAY = "day"
    PARTIAL_DATE = "partial date"
    """A day, or the month or year where no more is known."""
    PERIOD = "period"
    FLAG = "flag"
    LIST = "list"


class Reference(NamedTuple):
    """Table and key that a field refers to; an empty table is the field's own."""

    table: str
    key: str


class Field(NamedTuple, Generic[Record_contra]):
    """Column of a record: its key, Chinese heading, type, and value in a record.

    The cell of a simple field is read by its type alone. JSON has null for an empty
    text unless `keeps_empty_text`.
    """

    key: str
    chinese: str
    value_type: FieldType
    get: Callable[[Record_contra], object]
    codes: type[StrEnum] | None = None
    reference: Reference | None = None
    is_key: bool = False
    is_required: bool = False
    is_simple: bool = False
    keeps_empty_text: bool = False

    def cell(self) -> Cell[Record_contra]:
        """Return the function that writes the cell of a record."""
        get, write = self.get, _WRITERS[self.value_type]
        if self.value_type is FieldType.TEXT and isinstance(get, attrgetter):
            return get  # a text attribute is its own cell
        return lambda record: write(get(record))

    def json(self) -> Callable[[Record_contra], object]:
        """Return the function that gives the value of a record in a JSON document.

        Numbers are strings.
        """
        get, write = self.get, _WRITERS[self.value_type]
        if self.value_type is FieldType.FLAG:
            return lambda record: _write_flag(get(record))
        if self.value_type is FieldType.LIST:
            return lambda record: list(get(record))  # type: ignore[call-overload]
        if self.keeps_empty_text:
            return lambda record: write(get(record))
        if self.value_type in (FieldType.TEXT, FieldType.CODE):
            return lambda record: get(record) or None
        return lambda record: write(get(record)) or None


def _write_flag(value: object) -> bool | None:
    return None if value is None else bool(value)


def _write_text(value: Any) -> str:  # noqa: ANN401 - a text, a code, a number or None
    return "" if value is None else str(value)


def _write_number(value: Any) -> str:  # noqa: ANN401 - the same
    return format_digits(value) if isinstance(value, Decimal) else _write_text(value)


def _write_span(value: Span | None) -> str:
    return "" if value is None else format_period(value)


_WRITERS: dict[FieldType, Callable[[Any], str]] = {
    FieldType.TEXT: _write_text,
    FieldType.ID: _write_text,
    FieldType.CODE: _write_text,
    FieldType.NUMBER: _write_number,
    FieldType.DAY: _write_text,
    FieldType.PARTIAL_DATE: _write_span,
    FieldType.PERIOD: _write_span,
    FieldType.FLAG: lambda value: "yes" if value else "",
    FieldType.LIST: "|".join,
}


def _field(
    key: str,
    chinese: str,
    value_type: FieldType = FieldType.TEXT,
    get: Callable[[Record_contra], object] | None = None,
    **options: Any,  # noqa: ANN401 - the other values of a field
) -> Field[Record_contra]:
    """Create a field whose value is the attribute of its key unless `get` is given."""
    return Field(key, chinese, value_type, get or attrgetter(key), **options)


def _simple_field(
    key: str,
    chinese: str,
    value_type: FieldType = FieldType.TEXT,
    **options: Any,  # noqa: ANN401
) -> Field[Any]:
    """Create a field whose cell is read by its type alone."""
    return _field(key, chinese, value_type, is_simple=True, **options)


def _value(record: Target | Figure) -> Decimal | EventAnswer:
    return record.bound.value if record.bound else record.answer


_SOURCE = Reference("sources", "id")

_SUBJECT_FIELDS: tuple[Field[Target | Figure], ...] = (
    _field("region", "地区", reference=Reference("regions", "name"), is_required=True),
    _field("scope", "口径", keeps_empty_text=True),
    _field(
        "metric",
        "指标",
        get=lambda record: record.metric.name,
        reference=Reference("metrics", "name"),
        is_required=True,
    ),
    _field("basis", "指标口径", FieldType.CODE, codes=Basis),
    _field(
        "relation",
        "关系",
        FieldType.CODE,
        lambda record: record.bound and record.bound.relation,
        codes=Relation,
    ),
    _field("value", "数值", FieldType.NUMBER, _value, is_required=True),
    _field(
        "value_high",
        "数值上限",
        FieldType.NUMBER,
        lambda record: record.bound and record.bound.value_high,
    ),
    _field("unit", "单位", get=lambda record: record.bound and record.bound.unit.text),
)
_PROVENANCE_FIELDS: tuple[Field[Target | Figure], ...] = (
    _field("source", "来源", reference=_SOURCE),
    _simple_field("locator", "出处"),
    _field("as_written", "原文"),
    _simple_field("note", "备注"),
)
TARGET_FIELDS: tuple[Field[Target], ...] = (
    _field("id", "编号", FieldType.ID, lambda t: format_target_id(t.id), is_key=True),
    *_SUBJECT_FIELDS,
    _field("window_start", "起始日期", FieldType.DAY),
    _field("deadline", "完成时限", FieldType.DAY, is_required=True),
    _field("base_period", "基期", FieldType.PERIOD),
    _field("commitment", "指标属性", FieldType.CODE, codes=Commitment),
    _field(
        "baseline_value",
        "基准值",
        FieldType.NUMBER,
        lambda target: target.baseline and target.baseline.value,
    ),
    _field(
        "baseline_unit",
        "基准单位",
        get=lambda target: target.baseline and target.baseline.unit.text,
    ),
    _field(
        "baseline_period",
        "基准时期",
        FieldType.PERIOD,
        lambda target: target.baseline and target.baseline.period,
    ),
    _simple_field("plan", "规划"),
    _field("announced", "公布日期", FieldType.PARTIAL_DATE),
    *_PROVENANCE_FIELDS,
    _field(
        "revises",
        "调整自",
        FieldType.ID,
        lambda target: format_target_id(target.revises),
        reference=Reference("", "id"),
    ),
    _field("withdrawn", "撤回日期", FieldType.PARTIAL_DATE),
    _field("withdrawn_source", "撤回来源", reference=_SOURCE),
    _field("side", "目标方向", FieldType.CODE, codes=Better),
    _field("deadline_period", "时限所指时期", FieldType.PERIOD),
    _field("when", "达标时点", FieldType.CODE, codes=When),
    _simple_field("owner", "责任单位"),
    _field("basis_from", "指标口径依据", FieldType.CODE, codes=Origin),
)
FIGURE_FIELDS: tuple[Field[Figure], ...] = (
    _field("id", "编号", FieldType.ID, lambda f: format_figure_id(f.id), is_key=True),
    *_SUBJECT_FIELDS,
    _field("start", "开始日期", FieldType.DAY),
    _field("end", "结束日期", FieldType.DAY),
    _field("base_period", "基期", FieldType.PERIOD),
    _field("status", "数据状态", FieldType.CODE, codes=FigureStatus),
    _field("published", "发布日期", FieldType.PARTIAL_DATE),
    *_PROVENANCE_FIELDS,
)
FIGURE_PERIOD: Field[Figure] = _field(
    "period", "时期", FieldType.PERIOD, lambda figure: figure.span
)
"""Start and end of a figure in one column, in files that are read."""
FIGURE_ASKED_FOR: Field[Figure] = _field(
    "asked_for",
    "所问目标",
    FieldType.ID,
    lambda _: "",
    reference=Reference("targets", "id"),
)
"""Target that a form asks a figure for, in files that are read."""

REGION_FIELDS: tuple[Field[Region], ...] = (
    _field("name", "名称", is_key=True, is_required=True),
    _simple_field("name_en", "英文名称", keeps_empty_text=True),
    _field(
        "parent", "上级地区", reference=Reference("", "name"), keeps_empty_text=True
    ),
    _simple_field("code", "代码", FieldType.ID, keeps_empty_text=True),
    _simple_field("aliases", "别名", FieldType.LIST),
    _simple_field("currency", "货币"),
    _field("fiscal_year", "财政年度"),
)
METRIC_FIELDS: tuple[Field[Metric], ...] = (
    _field("name", "名称", is_key=True, is_required=True),
    _simple_field("name_en", "英文名称", keeps_empty_text=True),
    _field("kind", "指标类型", FieldType.CODE, codes=MetricKind),
    _field("better", "指标方向", FieldType.CODE, codes=Better),
    _simple_field("non_negative", "非负", FieldType.FLAG),
    _field("unit", "单位", keeps_empty_text=True),
    _simple_field("aliases", "别名", FieldType.LIST),
    _field("kind_from", "指标类型依据", FieldType.CODE, codes=Origin),
    _field("better_from", "指标方向依据", FieldType.CODE, codes=Origin),
    _field("non_negative_from", "非负依据", FieldType.CODE, codes=Origin),
    _field("unit_from", "单位依据", FieldType.CODE, codes=Origin),
    _field("lexicon", "词表版本"),
)
SOURCE_FIELDS: tuple[Field[Source], ...] = (
    _field("id", "编号", is_key=True, is_required=True),
    _simple_field("title", "标题", keeps_empty_text=True),
    _simple_field("publisher", "发布机构", keeps_empty_text=True),
    _field("published", "发布日期", FieldType.PARTIAL_DATE),
    _simple_field("url", "网址", keeps_empty_text=True),
    _simple_field("archived_url", "存档网址", keeps_empty_text=True),
    _simple_field("sha256", "SHA-256", keeps_empty_text=True),
    _simple_field("aliases", "别名", FieldType.LIST),
)
UNIT_FIELDS: tuple[Field[Unit], ...] = (
    _field("name", "名称", get=lambda unit: unit.text, is_key=True, is_required=True),
    _field("dimension", "量纲"),
    _field("factor", "换算系数", FieldType.NUMBER, lambda unit: unit.numerator),
)
IDENTITY_FIELDS: tuple[Field[Identity], ...] = (
    _field("whole", "整体", get=lambda i: i.whole.text, is_required=True),
    _field(
        "parts",
        "组成部分",
        FieldType.LIST,
        lambda identity: [part.text for part in identity.parts],
        is_required=True,
    ),
    _field("source", "来源", reference=_SOURCE),
)
MILESTONE_FIELDS: tuple[Field[Milestone], ...] = (
    _field(
        "target",
        "目标",
        FieldType.ID,
        lambda milestone: format_target_id(milestone.target_id),
        reference=Reference("targets", "id"),
        is_key=True,
        is_required=True,
    ),
    _field(
        "date", "日期", FieldType.DAY, lambda m: m.day, is_key=True, is_required=True
    ),
    _field("value", "数值", FieldType.NUMBER, is_required=True),
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
    return _field(key, chinese, value_type, get, **options)


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


def input_fields(table: str) -> tuple[Field[Any], ...]:
    """Return the fields that a file of a table may have when it is read."""
    extra = (FIGURE_PERIOD, FIGURE_ASKED_FOR) if table == "figures" else ()
    return (*TABLES[table], *extra)


def write_cells(
    fields: tuple[Field[Record_contra], ...], record: Record_contra
) -> dict[str, str]:
    """Write a record as the cells of its row in a file."""
    return {field.key: field.cell()(record) for field in fields}


def create_json_writer(
    fields: Iterable[Field[Record_contra]],
) -> Callable[[Record_contra], dict[str, Any]]:
    """Create the function that writes a record as an object of a JSON document."""
    values = tuple((field.key, field.json()) for field in fields)
    return lambda record: {key: value(record) for key, value in values}


def write_json(
    fields: tuple[Field[Record_contra], ...], record: Record_contra
) -> dict[str, Any]:
    """Write a record as an object of a JSON document."""
    return create_json_writer(fields)(record)
