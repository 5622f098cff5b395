"""Load the names that a store knows, so that text can be read with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targetcli.session.simplification import simplify_characters
from targetcli.store.store import Store

if TYPE_CHECKING:
    from targetcli.model.lexicon import Lexicon
    from targetcli.reading.vocabulary import Vocabulary


def create_vocabulary(*, strict: bool = False) -> Vocabulary:
    """Create a vocabulary without names, which knows what the lexicon knows."""
    from targetcli.reading.vocabulary import Vocabulary  # noqa: PLC0415

    return Vocabulary(simplify_characters, strict=strict, load_lexicon=_load_lexicon)


def _load_lexicon() -> Lexicon:
    from targetcli.session.lexicon_files import load_lexicon  # noqa: PLC0415 - for a new name

    return load_lexicon()


def load_vocabulary(store: Store, *, strict: bool = False) -> Vocabulary:
    """Load the regions, metrics, units and sources of a store by their names."""
    vocabulary = create_vocabulary(strict=strict)
    vocabulary.add_known(store.units())
    vocabulary.add_known(store.regions())
    vocabulary.add_known(store.metrics())
    vocabulary.add_known(store.sources())
    return vocabulary
