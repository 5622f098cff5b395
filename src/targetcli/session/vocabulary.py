"""Load the names that a store knows, so that text can be read with them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from targetcli.store.store import Store

if TYPE_CHECKING:
    from opencc import OpenCC

    from targetcli.reading.vocabulary import Vocabulary


def load_vocabulary(store: Store, *, strict: bool = False) -> Vocabulary:
    """Load the regions, metrics, units and sources of a store by their names."""
    from targetcli.reading.vocabulary import Vocabulary  # noqa: PLC0415

    vocabulary = Vocabulary(simplify_characters, strict=strict)
    vocabulary.add_known(store.units())
    vocabulary.add_known(store.regions())
    vocabulary.add_known(store.metrics())
    vocabulary.add_known(store.sources())
    return vocabulary


@cache
def _load_converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - only where a name needs it

    return OpenCC("t2s")


def simplify_characters(text: str) -> str:
    """Convert Traditional Chinese characters to Simplified."""
    converted: str = _load_converter().convert(text)
    return converted
