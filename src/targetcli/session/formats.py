"""The table of the formats a dataset can be written in."""

from enum import Enum, StrEnum, auto
from typing import NamedTuple, Self


class Audience(Enum):
    """The readers of a format, who decide the language of its cells."""

    PEOPLE = auto()
    PROGRAMS = auto()
    BOTH = auto()


class _Traits(NamedTuple):
    """The readers, suffixes, columns and encoding of a format."""

    audience: Audience
    suffix: str = ""
    """The suffix of an output file that chooses the format without `--format`."""
    archive_suffix: str = ""
    """The suffix of each file of a whole store, for a format that imports back."""
    has_all_columns: bool = True
    is_utf8: bool = True
    """False for one written in the encoding of the terminal."""


_PEOPLE, _PROGRAMS, _BOTH = Audience.PEOPLE, Audience.PROGRAMS, Audience.BOTH


class Format(StrEnum):
    """The name of a format, as `--format` takes it, with its traits.

    `txt` is another name for `plain`. A new format is a line here, a writer in
    `render/writers/`, and its line in `exporting/writers.py`.
    """

    TABLE = "table", _Traits(_PEOPLE, has_all_columns=False, is_utf8=False)
    PLAIN = "plain", _Traits(_BOTH, "txt", has_all_columns=False, is_utf8=False)
    TXT = "txt", _Traits(_BOTH, has_all_columns=False, is_utf8=False)
    CSV = "csv", _Traits(_PROGRAMS, "csv", "csv")
    CSV_EXCEL = "csv-excel", _Traits(_BOTH, archive_suffix="csv")
    JSON = "json", _Traits(_PROGRAMS, "json", "json")
    JSONL = "jsonl", _Traits(_PROGRAMS, "jsonl", "jsonl")
    MD = "md", _Traits(_PEOPLE, "md", has_all_columns=False)
    HTML = "html", _Traits(_PEOPLE, "html", has_all_columns=False)
    XLSX = "xlsx", _Traits(_BOTH, "xlsx")
    ICS = "ics", _Traits(_BOTH, "ics")
    SVG = "svg", _Traits(_PEOPLE, "svg")
    DATAPACKAGE = "datapackage", _Traits(_PROGRAMS, archive_suffix="csv")

    traits: _Traits

    def __new__(cls, name: str, traits: _Traits) -> Self:
        """Make a member whose value is its name."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.traits = traits
        return member


FORMATS_BY_SUFFIX = {
    output_format.traits.suffix: output_format
    for output_format in Format
    if output_format.traits.suffix
}
