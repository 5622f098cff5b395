"""List the verbs of the program and load each one only when it is named."""

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
    JobsOption,
    OutputOptions,
    ProfileOption,
    RecordFilter,
    StoreOptions,
)
from targetcli.session.session import Session


class Verb(NamedTuple):
    """The module of a verb, its summary in the help, and its app in that module."""

    module: str
    summary: str
    app: str = "app"


VERBS: dict[str, Verb] = {
    "init": Verb("init", "Make an empty store, or one holding the packaged data set."),
    "demo": Verb(
        "demo", "Show the whole story on the packaged data; leaves nothing behind."
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
    "regions": Verb(
        "reference_data", "List the regions; add one with: regions add.", "regions"
    ),
    "metrics": Verb(
        "reference_data", "List the metrics; add one with: metrics add.", "metrics"
    ),
    "units": Verb(
        "reference_data",
        "List the units that can be read; add one with: units add.",
        "units",
    ),
    "sources": Verb(
        "reference_data", "List the sources; add one with: sources add.", "sources"
    ),
    "identities": Verb(
        "reference_data",
        "List the identities (whole = part + part); add one with: identities add.",
        "identities",
    ),
    "milestones": Verb(
        "reference_data",
        "List the announced milestones; add one with: milestones add.",
        "milestones",
    ),
    "settle": Verb(
        "settle", "Go through what nobody said and the verdicts that hang on it."
    ),
    "remove": Verb(
        "remove", "Take a wrong target or figure out; the log keeps what it was."
    ),
    "log": Verb(
        "log", "List every write, newest last; or what a record was after each."
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
    "upgrade": Verb(
        "upgrade",
        "Upgrade a store of an earlier version; list what nobody said, and verdicts.",
    ),
    "where": Verb("where", "List the files in use, and what they hold."),
}

# Groups of options that many verbs share: in the help they come after its own.
_SHARED = (
    StoreOptions,
    OutputOptions,
    RecordFilter,
    FigureFilter,
    AsOfOption,
    ProfileOption,
    JobsOption,
)
_HELP = """Keep announced targets and later reported figures side by side.

\b
Examples:
  targets demo
  targets add 云溪区 地区生产总值 突破500亿元 --by 2025
  targets compare --region 云溪区 --as-of 2026-03-31

(This is not targetcli, the shell for Linux iSCSI targets.)
"""


class LazyVerbs(TyperGroup):
    """A group that loads the module of a verb when it is named, and no other."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """Return the names in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Return a verb, built from its module; None for an unknown name."""
        return get_command(load_app(cmd_name)) if cmd_name in VERBS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """Write the verbs with their summaries, without loading any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, verb.summary) for name, verb in VERBS.items()])


def load_app(name: str) -> typer.Typer:
    """Import the module of a verb and return its app."""
    verb = VERBS[name]
    module = import_module(f"targetcli.commands.{verb.module}")
    verb_app: typer.Typer = getattr(module, verb.app)
    return verb_app


def new_app(**options: Any) -> typer.Typer:  # noqa: ANN401 - typer's own options
    """Create an app whose help does not depend on the terminal."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        **options,
    )


app = new_app(cls=LazyVerbs, no_args_is_help=True, help=_HELP)


def run_command(arguments: list[str]) -> object:
    """Run a command line in this process; what goes wrong is raised."""
    command = get_command(app)
    return command.main(arguments, prog_name="targets", standalone_mode=False)


def _print_version(is_given: bool) -> None:  # noqa: FBT001 - typer passes it so
    if is_given:
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
    """Give each field of a parameter that is a NamedTuple an option of its own.

    ``def due(session: Session, as_of_option: AsOfOption)`` gets ``--as-of`` and, as a
    `Session` is made of `StoreOptions`, ``--db``, ``--wait``, ``--quiet`` and
    ``--no-migrate``. When it is called, the values are gathered into the tuples again.
    """
    signature = inspect.signature(function, eval_str=True)
    own: list[inspect.Parameter] = []
    shared: list[inspect.Parameter] = []
    groups: dict[str, type] = {}
    for name, parameter in signature.parameters.items():
        kind = parameter.annotation
        group = StoreOptions if kind is Session else kind
        if _is_named_tuple(group):
            groups[name] = kind
            (shared if group in _SHARED else own).extend(_list_parameters(group))
        elif kind is not typer.Context:
            own.append(parameter)

    @wraps(function)
    def run(context: typer.Context, **values: Any) -> None:  # noqa: ANN401
        if "db" in values and values["db"] is None:
            values["db"] = (context.find_root().obj or {}).get("db")
        for name, kind in groups.items():
            values[name] = _gather(kind, values)
        if "context" in signature.parameters:
            values["context"] = context
        function(**values)

    context = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    _set_signature(run, [context, *own, *shared])
    return run


def _is_named_tuple(kind: object) -> bool:
    return isinstance(kind, type) and hasattr(kind, "_fields")


def _list_parameters(group: Any) -> list[inspect.Parameter]:  # noqa: ANN401 - a NamedTuple
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field,
            inspect.Parameter.KEYWORD_ONLY,
            default=group._field_defaults.get(field, inspect.Parameter.empty),
            annotation=hints[field],
        )
        for field in group._fields
    ]


def _gather(kind: Any, values: dict[str, Any]) -> Any:  # noqa: ANN401 - a NamedTuple or Session
    """Take the fields of a group out of the values and make it of them."""
    group = StoreOptions if kind is Session else kind
    options = group(**{field: values.pop(field) for field in group._fields})
    return Session(options) if kind is Session else options


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
