"""Everything that is said is in the catalogue, and says the same in Chinese."""

from __future__ import annotations

import ast
import re
from gettext import GNUTranslations

import pytest

from support import catalogue
from support.catalogue import Message
from support.paths import CHECKOUT
from targetcli.model.chinese_headings import CHINESE_CODES, CHINESE_HEADINGS
from targetcli.model.records import (
    Basis,
    Better,
    Commitment,
    FigureStatus,
    MetricKind,
    Origin,
    When,
)
from targetcli.render.i18n import message_context

_HOW = (
    "run: python -m pytest tests/test_catalogue.py --update-goldens\n"
    f"then put the Chinese into {catalogue.PO.relative_to(CHECKOUT)} "
    "(docs/languages.md holds the glossary) and run it once more"
)


def test_headings_are_those_of_files() -> None:
    said = catalogue.read_translations()
    differ = {
        key: chinese
        for key, chinese in CHINESE_HEADINGS.items()
        if said.get(Message("heading", key), (chinese,)) != (chinese,)
    }
    assert not differ


def test_codes_of_files_are_called_what_they_are_read_as() -> None:
    said = catalogue.read_translations()
    taken_in = (Basis, Commitment, FigureStatus, MetricKind, Better, When, Origin)
    called = {
        said[Message(message_context(kind), value.value)][0]: value.value
        for kind in taken_in
        for value in kind
        if value.value
    }
    answers = {said[Message("", "yes")][0]: "yes", "否": "no"}
    assert {**called, **answers} == CHINESE_CODES


@pytest.fixture(autouse=True)
def up_to_date(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-goldens"):
        catalogue.update_catalogue()


def _list(messages: dict[Message, str]) -> str:
    lines = [
        f"  {message.context}|{message.english!r}  ({where})"
        for message, where in messages.items()
    ]
    return "\n".join([*lines, _HOW])


def test_everything_that_is_said_is_in_the_catalogue() -> None:
    known = catalogue.read_translations()
    missing = {
        m: where for m, where in catalogue.find_messages().items() if m not in known
    }
    assert not missing, f"not in the catalogue:\n{_list(missing)}"


def test_nothing_is_said_inside_an_f_string() -> None:
    # Babel does not look there for words.
    hidden = [
        f"{file.relative_to(CHECKOUT)}:{node.lineno}"
        for file in catalogue.SOURCE.rglob("*.py")
        for outer in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(outer, ast.JoinedStr)
        for node in ast.walk(outer)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in catalogue.KEYWORDS
        and isinstance(node.args[-1], ast.Constant)
    ]
    assert not hidden


def test_everything_is_translated() -> None:
    where = catalogue.find_messages()
    empty = {
        message: where.get(message, "said no more")
        for message, chinese in catalogue.read_translations().items()
        if not chinese or not all(chinese)
    }
    assert not empty, f"not translated:\n{_list(empty)}"


def test_nothing_in_the_catalogue_is_said_no_more() -> None:
    wanted = catalogue.find_messages()
    stale = {
        m: "said no more" for m in catalogue.read_translations() if m not in wanted
    }
    assert not stale, f"said no more:\n{_list(stale)}"


def test_no_translation_is_only_a_guess() -> None:
    assert not [message.id for message in catalogue.read_catalogue() if message.fuzzy]


def test_what_is_filled_in_is_filled_in_in_both_languages() -> None:
    for message, chinese in catalogue.read_translations().items():
        english = catalogue.find_placeholders(message.plural or message.english)
        for form in chinese:
            assert catalogue.find_placeholders(form) == english, message


def test_the_compiled_catalogue_is_what_babel_makes_of_it() -> None:
    assert catalogue.MO.read_bytes() == catalogue.compile_catalogue(
        catalogue.read_catalogue()
    ), _HOW


def test_the_standard_library_reads_the_catalogue() -> None:
    with catalogue.MO.open("rb") as file:
        words = GNUTranslations(file)
    assert words.info()["language"] == "zh"
    assert words.pgettext("outcome", "missed") == "未完成"


def test_the_glossary_says_what_the_catalogue_says() -> None:
    page = (CHECKOUT / "docs" / "languages.md").read_text(encoding="utf-8")
    sections = re.findall(
        r"^### (\w+)\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL
    )
    told = {
        (vocabulary, *row)
        for vocabulary, section in sections
        for row in re.findall(r"^\| `([\w-]+)` \| ([^|]+) \|", section, re.MULTILINE)
    }
    explained = {vocabulary for vocabulary, _ in sections}
    assert told == {
        (message.context, message.english, chinese[0])
        for message, chinese in catalogue.read_translations().items()
        if message.context in explained
    }
    assert explained >= {"outcome", "reason", "status", "basis", "commitment", "path"}
