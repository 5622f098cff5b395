"""Convert Traditional Chinese characters to Simplified, as names are matched."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _load_converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - only where a name needs it

    return OpenCC("t2s")


def simplify_characters(text: str) -> str:
    """Convert Traditional Chinese characters to Simplified."""
    converted: str = _load_converter().convert(text)
    return converted
