"""A store full of hostile text, exported and imported, is the same store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from targetcli.cli import main
from targetcli.errors import TargetsError
from targetcli.model.field import Field, write_cells, write_json
from targetcli.model.fields import FIGURE_FIELDS, TARGET_FIELDS
from targetcli.model.period import NO_REFERENCE_DAYS
from targetcli.model.records import Better, Figure, MetricKind, Origin, Target, When
from targetcli.reading import records, reference_records
from targetcli.reading.vocabulary import Vocabulary, VocabularyRecord
from targetcli.render.writers.json import create_texts_encoder, encode_json
from targetcli.session.simplification import simplify_characters
from targetcli.store import record_texts
from targetcli.store.store import Store, create_store, open_store
from targetcli.store.writer import WriteTransaction

Fields = dict[str, str]
Columns = dict[str, st.SearchStrategy[str]]
STYLES = ("csv", "csv-excel", "datapackage", "json", "jsonl", "xlsx")
NOW = "2026-03-31T01:00:00+00:00"

_ODD = st.sampled_from(
    [
        *(
            "=1+1",
            "'=1",
            "''=1",
            "＝1",
            "\t=1",
            "\n=1",
            "-3.2%",
            "-3",
            "@a",
            "|",
            "%",
            "=",
        ),
        *(
            "a,b",
            'a"b',
            "a\nb",
            "a\r\nb",
            "a\rb",
            " a ",
            "\ufeffa",
            "a\x1b[31m",
            "\x85",
        ),
        *("\u2028", "\u202e", "NaN", "null", "T1", "0012", "1e5", "2024-06", "TRUE"),
        *("<r>a</r>", "_x000D_", "&amp;", "東", "e\u0301", "。", "a|b", "a;b", "a@b"),
    ]
)
# NUL and halves of surrogate pairs never come in.
TEXT = (
    st.just("")
    | _ODD
    | st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
    )
)
KNOWN = st.sampled_from(["云溪区", "東片", "gdp", "=1", "a;b", "CON", "../x"])
NAMES = KNOWN | KNOWN | KNOWN | TEXT
DAYS = st.sampled_from(["", "", "2020", "2021-06", "2023-12-31", "2024Q1", "2025"])
DATES = st.sampled_from(["", "2020", "2021-06", "2023-12-31"])
IDS = st.sampled_from(["", "", "T1"])
DIGITS = st.sampled_from(["5", "5.0", "-0.50", "0", "1234567890123456789.120", "0.001"])
ORIGINS = st.sampled_from(list(Origin))
FACTORS = st.sampled_from(["", "1", "12"])
UNITS = st.sampled_from(["公里", "亿元", "%", "个", "微克/立方米", "垧", "=件", "@"])


def rows(*sorts: Columns) -> st.SearchStrategy[list[Fields]]:
    """Draw some rows, each of one of these sorts."""
    return st.lists(st.one_of(*map(st.fixed_dictionaries, sorts)), max_size=4)


_TOLD = {
    "region": KNOWN,
    "scope": st.sampled_from(["", "含東片", "=1;b;a", "@", "'=x"]),
    "source": st.just("") | KNOWN,
    "locator": TEXT,
    "as_written": TEXT,
    "note": TEXT,
}
_MEASURED = {
    **_TOLD,
    "metric": st.sampled_from(["绿道", "=长", "a|b"]),
    "basis": st.sampled_from(["", "level", "total", "change"]),
    "relation": st.sampled_from(["", ">", ">=", "<=", "<", "=", "~", ">", "range"]),
    "value": DIGITS,
    "value_high": st.sampled_from(["", "", "", "1234567890123456790.00"]),
    "unit": st.just("公里"),
}
_GROWN = {
    **_TOLD,
    "metric": NAMES,
    "basis": st.just("growth"),
    "value": st.sampled_from(["5%左右", "5.50%", "下降3%", "-0.5‰", "2倍"]),
    "base_period": DAYS,
}
_WORDED = {
    **_TOLD,
    "metric": st.sampled_from(["桥", "=桥", "位次"]),
    "value": st.sampled_from(["yes", "no", "", "位居前列"]),
}
_PROMISED: Columns = {
    "window_start": DAYS,
    "deadline": DAYS,
    "plan": TEXT,
    "announced": DATES,
    "commitment": st.sampled_from(["", "binding", "aim", "plan", "expect"]),
    "revises": IDS,
    "withdrawn": st.sampled_from(["", "", "2024-02-29"]),
    "withdrawn_source": st.just("") | KNOWN,
    "side": st.sampled_from(["", "", *Better]),
    "when": st.sampled_from(["", *When]),
    "owner": st.sampled_from(["", "发改委", "a; b；c", "=1"]),
}
_BASED: Columns = {
    "baseline_value": st.just("3.50"),
    "baseline_unit": st.just("公里"),
    "baseline_period": st.sampled_from(["2019", "2020-06"]),
}
_REPORTED: Columns = {
    "start": DAYS,
    "end": st.sampled_from(["2021", "2023-12-31", "2024-06", "2025Q3"]),
    "published": DATES,
    "status": st.sampled_from(["", "expected", "preliminary", "final", "revised"]),
}
DRAFTS = st.fixed_dictionaries(
    {
        "sources": rows(
            {
                "id": NAMES,
                "title": TEXT,
                "publisher": TEXT,
                "published": DATES,
                "url": TEXT,
                "archived_url": TEXT,
                "sha256": TEXT,
                "aliases": TEXT,
            }
        ),
        "units": rows(
            {"name": UNITS | TEXT, "dimension": st.just("") | NAMES, "factor": FACTORS}
        ),
        "regions": rows(
            {
                "name": NAMES,
                "name_en": TEXT,
                "code": TEXT,
                "aliases": TEXT,
                "parent": st.just("") | NAMES,
                "currency": st.sampled_from(["", "GBP"]),
                "fiscal_year": st.sampled_from(["", "04:end", "04:start"]),
            }
        ),
        "metrics": rows(
            {
                "name": NAMES,
                "name_en": TEXT,
                "unit": st.just("") | UNITS,
                "aliases": TEXT,
                "better": st.sampled_from(["", *Better]),
                "kind": st.sampled_from(["", *MetricKind]),
                "non_negative": st.sampled_from(["", "yes", "no"]),
            },
            {
                "name": NAMES,
                "kind": st.sampled_from(["", *MetricKind]),
                "kind_from": ORIGINS,
                "better": st.sampled_from(["", *Better]),
                "better_from": ORIGINS,
                "non_negative": st.sampled_from(["", "yes", "no"]),
                "non_negative_from": ORIGINS,
                "unit": st.just("") | UNITS,
                "unit_from": ORIGINS,
                "lexicon": st.sampled_from(["", "2026-11"]),
            },
            {"name": st.sampled_from(["桥", "=桥"]), "kind": st.just("event")},
            {"name": st.just("位次"), "kind": st.just("rank")},
        ),
        "identities": rows(
            {
                "whole": NAMES,
                "parts": st.sampled_from(["東片|西片@甲", "=a@-b|a/b", "a|b|c"]),
                "source": NAMES,
            }
        ),
        "targets": rows(
            {**_MEASURED, **_PROMISED},
            {**_MEASURED, **_PROMISED, **_BASED},
            {**_GROWN, **_PROMISED},
            {**_WORDED, **_PROMISED},
        ),
        "milestones": rows({"target": st.just("T1"), "date": DATES, "value": DIGITS}),
        "figures": rows(
            {**_MEASURED, **_REPORTED},
            {**_GROWN, **_REPORTED},
            {**_WORDED, **_REPORTED},
        ),
    }
)


# A metric described twice: the second row is refused, and no record is read by it.
OTHER_KINDS: dict[str, list[Fields]] = {
    **{sheet: [] for sheet in ("sources", "units", "regions")},
    "metrics": [
        *({"name": "桥", "kind": "event"}, {"name": "桥", "kind": "stock"}),
        *({"name": "路", "kind": "stock"}, {"name": "路", "kind": "event"}),
    ],
    "identities": [],
    "targets": [
        {"region": "云溪区", "metric": "桥", "value": "", "as_written": "通车"},
        {"region": "云溪区", "metric": "路", "value": "yes"},
    ],
    "milestones": [],
    "figures": [
        {"region": "云溪区", "metric": "桥", "value": "5%", "end": "2021"},
        {"region": "云溪区", "metric": "路", "value": "yes", "end": "2021"},
    ],
}


# An import takes them so: what a metric means is known before its targets are read.
SHEETS = (
    "sources",
    "units",
    "regions",
    "metrics",
    "identities",
    "targets",
    "milestones",
    "figures",
)


def kept(path: Path, drafts: dict[str, list[Fields]]) -> int:
    """Store every row that can be read, and say how many there were."""
    create_store(path, 1)
    words = Vocabulary(simplify_characters)
    count = 0
    with (
        open_store(path, 1, write=True) as store,
        store.write_transaction("test", NOW) as begun,
    ):
        for sheet in SHEETS:
            for fields in drafts.get(sheet, []):
                before, new_names = deepcopy(words), list[VocabularyRecord]()
                try:
                    save(sheet, fields, words, begun, new_names)
                    count += 1
                except TargetsError:
                    # Of a refused row, only the new names that it brought are stored.
                    words = before
                    words.add_known(new_names)
    return count


def save(
    sheet: str,
    fields: Fields,
    words: Vocabulary,
    begun: WriteTransaction,
    new_names: list[VocabularyRecord],
) -> None:
    """Read a row as an import would, and store it."""
    match sheet:
        case "sources":
            begun.save_source(
                words.add_described(reference_records.read_source(fields))
            )
        case "units":
            begun.save_unit(
                words.add_described(reference_records.read_unit(fields, words))
            )
        case "regions":
            region = words.add_described(reference_records.read_region(fields, words))
            _save_coined(words, begun, new_names)
            begun.save_region(region)
        case "metrics":
            metric = words.add_described(reference_records.read_metric(fields, words))
            _save_coined(words, begun, new_names)
            begun.save_metric(metric)
        case "identities":
            identity = reference_records.read_identity(fields, words)
            _save_coined(words, begun, new_names)
            begun.save_identity(identity)
        case "targets":
            target = records.read_target(fields, words, NO_REFERENCE_DAYS)
            _save_coined(words, begun, new_names)
            begun.save_target(target)
        case "milestones":
            begun.save_milestone(
                reference_records.read_milestone(fields, NO_REFERENCE_DAYS)
            )
        case "figures":
            figure = records.read_figure(fields, words, NO_REFERENCE_DAYS)
            _save_coined(words, begun, new_names)
            begun.save_figure(figure)


def _save_coined(
    words: Vocabulary, begun: WriteTransaction, new_names: list[VocabularyRecord]
) -> None:
    begun.save_new_names(words.new_records)
    new_names += words.new_records
    words.new_records = []


def content(path: Path) -> dict[str, list[str]]:
    """Return every record of a store, digit for digit and letter for letter."""
    with open_store(path, 1) as store:
        return dict(_told(store))


def _told(store: Store) -> Iterator[tuple[str, list[str]]]:
    for name in ("regions", "metrics", "sources", "units", "identities"):
        yield name, sorted(map(repr, getattr(store, name)()))
    for name in ("milestones", "targets", "figures"):
        yield name, list(map(repr, getattr(store, name)()))


def told(*arguments: str) -> None:
    """Run a command that is to succeed."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0, arguments


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def carried(style: str, old: Path, new: Path, place: Path) -> None:
    """Export a store and import what came of it into another."""
    if style == "xlsx":
        place = place.with_suffix(".xlsx")
    told("--db", str(old), "export", "all", "-O", style, "-o", str(place), "-q")
    whole = style in ("xlsx", "datapackage")
    files = [place] if whole else sorted(place.iterdir())
    told("--db", str(new), "import", *map(str, files), "-q")


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=settings().max_examples // 3)
@given(DRAFTS)
@example(OTHER_KINDS)
def test_a_store_exported_and_imported_is_the_same(
    style: str, drafts: dict[str, list[Fields]]
) -> None:
    with folder() as place:
        old, new = place / "old.db", place / "new.db"
        kept(old, drafts)
        carried(style, old, new, place / "out")
        assert content(new) == content(old)


@given(DRAFTS)
def test_texts_of_records_are_those_of_their_rows(
    drafts: dict[str, list[Fields]],
) -> None:
    again = {
        sheet: [*drafts[sheet], *({**row, "note": "again"} for row in drafts[sheet])]
        for sheet in ("targets", "figures")
    }
    with folder() as place, patch.object(record_texts, "_ROWS_TOGETHER", 1):
        kept(place / "a.db", {**drafts, **again})
        with open_store(place / "a.db", 1) as store:
            told = [*store.targets()]
            check_texts(TARGET_FIELDS, [*record_texts.target_texts(store)], told)
            reported = [*store.figures()]
            check_texts(FIGURE_FIELDS, [*record_texts.figure_texts(store)], reported)


def check_texts(
    fields: tuple[Field[Any], ...],
    texts: list[tuple[str, ...]],
    stored: list[Target] | list[Figure],
) -> None:
    assert texts == [tuple(write_cells(fields, row).values()) for row in stored]
    encoded = [encode_json(write_json(fields, row)) for row in stored]
    assert [*map(create_texts_encoder(fields), texts)] == encoded
