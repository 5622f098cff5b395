"""Write the lexicon that the program loads, from the TOML files that people edit.

One JSON file holds all of them: it is read in a twentieth of the time.
"""

from __future__ import annotations

import json
from pathlib import Path

from targetcli.reading.lexicon_reader import make_lexicon_document, read_lexicon
from targetcli.session.lexicon_files import PACKAGED_LEXICON


def read_sources() -> str:
    """Return the TOML files as one text; words.toml, with the version, comes first."""
    folder = PACKAGED_LEXICON.parent
    topics = sorted(set(folder.glob("*.toml")) - {folder / "words.toml"})
    files = [folder / "words.toml", *topics]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def write_lexicon(file: Path) -> None:
    """Write the packaged lexicon."""
    content = read_lexicon("lexicon", read_sources())
    document = make_lexicon_document(content)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    file.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_lexicon(PACKAGED_LEXICON)
