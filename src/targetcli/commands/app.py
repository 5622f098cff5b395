"""Run the verbs of the program; each one is loaded only when it is named."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from targetcli import __version__, environment
from targetcli.commands.argument_order import arrange_arguments
from targetcli.commands.verbs import VERBS
from targetcli.render.i18n import N_, set_catalogue
from targetcli.session.options import (
    AsOfOption,
    FigureFilter,
    JobsOption,
    Lang,
    OutputOptions,
    ProfileOption,
    RecordFilter,
    StoreOptions,
)
from targetcli.session.session import Session

# Groups of options that many verbs share: in the help they come after its own, under
# these titles.
_SHARED: dict[type, str] = {
    RecordFilter: N_("Filter"),
    FigureFilter: N_("Filter"),
    AsOfOption: N_("Judging"),
    ProfileOption: N_("Judging"),
    JobsOption: N_("Judging"),
    OutputOptions: N_("Output"),
    StoreOptions: N_("Store and messages"),
}


class LazyVerbs(TyperGroup):
    """A group that loads the module of a verb when it is named, and no other."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """Return the names in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Return a verb, built from its module; None for an unknown name."""
        return get_command(load_app(cmd_name)) if cmd_name in VERBS else None

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401, ARG002
        """Return the help of the program in the language of the reader."""
        from targetcli.commands.help_pages import program_help  # noqa: PLC0415 - for help

        return program_help(self)


class VerbCommand(TyperCommand):
    """A verb whose help is in the language of its reader."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401
        """Return the help of the verb."""
        from targetcli.commands.help_pages import verb_help  # noqa: PLC0415 - for help

        return verb_help(self, ctx)


class VerbWithVerbs(TyperGroup):
    """A verb with verbs below it, whose help is in the language of its reader."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401
        """Return the help of the verb."""
        from targetcli.commands.help_pages import verb_help  # noqa: PLC0415 - for help

        return verb_help(self, ctx)


class VerbApp(typer.Typer):
    """An app whose commands show help in the language of their reader."""

    def command(self, name: str | None = None, **options: Any) -> Any:  # noqa: ANN401 - typer's own options
        """Return a decorator that makes a function a verb."""
        return super().command(name, **{"cls": VerbCommand, **options})


def load_app(name: str) -> typer.Typer:
    """Import the module of a verb and return its app."""
    verb = VERBS[name]
    module = import_module(f"targetcli.commands.{verb.module}")
    verb_app: typer.Typer = getattr(module, verb.app)
    return verb_app


def new_app(**options: Any) -> typer.Typer:  # noqa: ANN401 - typer's own options
    """Create an app whose help does not depend on the terminal."""
    return VerbApp(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        **{"cls": VerbWithVerbs, **options},
    )


app = new_app(cls=LazyVerbs, no_args_is_help=True)


def run_command(arguments: list[str]) -> object:
    """Run a command line in this process; what goes wrong is raised."""
    set_catalogue(environment.load_message_catalogue(arguments))
    words = arrange_arguments(arguments, VERBS)
    command = get_command(app)
    return command.main(words, prog_name="targets", standalone_mode=False)


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
            "-V",
            help="Say the version.",
            is_eager=True,
            callback=_print_version,
        ),
    ] = False,
) -> None:
    context.obj = {"db": db}


_LANG_PARAMETER = inspect.Parameter(
    "lang",
    inspect.Parameter.KEYWORD_ONLY,
    default=None,
    annotation=Annotated[
        Lang | None,
        typer.Option(
            "--lang",
            help="The language of messages.",
            rich_help_panel=_SHARED[StoreOptions],
        ),
    ],
)


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
        if _LANG_PARAMETER in shared:
            del values["lang"]  # the language of the run is chosen by then
        for name, kind in groups.items():
            values[name] = _gather(kind, values)
        if "context" in signature.parameters:
            values["context"] = context
        function(**values)
        _say_how_to_take_back(values.values())

    if "lang" not in {parameter.name for parameter in (*own, *shared)}:
        shared.append(_LANG_PARAMETER)
    context = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    _set_signature(run, [context, *own, *shared])
    return run


def _say_how_to_take_back(values: Iterable[object]) -> None:
    for session in (value for value in values if isinstance(value, Session)):
        session.say_how_to_take_back()


def _is_named_tuple(kind: object) -> bool:
    return isinstance(kind, type) and hasattr(kind, "_fields")


def _list_parameters(group: Any) -> list[inspect.Parameter]:  # noqa: ANN401 - a NamedTuple
    hints = get_type_hints(group, include_extras=True)
    if group in _SHARED:
        for hint in hints.values():
            hint.__metadata__[0].rich_help_panel = _SHARED[group]
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
