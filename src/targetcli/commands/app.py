"""The program: its verbs, loaded when they are named."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

import typer
from typer.core import TyperGroup
from typer.main import get_command

from targetcli import __version__
from targetcli.session.options import (
    AsOfOption,
    FigureFilter,
    OutputOptions,
    ProfileOption,
    RecordFilter,
    StoreOptions,
)
from targetcli.session.session import Session


class Verb(NamedTuple):
    """Where a verb is, and what it does in a line; its module is loaded when named."""

    module: str
    summary: str


VERBS: dict[str, Verb] = {
    "init": Verb("init", "Make an empty store, or one holding the packaged data set."),
    "demo": Verb(
        "demo", "Tell the whole story on the packaged data; leaves nothing behind."
    ),
    "add": Verb("add", "Add an announced target and print its id."),
    "record": Verb("record", "Record a reported figure and print its id."),
    "list": Verb("list_targets", "List the announced targets."),
    "figures": Verb("list_figures", "List the reported figures."),
    "show": Verb(
        "show", "Show one target with its verdict spelled out, or one figure."
    ),
    "edit": Verb(
        "edit", "Correct a slip in a target or figure; the log keeps what it was."
    ),
    "revise": Verb(
        "revise",
        "Add a newly announced version of a target; the old one stays, and is judged.",
    ),
    "withdraw": Verb("withdraw", "Record the announced withdrawal of a target."),
    "compare": Verb("compare", "Set every target beside its evidence."),
    "misses": Verb("misses", "List the targets that were missed or late."),
    "due": Verb(
        "due", "List the deadlines that are near, and those passed without a figure."
    ),
    "report": Verb(
        "report", "Write the status report: counts, what changed, every target."
    ),
    "export": Verb(
        "export", "Write records or verdicts for other programs, or the whole store."
    ),
    "import": Verb(
        "import_files", "Take in files, each known by its columns: all rows or none."
    ),
    "regions": Verb("regions", "List the regions; add one with: regions add."),
    "metrics": Verb("metrics", "List the metrics; add one with: metrics add."),
    "units": Verb("units", "List the units that can be read; add one with: units add."),
    "sources": Verb("sources", "List the sources; add one with: sources add."),
    "identities": Verb(
        "identities",
        "List the identities (whole = part + part); add one with: identities add.",
    ),
    "milestones": Verb(
        "milestones", "List the announced milestones; add one with: milestones add."
    ),
    "remove": Verb(
        "remove", "Take a wrong target or figure out; the log keeps what it was."
    ),
    "log": Verb(
        "log", "Tell every write, newest last; or what a record was after each."
    ),
    "undo": Verb("undo", "Take back the last write; undo once more to have it again."),
    "check": Verb(
        "check", "Look for damage and contradictions; silent when all is well."
    ),
    "backup": Verb("backup", "Write a whole copy of the store, while others use it."),
    "completion": Verb(
        "completion",
        "Print what makes bash, zsh or fish complete verbs, options and stored names.",
    ),
    "where": Verb("where", "Say which files are in use, and what they hold."),
}
# The exit code of a verb that found what it was asked to fail on (DESIGN.md §6).
FINDINGS = 3

_GROUPS = (OutputOptions, RecordFilter, FigureFilter, AsOfOption, ProfileOption)
_HELP = """Keep announced targets and later reported figures side by side.

\b
Examples:
  targets demo
  targets add 云溪区 地区生产总值 突破500亿元 --by 2025
  targets compare --region 云溪区 --as-of 2026-03-31

(This is not targetcli, the shell for Linux iSCSI targets.)
"""


class LazyVerbs(TyperGroup):
    """The verbs by name; naming one loads its module and no other."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """Return the names in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Return a verb, built from its module."""
        if cmd_name not in VERBS:
            return None
        module = import_module(f"targetcli.commands.{VERBS[cmd_name].module}")
        return get_command(module.app)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """Write the verbs with their summaries, without loading any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, verb.summary) for name, verb in VERBS.items()])


def new_app(**options: Any) -> typer.Typer:  # noqa: ANN401 - typer's own options
    """Return an app whose output does not depend on the terminal."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        **options,
    )


app = new_app(cls=LazyVerbs, no_args_is_help=True, help=_HELP)


def _print_version(asked: bool) -> None:  # noqa: FBT001 - typer passes it so
    if asked:
        typer.echo(f"targets {__version__}")
        raise typer.Exit


@app.callback()
def _remember_store(
    context: typer.Context,
    db: Annotated[
        Path | None, typer.Option("--db", metavar="FILE", help="The store to use.")
    ] = None,
    version: Annotated[  # noqa: ARG001 - its callback answers it
        bool,
        typer.Option(
            "--version",
            help="Say the version.",
            is_eager=True,
            callback=_print_version,
        ),
    ] = False,
) -> None:
    context.obj = {"db": db}


def spread_options(function: Callable[..., None]) -> Callable[..., None]:
    """Make a verb of a function: its groups of options become options of their own.

    A parameter annotated with such a group stands for its fields; `Session` for those
    of `StoreOptions`.
    """
    signature = inspect.signature(function, eval_str=True)
    plain: list[inspect.Parameter] = []
    grouped: list[inspect.Parameter] = []
    members: dict[str, tuple[type, tuple[str, ...]]] = {}
    for name, parameter in signature.parameters.items():
        group = (
            StoreOptions if parameter.annotation is Session else parameter.annotation
        )
        if group is typer.Context:
            continue
        if group is StoreOptions or group in _GROUPS:
            grouped += _parameters_of(group)
            members[name] = (parameter.annotation, group._fields)
        else:
            plain.append(parameter)

    @wraps(function)
    def run(context: typer.Context, **given: Any) -> None:  # noqa: ANN401
        before = (context.find_root().obj or {}).get("db")
        if given.get("db") is None and "db" in given:
            given["db"] = before
        for name, (kind, fields) in members.items():
            values = {field: given.pop(field) for field in fields}
            given[name] = (
                Session(StoreOptions(**values)) if kind is Session else kind(**values)
            )
        if "context" in signature.parameters:
            given["context"] = context
        function(**given)

    context = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    _set_signature(run, [context, *plain, *grouped])
    return run


def _parameters_of(group: Any) -> list[inspect.Parameter]:  # noqa: ANN401 - a NamedTuple
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field,
            inspect.Parameter.KEYWORD_ONLY,
            default=group._field_defaults[field],
            annotation=hints[field],
        )
        for field in group._fields
    ]


def _set_signature(run: Any, parameters: list[inspect.Parameter]) -> None:  # noqa: ANN401
    ordered = [
        parameter.replace(kind=inspect.Parameter.POSITIONAL_OR_KEYWORD)
        for parameter in sorted(parameters, key=lambda p: p.default is not p.empty)
    ]
    run.__signature__ = inspect.Signature(ordered)
    run.__annotations__ = {
        parameter.name: parameter.annotation for parameter in ordered
    }
    del run.__wrapped__
