"""The Data Package that stands beside the CSV files of a store: what is in each column.

Version 2 of the standard, with Table Schema: numbers are exact by their digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from targetcli.model.bound import Relation
from targetcli.model.records import (
    Basis,
    Better,
    Commitment,
    EventAnswer,
    FigureStatus,
    MetricKind,
    Source,
)
from targetcli.render.columns.records_json import Json
from targetcli.render.table import CellContent, Column, Layout

_PROFILES = "https://datapackage.org/profiles/2.0"
_KEYS: dict[str, list[str]] = {
    "targets": ["id"],
    "figures": ["id"],
    "regions": ["name"],
    "metrics": ["name"],
    "units": ["name"],
    "sources": ["id"],
    "milestones": ["target", "date"],
}
# Column, and the table and column it refers to; the empty name is the table itself.
_REFERENCES: dict[str, list[tuple[str, str, str]]] = {
    "targets": [
        ("region", "regions", "name"),
        ("metric", "metrics", "name"),
        ("source", "sources", "id"),
        ("revises", "", "id"),
        ("withdrawn_source", "sources", "id"),
    ],
    "figures": [
        ("region", "regions", "name"),
        ("metric", "metrics", "name"),
        ("source", "sources", "id"),
    ],
    "regions": [("parent", "", "name")],
    "milestones": [("target", "targets", "id")],
    "identities": [("source", "sources", "id")],
}
_CHOICES: dict[str, type[StrEnum]] = {
    "basis": Basis,
    "better": Better,
    "commitment": Commitment,
    "kind": MetricKind,
    "relation": Relation,
    "status": FigureStatus,
}
_TYPES = {
    CellContent.WORDS: "string",
    CellContent.NUMBER: "number",
    CellContent.DAY: "date",
}


class PackagedFile(NamedTuple):
    """A CSV file of the package as it was written."""

    name: str
    layout: Layout[Any]
    size: int
    sha256: str


def describe_package(
    files: Iterable[PackagedFile], sources: Iterable[Source], created: str
) -> Json:
    """Return the description of a whole store."""
    source_descriptions = [_source(source) for source in sources]
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "targets",
        "description": "Announced targets and the figures reported later.",
        **({"created": created} if created else {}),
        "resources": [_resource(file) for file in files],
        **({"sources": source_descriptions} if source_descriptions else {}),
    }


def _source(source: Source) -> Json:
    description = {"title": source.title or source.id}
    if source.url.startswith(("https://", "http://")):
        description["path"] = source.url
    return description


def _resource(file: PackagedFile) -> Json:
    return {
        "name": file.name,
        "type": "table",
        "path": f"{file.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": _schema(file),
    }


def _schema(file: PackagedFile) -> Json:
    columns = {column.key: column for column in file.layout.columns}
    schema: Json = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(columns[key]) for key in file.layout.file_keys],
        "missingValues": [""],
    }
    if file.name in _KEYS:
        schema["primaryKey"] = _KEYS[file.name]
    if file.name in _REFERENCES:
        schema["foreignKeys"] = list(_references(file.name))
    return schema


def _field(column: Column[Any]) -> Json:
    field: Json = {"name": column.key, "type": _TYPES[column.content]}
    if column.key == "value":
        # An event has no number: it happened or did not.
        answers = [answer.value for answer in EventAnswer]
        field["missingValues"] = answers
    if column.key == "non_negative":
        field |= {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    if column.key in _CHOICES:
        choices = [choice.value for choice in _CHOICES[column.key]]
        field["constraints"] = {"enum": choices}
    return field


def _references(name: str) -> Iterator[Json]:
    for field, table, other in _REFERENCES[name]:
        reference = {"resource": table, "fields": [other]} if table else None
        yield {
            "fields": [field],
            "reference": reference or {"fields": [other]},
        }
