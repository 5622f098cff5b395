"""Options that several verbs share, each said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

from typer import Option

from targetcli.errors import WrongUsage
from targetcli.render.number_scale import Scale


class Format(StrEnum):
    """How an answer is written; `txt` is another word for `plain`."""

    TABLE = "table"
    PLAIN = "plain"
    TXT = "txt"
    CSV = "csv"
    CSV_EXCEL = "csv-excel"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    HTML = "html"
    XLSX = "xlsx"
    ICS = "ics"
    DATAPACKAGE = "datapackage"

    @property
    def is_exact(self) -> bool:
        """Whether it is UTF-8 whatever a terminal can show."""
        return self not in (Format.TABLE, Format.PLAIN)

    @property
    def has_all_columns(self) -> bool:
        """Whether it holds every column of a file, not those that people read."""
        return self not in (Format.TABLE, Format.PLAIN, Format.MD, Format.HTML)

    @property
    def is_for_people(self) -> bool:
        """Whether nobody but people reads it."""
        return self in (Format.TABLE, Format.MD, Format.HTML)

    @property
    def is_for_people_and_programs(self) -> bool:
        """Whether people read it, and a program as well: grep, Excel, a calendar."""
        return self in (Format.PLAIN, Format.CSV_EXCEL, Format.XLSX, Format.ICS)


_FORMATS_BY_SUFFIX = {
    "txt": Format.PLAIN,
    "csv": Format.CSV,
    "json": Format.JSON,
    "jsonl": Format.JSONL,
    "md": Format.MD,
    "html": Format.HTML,
    "xlsx": Format.XLSX,
    "ics": Format.ICS,
}


class Lang(StrEnum):
    """The languages that tables and reports speak."""

    EN = "en"
    ZH = "zh"


class Color(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class StoreOptions(NamedTuple):
    """Which store, and how patiently."""

    db: Annotated[
        Path | None, Option("--db", metavar="FILE", help="The store to use.")
    ] = None
    wait: Annotated[
        float, Option("--wait", min=0, help="Seconds to wait for a busy store.")
    ] = 10
    quiet: Annotated[
        bool, Option("--quiet", "-q", help="Say nothing but data and errors.")
    ] = False
    no_migrate: Annotated[
        bool, Option("--no-migrate", help="Refuse an older store; upgrade nothing.")
    ] = False


class OutputOptions(NamedTuple):
    """How the answer looks and where it goes."""

    format: Annotated[
        Format | None, Option("--format", "-O", help="How to write the answer.")
    ] = None
    as_json: Annotated[bool, Option("--json", help="The same as --format json.")] = (
        False
    )
    as_csv: Annotated[bool, Option("--csv", help="The same as --format csv.")] = False
    path: Annotated[
        Path | None, Option("--output", "-o", metavar="FILE", help="Write to a file.")
    ] = None
    force: Annotated[
        bool, Option("--force", help="Overwrite an output that exists.")
    ] = False
    fields: Annotated[
        str | None, Option("--fields", metavar="A,B", help="Which columns, in order.")
    ] = None
    sort: Annotated[
        str | None,
        Option("--sort", metavar="FIELD", help="Order by a column; -FIELD backwards."),
    ] = None
    no_formula_guard: Annotated[
        bool,
        Option(
            "--no-formula-guard",
            help="Put no quote before a CSV cell that a spreadsheet would run.",
        ),
    ] = False
    color: Annotated[Color, Option("--color", help="When to use colour.")] = Color.AUTO
    width: Annotated[
        int | None, Option("--width", min=1, help="Width of a table in columns.")
    ] = None
    lang: Annotated[
        Lang | None, Option("--lang", help="The language of tables and reports.")
    ] = None
    scale: Annotated[
        Scale, Option("--scale", help="Show amounts to people in 亿 or 万.")
    ] = Scale.NONE

    def is_translated(self, output_format: Format) -> bool:
        """Say whether an answer in this style is in the language of its reader.

        What programs read too changes only when asked to, never with the locale.
        """
        asked = self.lang is not None
        return output_format.is_for_people or (
            output_format.is_for_people_and_programs and asked
        )

    @property
    def format_option(self) -> Format | None:
        """The style asked for by name."""
        if self.as_json:
            return Format.JSON
        if self.as_csv:
            return Format.CSV
        return Format.PLAIN if self.format is Format.TXT else self.format

    @property
    def chosen_format(self) -> Format | None:
        """The style asked for by name, else by the suffix of the output."""
        suffix = self.path.suffix[1:].lower() if self.path else ""
        if self.format_option or not suffix:
            return self.format_option
        if suffix not in _FORMATS_BY_SUFFIX:
            known = ", ".join(f".{known}" for known in _FORMATS_BY_SUFFIX)
            what = f"nothing is known to write as .{suffix}"
            raise WrongUsage(what, f"use one of {known}, or say --format")
        return _FORMATS_BY_SUFFIX[suffix]


_Regions = Annotated[
    list[str] | None, Option("--region", metavar="NAME", help="Only this region.")
]
_WithParts = Annotated[
    bool, Option("--with-parts", help="Also the regions that lie in it.")
]
_Metrics = Annotated[
    list[str] | None, Option("--metric", metavar="NAME", help="Only this metric.")
]
_Scope = Annotated[
    str | None, Option("--scope", metavar="WORDS", help="Only this scope.")
]
_Source = Annotated[
    str | None, Option("--source", metavar="ID", help="Only from this source.")
]


class RecordFilter(NamedTuple):
    """Which records are asked about."""

    region: _Regions = None
    with_parts: _WithParts = False
    metric: _Metrics = None
    scope: _Scope = None
    plan: Annotated[
        str | None, Option("--plan", metavar="NAME", help="Only this plan.")
    ] = None
    source: _Source = None
    due_before: Annotated[
        str | None,
        Option("--due-before", metavar="DATE", help="Only with a deadline before it."),
    ] = None


class FigureFilter(NamedTuple):
    """Which figures are asked about: they have no plan and no deadline."""

    region: _Regions = None
    with_parts: _WithParts = False
    metric: _Metrics = None
    scope: _Scope = None
    source: _Source = None

    @property
    def record_filter(self) -> RecordFilter:
        """The same question among those that can be asked of any record."""
        return RecordFilter(**self._asdict())


class AsOfOption(NamedTuple):
    """The day whose knowledge is asked for."""

    as_of: Annotated[
        str | None,
        Option("--as-of", metavar="DATE", help="What was known on that day."),
    ] = None


class ProfileOption(NamedTuple):
    """The profile pace is measured and graded by."""

    profile: Annotated[
        str,
        Option("--profile", metavar="NAME", help="How pace is measured and graded."),
    ] = "plain"
