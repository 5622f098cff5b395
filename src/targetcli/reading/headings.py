"""Translate the Chinese headings and codes of files, in both directions."""

from __future__ import annotations

from functools import cache

from targetcli.model.fields import CHINESE_CODES, CHINESE_HEADINGS

# Characters of headings that Traditional Chinese writes otherwise.
_TO_SIMPLIFIED = str.maketrans(
    "編號區標計關係數單諾質準時規劃佈來處備註訂開結態發稱"
    "級別類優負題機構網檔換體組進徑據狀碼綱暫額責幣種財屬導",
    "编号区标计关系数单诺质准时规划布来处备注订开结态发称"
    "级别类优负题机构网档换体组进径据状码纲暂额责币种财属导",
)


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
