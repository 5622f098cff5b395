"""In Chinese nothing is left in English but names, ids, units and what was quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from support.catalogue import MO
from support.program import Run
from targetcli import environment
from targetcli.judging.profiles import PLAIN
from targetcli.model.records import Figure, Source, Target
from targetcli.render.columns.records import figures_layout, targets_layout
from targetcli.render.explanation import explanation_lines, figure_detail_lines
from targetcli.render.i18n import set_catalogue
from targetcli.render.table import Table, build_table
from targetcli.reports.explanation import FigureDetail
from targetcli.session.comparison import build_comparison_dataset, compare_selected
from targetcli.session.explanation import explain_target
from targetcli.session.options import ProfileOption, RecordFilter
from targetcli.store.store import Store, open_store

DAYS = (date(2022, 12, 31), date(2024, 1, 31), date(2026, 3, 31))
PROFILES = ("plain", "督查", "eurostat")
# Ids, the names of profiles, quarters and half-years, SHA-256 and what PM2.5 is in.
ALLOWED = re.compile(r"\b[TF]\d+\b|\b\d{4}[QH]\d\b|\bplain\b|\beurostat\b")


@pytest.fixture
def seeded(seeded_store: Path) -> Iterator[Store]:
    with open_store(seeded_store, 10, write=False) as store:
        yield store


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    set_catalogue(environment.load_catalogue("zh"))
    yield
    set_catalogue(None)


def quoted(store: Store) -> list[str]:
    """Everything that stands as it was announced, reported or named, longest first."""
    records: list[Target | Figure] = [*store.targets(), *store.figures()]
    said = {record.metric.name for record in records}
    for record in records:
        said |= {record.region, record.scope, record.as_written, record.note}
        said |= {record.locator, record.source}
        said |= {record.bound.unit.text} if record.bound else set()
    said |= {text for source in store.sources() for text in _texts(source)}
    return sorted(said - {""}, key=len, reverse=True)


def _texts(source: Source) -> tuple[str, ...]:
    return source.id, source.title, source.publisher, source.url


def left_in_english(text: str, names: list[str]) -> set[str]:
    """Return the lines that hold Latin letters nothing accounts for."""
    odd = set()
    for line in text.split("\n"):
        # A command is typed in English, whatever the language of its sentence.
        rest = re.sub(r"targets [a-z].*", "", line)
        for name in names:
            rest = rest.replace(name, "")
        if re.search("[A-Za-z]", ALLOWED.sub("", rest)):
            odd.add(line)
    return odd


def written(table: Table) -> str:
    return "\n".join("\t".join(row) for row in (table.headings, *table.rows))


def test_the_catalogue_is_there() -> None:
    assert MO.is_file()


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_comparison_is_chinese(seeded: Store, day: date, profile: str) -> None:
    judged = compare_selected(seeded, RecordFilter(), day, ProfileOption(profile))
    answer = build_comparison_dataset(seeded, judged, "compare")
    codes = {"id", "evidence", "refused", "relation", "margin_relation"}
    fields = [c.key for c in answer.layout.columns if c.key not in codes]
    table = build_table(answer.layout, answer.rows, tuple(fields), for_people=True)
    assert not left_in_english(written(table), quoted(seeded))


def test_listings_are_chinese(seeded: Store) -> None:
    targets = targets_layout()
    told = build_table(targets, seeded.targets(), targets.brief_keys, for_people=True)
    assert not left_in_english(written(told), quoted(seeded))
    figures = figures_layout()
    told = build_table(figures, seeded.figures(), figures.brief_keys, for_people=True)
    assert not left_in_english(written(told), quoted(seeded))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_target_is_told_in_chinese(seeded: Store, day: date) -> None:
    names = quoted(seeded)
    known = [t for t in seeded.targets() if not t.announced or t.announced.end <= day]
    for target in known:
        told = explain_target(seeded, target.id or 0, day, PLAIN)
        assert not left_in_english("".join(explanation_lines(told, None)), names)


def test_every_figure_is_told_in_chinese(seeded: Store) -> None:
    names = quoted(seeded)
    sources = {source.id: source for source in seeded.sources()}
    for figure in seeded.figures():
        told = "".join(figure_detail_lines(FigureDetail(figure, sources), None))
        assert not left_in_english(told, names)


@pytest.mark.parametrize("style", ["md", "html"])
def test_the_report_is_chinese(seeded: Store, run: Run, style: str) -> None:
    days = ("--since", "2023-12-31", "--as-of", "2026-03-31")
    told = run("report", *days, "-O", style, "--lang", "zh").out
    words = re.sub(r"(?s)<(style|script).*?</\1>|<[^>]+>", "\n", told)
    words = unescape(words).replace("\\", "")
    left = left_in_english(words, quoted(seeded))
    assert {re.sub(r"[0-9a-f]{64}|targets [0-9.]+", "", line) for line in left} <= {
        *("- 数据库：第 1 次写入，摘要 ", "- 程序："),
        *("第 1 次写入，摘要 ", ""),
    }
