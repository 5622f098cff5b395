"""The packaged lexicon is what its sources say; a user's own wins, or is refused."""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.paths import CHECKOUT
from targetcli.errors import ConfigRefused
from targetcli.reading.lexicon_reader import load_lexicon_document, read_lexicon
from targetcli.session import lexicon_files
from targetcli.session.lexicon_files import PACKAGED_LEXICON, load_lexicon

WRITE_LEXICON = runpy.run_path(str(CHECKOUT / "bench" / "write_lexicon.py"))
OWN = """\
version = "3"

[[indicator]]
name = "GDP"
kind = "flow"
better = "none"
source = "our office"
"""


@pytest.fixture
def config_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(lexicon_files, "find_config_folder", lambda: tmp_path)
    load_lexicon.cache_clear()
    yield tmp_path
    load_lexicon.cache_clear()


def test_the_program_loads_what_the_sources_say() -> None:
    loaded = load_lexicon_document(json.loads(PACKAGED_LEXICON.read_bytes()))
    sources = WRITE_LEXICON["read_sources"]()
    assert loaded == read_lexicon("lexicon", sources), "run `make lexicon`"


def test_what_is_written_is_what_is_packaged(tmp_path: Path) -> None:
    WRITE_LEXICON["write_lexicon"](tmp_path / "lexicon.json")
    written = (tmp_path / "lexicon.json").read_bytes()
    assert written == PACKAGED_LEXICON.read_bytes(), "run `make lexicon`"


def test_the_packaged_lexicon_is_loaded_without_reading_toml(
    config_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not list(config_folder.iterdir())
    monkeypatch.setitem(sys.modules, "tomllib", None)
    assert load_lexicon().find("国内生产总值")


def test_a_users_own_lexicon_wins_over_the_packaged_one(config_folder: Path) -> None:
    (config_folder / "lexicon.toml").write_text(OWN, encoding="utf-8")
    lexicon = load_lexicon()
    entry = lexicon.find("国内生产总值")
    assert entry
    assert (entry.better, entry.lexicon) == ("none", "own 3")
    assert lexicon.find("PM2.5")


def test_nothing_of_a_lexicon_with_a_fault_is_used(config_folder: Path) -> None:
    text = OWN.replace('"none"', '"high"')
    (config_folder / "lexicon.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigRefused) as refused:
        load_lexicon()
    assert (refused.value.key, refused.value.line) == ("better", 6)
    assert refused.value.file == str(config_folder / "lexicon.toml")


def test_a_folder_in_its_place_is_refused(config_folder: Path) -> None:
    (config_folder / "lexicon.toml").mkdir()
    with pytest.raises(ConfigRefused):
        load_lexicon()
