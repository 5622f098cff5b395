"""Groups of options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

from targetcli.errors import WrongUsage
from targetcli.render.number_scale import NumberScale
from targetcli.session.declarations import Option
from targetcli.session.formats import FORMATS_BY_SUFFIX, Audience, Format


class Lang(StrEnum):
    """The languages of tables and reports."""

    EN = "en"
    ZH = "zh"


class Color(StrEnum):
    """Choice of colour: always, never, or on a terminal."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class StoreOptions(NamedTuple):
    """The store to use, and how to use it."""

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
    """The format and the looks of an output, and the file it goes to."""

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
    limit: Annotated[
        int | None, Option("--limit", min=1, metavar="N", help="Only the first rows.")
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
        NumberScale, Option("--scale", help="Show amounts to people in 亿 or 万.")
    ] = NumberScale.NONE

    def is_translated(self, output_format: Format) -> bool:
        """Return True if an output in this format is in the language of its reader.

        A format that programs read too changes only with `--lang`, never with the
        locale.
        """
        audience = output_format.traits.audience
        return audience is Audience.PEOPLE or (
            audience is Audience.BOTH and self.lang is not None
        )

    @property
    def format_option(self) -> Format | None:
        """The format named by an option."""
        if self.as_json:
            return Format.JSON
        if self.as_csv:
            return Format.CSV
        return Format.PLAIN if self.format is Format.TXT else self.format

    @property
    def chosen_format(self) -> Format | None:
        """The format named by an option, else by the suffix of the output file."""
        suffix = self.path.suffix[1:].lower() if self.path else ""
        if self.format_option or not suffix:
            return self.format_option
        if suffix not in FORMATS_BY_SUFFIX:
            from targetcli.problems.usage import UsageProblem  # noqa: PLC0415 - to refuse

            known = tuple(f".{name}" for name in FORMATS_BY_SUFFIX)
            raise WrongUsage(UsageProblem.UNKNOWN_SUFFIX, suffix=suffix, known=known)
        return FORMATS_BY_SUFFIX[suffix]


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
    """The records to choose, by what they hold."""

    region: _Regions = None
    with_parts: _WithParts = False
    metric: _Metrics = None
    scope: _Scope = None
    plan: Annotated[
        str | None, Option("--plan", metavar="NAME", help="Only this plan.")
    ] = None
    owner: Annotated[
        str | None,
        Option("--owner", metavar="NAME", help="Only what this body answers for."),
    ] = None
    source: _Source = None
    due_before: Annotated[
        str | None,
        Option("--due-before", metavar="DATE", help="Only with a deadline before it."),
    ] = None

    @property
    def figure_filter(self) -> "FigureFilter":
        """The same filter as one of figures, without what only targets have."""
        return FigureFilter(*(getattr(self, field) for field in FigureFilter._fields))


class FigureFilter(NamedTuple):
    """The figures to choose; they have no plan and no deadline."""

    region: _Regions = None
    with_parts: _WithParts = False
    metric: _Metrics = None
    scope: _Scope = None
    source: _Source = None

    @property
    def record_filter(self) -> RecordFilter:
        """The same filter as one of any record."""
        return RecordFilter(**self._asdict())


class AsOfOption(NamedTuple):
    """The day whose state of knowledge is reported."""

    as_of: Annotated[
        str | None,
        Option("--as-of", metavar="DATE", help="What was known on that day."),
    ] = None


class JobsOption(NamedTuple):
    """The number of processes that judge targets."""

    jobs: Annotated[
        int | None,
        Option(
            "--jobs",
            metavar="N",
            min=1,
            help="Processes that judge; by default the cores, for many targets.",
        ),
    ] = None


ONE_JOB = JobsOption(1)


class ProfileOption(NamedTuple):
    """The profile that pace is measured and graded by."""

    profile: Annotated[
        str,
        Option("--profile", metavar="NAME", help="How pace is measured and graded."),
    ] = "plain"


LightOption = Annotated[
    list[str] | None,
    Option("--light", metavar="WORD", help="Only with this light of the profile."),
]
SinceOption = Annotated[
    str | None,
    Option("--since", metavar="DATE", help="Tell how ranks moved since that day."),
]
