"""Translate the Chinese headings and codes of files, in both directions."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

from targetcli.model.chinese_headings import CHINESE_CODES, CHINESE_HEADINGS
from targetcli.model.records import Basis, Better

# Characters of headings that Traditional Chinese writes otherwise.
_TO_SIMPLIFIED = str.maketrans(
    "編號區標計關係數單諾質準時規劃佈來處備註訂開結態發稱"
    "級別類優負題機構網檔換體組進徑據狀碼綱暫額責幣種財屬導",
    "编号区标计关系数单诺质准时规划布来处备注订开结态发称"
    "级别类优负题机构网档换体组进径据状码纲暂额责币种财属导",
)

COLUMNS_OF_OPTIONS = {
    "by": ("deadline",),
    "for": ("period",),
    "from": ("window_start", "start"),
    "base": ("base_period",),
    "baseline": ("baseline_value",),
    "baseline_for": ("baseline_period",),
}
"""Columns of a target or figure by the options of `add` and `record` for them."""

SYNONYMS = (
    ("by", "for", "deadline", "due", "until", "period", "in", "end"),
    ("from", "start", "window_start", "since"),
    ("base", "base_period", "compared_with"),
    ("baseline", "baseline_value"),
    ("baseline_for", "baseline_period"),
    ("published", "announced", "date"),
    ("source", "url", "link"),
    ("note", "comment", "remark"),
)
"""Words by which options and columns call one thing; each verb and file has one."""

SHOWN_VALUES = ("target", "figure")
"""Columns of tables that show the value of a target, and of a figure."""

_OTHER_HEADINGS = {
    **dict.fromkeys(("时限", "期限", "截止", "截止日期"), "deadline"),
    "期限所指时期": "deadline_period",
    **dict.fromkeys(("计算方式", "计算口径"), "basis"),
    "计算方式依据": "basis_from",
    "承诺性质": "commitment",
    "优向": "better",
    "修订自": "revises",
    "目标值": "value",
    "计量单位": "unit",
    **dict.fromkeys(
        ("区域", "区县", "县区", "县市区", "城市", "省份", "国家"), "region"
    ),
    **dict.fromkeys(("country", "country_name", "geo", "entity"), "region"),
    **dict.fromkeys(("指标名称", "indicator", "indicator_name"), "metric"),
    "obs_value": "value",
    "time_period": "period",
    **dict.fromkeys(("实际", "实际值", "完成值", "实际完成"), "figure"),
}
"""Columns by headings of offices and of earlier versions that no table here shows."""

_CODES_BY_WORD: dict[str, str] = {
    "水平": Basis.LEVEL,
    "累计": Basis.TOTAL,
    "净增": Basis.CHANGE,
    "越高越好": Better.MORE,
    "越低越好": Better.LESS,
    "不论高低": Better.NONE,
    **CHINESE_CODES,
}
"""Codes by their Chinese words, first those of earlier versions."""


def translate_code(word: str) -> str:
    """Return the code of a Chinese word; any other word is returned case-folded."""
    return _CODES_BY_WORD.get(word) or word.casefold()


def translate_heading(heading: str) -> str:
    """Return the key of a Chinese heading; any other heading is returned as it is."""
    keys = _keys_by_heading()
    return keys.get(heading) or keys.get(heading.translate(_TO_SIMPLIFIED), heading)


def resolve_columns(headings: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a file with the words of options and tables resolved.

    by is its deadline, for its period, and from where the window of a target or the
    period of a figure starts. The target or figure of our own tables is the value.
    """
    words = frozenset(headings)
    position = -1 if words.isdisjoint({"by", "deadline"}) else 0
    return tuple(_resolve_column(word, words, position) for word in headings)


def _resolve_column(word: str, words: frozenset[str], position: int) -> str:
    values = words.intersection({"value", *SHOWN_VALUES})
    if values == {word} and "metric" in words:
        return "value"
    columns = COLUMNS_OF_OPTIONS.get(word, ())
    if not columns or not words.isdisjoint(columns):
        return word
    return columns[position]


def find_synonyms(word: str, known: Container[str]) -> tuple[str, ...]:
    """Return the known words by which the thing of another word is called."""
    meant = next((group for group in SYNONYMS if word in group), ())
    return tuple(name for name in meant if name in known and name != word)


def list_other_headings(columns: Container[str]) -> tuple[str, ...]:
    """Return the Chinese headings by which offices call some columns."""
    return tuple(word for word, key in _OTHER_HEADINGS.items() if key in columns)


@cache
def _keys_by_heading() -> dict[str, str]:
    return _OTHER_HEADINGS | {chinese: key for key, chinese in CHINESE_HEADINGS.items()}
