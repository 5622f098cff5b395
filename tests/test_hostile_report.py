"""Hostile text in every field of a report is text, in every format (rows 80–82)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from unicodedata import category

import pytest

from support.hostile_store import make_hostile_store, naughty_strings
from support.html_page import Page
from support.program import ProgramResult, Run
from targetcli.render.characters import escape_controls

Report = Callable[..., ProgramResult]


@pytest.fixture
def strings(shared: Path) -> list[str]:
    return naughty_strings(shared)


@pytest.fixture
def report(strings: list[str], run: Run, environment: dict[str, str]) -> Report:
    make_hostile_store(Path(environment["TARGETS_DB"]), strings)

    def write(form: str) -> ProgramResult:
        return run("report", "--as-of", "2026-03-31", "-O", form)

    return write


def test_a_page_holds_only_our_own_tags(report: Report, strings: list[str]) -> None:
    page = Page(report("html").out)

    assert page.tags.count("script") == page.tags.count("style") == 1
    assert not {"iframe", "img", "object", "embed", "link", "base"} & {*page.tags}
    assert page.handlers == []
    assert all(link.startswith(("#", "http://", "https://")) for link in page.links)
    told = "".join(page.words)
    missing = [text for text in strings if escape_controls(text) not in told]
    assert not missing


@pytest.mark.parametrize("form", ["plain", "md", "html"])
def test_nothing_hidden_reaches_a_reader(form: str, report: Report) -> None:
    told = report(form).out
    hidden = {c for c in told if category(c) in ("Cc", "Cf", "Cn", "Co")} - {"\n"}
    assert not hidden


def test_markdown_makes_no_markup_of_it(report: Report) -> None:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - for this test

    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(report("md").out)
    inline = [child for token in tokens for child in token.children or ()]

    kinds = {token.type for token in (*tokens, *inline)}
    assert not kinds & {"html_block", "html_inline", "code_inline", "image", "fence"}

    deepest = max(token.level for token in tokens if token.type == "list_item_open")
    assert (deepest, kinds & {"hr", "ordered_list_open"}) == (3, set())
    links = [str(c.attrs["href"]) for c in inline if c.type == "link_open"]
    assert all(link.startswith(("http://", "https://")) for link in links)


def test_json_gives_every_string_back(report: Report, strings: list[str]) -> None:
    said = json.loads(report("json").out, parse_constant=pytest.fail)
    regions = [row["region"] for row in said["rows"]]
    assert regions == [*strings[::10]]
