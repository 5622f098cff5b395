"""Every page, section, trap and module that code, tests and pages name is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.paths import CHECKOUT

DOCS = CHECKOUT / "docs"
ARCHITECTURE = CHECKOUT / "ARCHITECTURE.md"
GLOSSARY = DOCS / "glossary.md"
SOURCE = CHECKOUT / "src" / "targetcli"
PAGES = [*CHECKOUT.glob("*.md"), *DOCS.glob("*.md")]
_PAGE = re.compile(r"(?<![\w/-])(docs/[\w-]+\.md|[A-Z_]{5,}\.md)")
_SECTION = re.compile(r"§(\d+(?:\.\d+)?)")
_TRAP = re.compile(r"\btraps? (\d+)|def test_(\d\d)_", re.IGNORECASE)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
_FOLDERS = sorted(
    path.name for path in SOURCE.iterdir() if path.is_dir() and "__" not in path.name
)
# Drawn, but with nothing to explain module by module.
_ROOMLESS = {"problems", "profiles", "lexicon", "locales", "maps"}
_FOLDER = re.compile(rf"(?<![\w/])(?:{'|'.join(_FOLDERS)})/[\w/]*(?:\.\w+)?")


def texts(*suffixes: str) -> Iterator[tuple[Path, str]]:
    """Yield the files of source and tests, but for what they only compare with."""
    for folder in (SOURCE, CHECKOUT / "tests", CHECKOUT / "bench"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in suffixes and path != Path(__file__):
                yield path, path.read_text(encoding="utf-8")


def headings(page: Path, pattern: str) -> set[str]:
    return set(re.findall(pattern, page.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_page_named_in_the_code_is_there() -> None:
    named = {name for _, text in texts(".py", ".toml") for name in _PAGE.findall(text)}
    assert len(named) > 5
    assert [name for name in sorted(named) if not (CHECKOUT / name).is_file()] == []


def test_every_section_named_in_the_code_is_one_of_the_design() -> None:
    sections = headings(DOCS / "design.md", r"^#+ §(\S+)")
    named = {number for _, text in texts(".py") for number in _SECTION.findall(text)}
    assert {"5.3", "5.5"} <= named
    assert named <= sections


def test_every_trap_named_in_the_code_is_explained() -> None:
    explained = headings(DOCS / "method.md", r"^\*\*(\d+)\. ")
    assert explained == {str(number) for number in range(1, 26)}
    named = {
        str(int(number))
        for path, text in texts(".py")
        if "faults" not in path.parts and "fault" not in path.stem
        for groups in _TRAP.findall(text)
        for number in groups
        if number
    }
    assert {"13", "14", "22"} <= named <= explained


def test_the_tests_of_every_trap_are_there() -> None:
    page = (DOCS / "method.md").read_text(encoding="utf-8")
    traps = (CHECKOUT / "tests" / "unit" / "judging" / "test_traps.py").read_text(
        "utf-8"
    )
    for name in re.findall(r"`(test_\d\d_\w+)`", page):
        assert f"def {name}(" in traps, name
    for name in re.findall(r"`(tests/[\w/]+\.py)`", page):
        assert (CHECKOUT / name).is_file(), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", [ARCHITECTURE, GLOSSARY], ids=lambda page: page.name)
def test_every_module_named_on_a_page_is_there(page: Path) -> None:
    named = set(_FOLDER.findall(page.read_text(encoding="utf-8")))
    assert named
    missing = [
        name
        for name in sorted(named)
        if not (SOURCE / name).exists() and not (SOURCE / f"{name}.py").is_file()
    ]
    assert missing == []


def test_every_module_named_for_a_room_is_in_it() -> None:
    rows = re.findall(
        r"^\| `(\w+)/` \| (.*) \|$", ARCHITECTURE.read_text("utf-8"), re.MULTILINE
    )
    assert {room for room, _ in rows} == set(_FOLDERS) - _ROOMLESS
    for room, text in rows:
        for name in re.findall(r"`(\w+)/?`", text):
            place = SOURCE / room / name
            assert place.is_dir() or place.with_suffix(".py").is_file(), (room, name)


def test_every_class_of_the_glossary_is_in_its_module() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|.*\| `([\w/]+)` \|$",
        GLOSSARY.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert len(rows) > 40
    for name, module in rows:
        path = SOURCE / f"{module}.py"
        assert path.is_file(), module
        defined = rf"^(class|def) {name}\b|^{name}\b.*="
        assert re.search(defined, path.read_text("utf-8"), re.MULTILINE), (name, module)
