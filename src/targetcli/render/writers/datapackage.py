"""Describe the CSV files of a store as a Data Package (version 2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from targetcli.model.field import Field, FieldType
from targetcli.model.fields import TABLES
from targetcli.model.records import EventAnswer, Source
from targetcli.render.columns.records import Json

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {FieldType.NUMBER: "number", FieldType.DAY: "date", FieldType.FLAG: "boolean"}


class PackagedFile(NamedTuple):
    """A written CSV file of the package."""

    name: str
    size: int
    sha256: str


def describe_package(
    files: Iterable[PackagedFile], sources: Iterable[Source], created: str
) -> Json:
    """Return the datapackage.json of an exported store."""
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
    fields = TABLES[file.name]
    keys = [field.key for field in fields if field.is_key]
    references = [
        _describe_reference(field, *field.reference)
        for field in fields
        if field.reference
    ]
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_describe_field(field) for field in fields],
        "missingValues": [""],
        **({"primaryKey": keys} if keys else {}),
        **({"foreignKeys": references} if references else {}),
    }


def _describe_field(field: Field[Any]) -> Json:
    description: Json = {
        "name": field.key,
        "type": _TYPES.get(field.value_type, "string"),
    }
    if field.key == "value":
        # An event has no number: it happened or did not.
        description["missingValues"] = [answer.value for answer in EventAnswer]
    if field.value_type is FieldType.FLAG:
        description |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if field.codes:
        codes = [code.value for code in field.codes]
        description["constraints"] = {"enum": codes}
    return description


def _describe_reference(field: Field[Any], table: str, key: str) -> Json:
    resource = {"resource": table} if table else {}
    return {"fields": [field.key], "reference": {**resource, "fields": [key]}}
