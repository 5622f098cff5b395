"""Load the packaged lexicon of indicators and a user's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from targetcli.session.config_files import find_config_folder, read_config_text
from targetcli.session.simplification import simplify_characters

if TYPE_CHECKING:
    from targetcli.model.lexicon import Lexicon, LexiconContent

PACKAGED_LEXICON = Path(__file__).parent.parent / "lexicon" / "lexicon.json"
_LARGEST = 2 * 1024 * 1024  # bytes; the packaged one has about a hundred thousand


@cache
def load_lexicon() -> Lexicon:
    """Load the lexicons, that of the user before the packaged one.

    The user's own is ``lexicon.toml`` in the folder where the system keeps
    configuration. Raises `ConfigRefused` where something in it is wrong.
    """
    from targetcli.model.lexicon import Lexicon  # noqa: PLC0415 - for a new name alone

    packaged = load_packaged_content()
    own = _load_own(packaged)
    contents = [own, packaged] if own else [packaged]
    return Lexicon(contents, simplify_characters)


def load_packaged_content() -> LexiconContent:
    """Load what the package knows, without a user's own lexicon."""
    import json  # noqa: PLC0415

    from targetcli.reading.lexicon_reader import load_lexicon_document  # noqa: PLC0415

    return load_lexicon_document(json.loads(PACKAGED_LEXICON.read_bytes()))


def _load_own(packaged: LexiconContent) -> LexiconContent | None:
    file = find_config_folder() / "lexicon.toml"
    try:
        if not file.exists():
            return None
    except OSError:  # the folder has a name that no system takes
        return None
    from targetcli.reading.lexicon_reader import read_lexicon  # noqa: PLC0415

    text = read_config_text(file, _LARGEST, "docs/lexicon.md")
    own = read_lexicon(str(file), text, packaged.spellings)
    return own._replace(version=f"own {own.version}")
