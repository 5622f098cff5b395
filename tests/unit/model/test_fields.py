from __future__ import annotations

from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

import pytest

from targetcli.model.chinese_headings import CHINESE_HEADINGS
from targetcli.model.field import Field, FieldType, write_cells, write_json
from targetcli.model.fields import (
    FIGURE_ASKED_FOR,
    FIGURE_FIELDS,
    FIGURE_PERIOD,
    HISTORY_FIELDS,
    IDENTITY_FIELDS,
    LOG_FIELDS,
    METRIC_FIELDS,
    METRIC_MEANING,
    MILESTONE_FIELDS,
    REGION_FIELDS,
    SOURCE_FIELDS,
    TABLES,
    TARGET_FIELDS,
    UNIT_FIELDS,
    input_fields,
)
from targetcli.model.period import Span, year_span
from targetcli.model.records import (
    Basis,
    EventAnswer,
    Figure,
    Identity,
    Metric,
    MetricKind,
    Milestone,
    Origin,
    Region,
    ScopedRegion,
    Source,
    Target,
)
from targetcli.model.revisions import ArchivedRow, RevisionRow
from targetcli.model.units import Unit

RECORD_CLASSES: dict[type[Any], tuple[Field[Any], ...]] = {
    Target: TARGET_FIELDS,
    Figure: FIGURE_FIELDS,
    Region: REGION_FIELDS,
    Metric: METRIC_FIELDS,
    Source: SOURCE_FIELDS,
    Unit: UNIT_FIELDS,
    Identity: IDENTITY_FIELDS,
    Milestone: MILESTONE_FIELDS,
    RevisionRow: LOG_FIELDS,
    ArchivedRow: HISTORY_FIELDS,
}
# Attributes of a record that a file has under another key or in several columns.
REWORDED: dict[type[Any], set[str]] = {
    Target: {"bound", "answer", "baseline"},
    Figure: {"bound", "answer"},
    Unit: {"text", "numerator", "denominator"},
    Milestone: {"target_id", "day"},
    ArchivedRow: {"number", "row_id"},
}


@pytest.mark.parametrize("record_class", RECORD_CLASSES, ids=lambda c: c.__name__)
def test_every_attribute_of_a_record_is_a_column(record_class: type[Any]) -> None:
    fields = RECORD_CLASSES[record_class]
    attributes = set(record_class._fields)
    keys = [field.key for field in fields]
    assert len(set(keys)) == len(keys)
    assert attributes - REWORDED.get(record_class, set()) <= set(keys)
    named_by_key = {field.key for field in fields if isinstance(field.get, attrgetter)}
    assert named_by_key <= attributes
    assert {field.key for field in fields if field.is_simple} <= named_by_key


def test_every_table_has_its_fields() -> None:
    assert set(map(id, TABLES.values())) == set(map(id, RECORD_CLASSES.values()))
    extra = input_fields("figures")[len(FIGURE_FIELDS) :]
    assert extra == (FIGURE_PERIOD, FIGURE_ASKED_FOR, *METRIC_MEANING)
    assert input_fields("targets") == (*TARGET_FIELDS, *METRIC_MEANING)


def test_every_key_has_one_chinese_heading_and_every_heading_one_key() -> None:
    headings = {
        (field.key, field.chinese) for name in TABLES for field in input_fields(name)
    }
    assert headings <= set(CHINESE_HEADINGS.items())
    assert len(set(CHINESE_HEADINGS.values())) == len(CHINESE_HEADINGS)


def test_codes_and_references_are_those_of_their_fields() -> None:
    for fields in TABLES.values():
        for field in fields:
            assert (field.codes is not None) == (field.value_type is FieldType.CODE)
            if field.reference:
                table = (
                    TABLES[field.reference.table] if field.reference.table else fields
                )
                assert field.reference.key in {other.key for other in table}


def test_a_record_is_written_as_cells_and_as_json() -> None:
    metric = Metric(
        "桥",
        kind=MetricKind.EVENT,
        non_negative=True,
        aliases=("大桥", "桥梁"),
        kind_from=Origin.SAID,
        non_negative_from=Origin.KNOWN,
        lexicon="2026-11",
    )
    assert write_cells(METRIC_FIELDS, metric) == {
        "name": "桥",
        "name_en": "",
        "kind": "event",
        "better": "",
        "non_negative": "yes",
        "unit": "",
        "aliases": "大桥|桥梁",
        "kind_from": "said",
        "better_from": "",
        "non_negative_from": "known",
        "unit_from": "",
        "lexicon": "2026-11",
    }
    document = write_json(METRIC_FIELDS, metric)
    assert document["non_negative"] is True
    assert (document["kind"], document["name_en"]) == ("event", "")
    assert (document["better"], document["better_from"]) == (None, None)
    assert document["aliases"] == ["大桥", "桥梁"]


def test_an_event_has_an_answer_for_its_value() -> None:
    day = date(2025, 6, 30)
    figure = Figure(
        *(7, "云溪区", "", Metric("桥"), Basis.LEVEL, None, None, day),
        answer=EventAnswer.YES,
        published=Span(date(2025, 7, 1), date(2025, 7, 31)),
    )
    cells = write_cells(FIGURE_FIELDS, figure)
    assert (cells["id"], cells["value"], cells["unit"]) == ("F7", "yes", "")
    assert (cells["start"], cells["end"]) == ("", "2025-06-30")
    document = write_json(FIGURE_FIELDS, figure)
    assert (document["value"], document["relation"]) == ("yes", None)
    assert (document["published"], document["scope"]) == ("2025-07", "")


def test_other_records_are_written_in_the_words_of_files() -> None:
    milestone = Milestone(3, date(2023, 12, 31), Decimal("2.50"))
    assert write_cells(MILESTONE_FIELDS, milestone) == {
        "target": "T3",
        "date": "2023-12-31",
        "value": "2.50",
    }
    parts = (ScopedRegion("云溪区", "东片"), ScopedRegion("云溪区", "西片"))
    identity = Identity(ScopedRegion("云溪区"), parts)
    assert write_json(IDENTITY_FIELDS, identity) == {
        "whole": "云溪区",
        "parts": ["云溪区@东片", "云溪区@西片"],
        "source": None,
    }
    migration = RevisionRow(None, "2025-01-01", "m0001", 0, "")
    assert write_json(LOG_FIELDS, migration) == {
        "sequence": None,
        "time": "2025-01-01",
        "command": "m0001",
        "rows": None,
        "digest": "",
    }
    source = Source("S1", published=year_span(2021))
    assert write_json(SOURCE_FIELDS, source)["published"] == "2021"
