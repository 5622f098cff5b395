"""Translate the Chinese headings and codes of files, in both directions."""

from __future__ import annotations

from functools import cache

from targetcli.model.fields import CHINESE_CODES, CHINESE_HEADINGS
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
    "区域": "region",
}
"""Columns by headings of offices and of earlier versions that no table here shows."""

_OTHER_CODES: dict[str, str] = {
    **{"水平": Basis.LEVEL, "累计": Basis.TOTAL, "净增": Basis.CHANGE},
    **{"越高越好": Better.MORE, "越低越好": Better.LESS, "不论高低": Better.NONE},
}
"""Codes by the Chinese words of earlier versions."""


def translate_code(word: str) -> str:
    """Return the code of a Chinese word; any other word is returned case-folded."""
    codes = {**_OTHER_CODES, **CHINESE_CODES}
    return codes.get(word, word.casefold())


def translate_heading(heading: str) -> str:
    """Return the key of a Chinese heading; any other heading is returned as it is."""
    keys = {**_OTHER_HEADINGS, **_keys_by_heading()}
    return keys.get(heading) or keys.get(heading.translate(_TO_SIMPLIFIED), heading)


@cache
def _keys_by_heading() -> dict[str, str]:
    return {chinese: key for key, chinese in CHINESE_HEADINGS.items()}
