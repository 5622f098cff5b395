"""Build the program for typer, of what its verbs declare; each is loaded when named."""

import inspect
from functools import update_wrapper
from typing import Annotated, Any, get_args

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from targetcli import __version__, environment
from targetcli.commands.verb_app import (
    REQUIRED,
    Invocation,
    VerbApp,
    VerbFunction,
    VerbParameter,
    list_program_parameters,
    load_verb,
)
from targetcli.commands.verbs import VERBS
from targetcli.session.declarations import Argument


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


class AskingCommand(VerbCommand):
    """A verb that asks for what is missing, where a user can answer."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read a command line with what the user adds to it."""
        if environment.can_ask():
            from targetcli.commands.ask_missing import complete_words  # noqa: PLC0415

            args = complete_words(self, ctx, args)
        return super().parse_args(ctx, args)


class VerbWithVerbs(TyperGroup):
    """A verb with verbs below it, whose help is in the language of its reader."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401
        """Return the help of the verb."""
        from targetcli.commands.help_pages import verb_help  # noqa: PLC0415 - for help

        return verb_help(self, ctx)


def load_app(name: str) -> typer.Typer:
    """Import the module of a verb and return its app for typer."""
    return build_app(load_verb(name))


def build_app(declared: VerbApp) -> typer.Typer:
    """Build the app for typer of a declared one."""
    built = _new_typer(**declared.traits)
    for command in declared.commands:
        kind = AskingCommand if command.asks else VerbCommand
        decorate = built.command(command.name, cls=kind, **command.traits)
        decorate(_build_function(command.verb))
    if declared.group_callback is not None:
        verb, traits = declared.group_callback.verb, declared.group_callback.traits
        built.callback(**traits)(_build_function(verb))
    return built


def _new_typer(**traits: Any) -> typer.Typer:  # noqa: ANN401 - typer's own
    """Create an app whose help does not depend on the terminal."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        **{"cls": VerbWithVerbs, **traits},
    )


def _build_function(verb: VerbFunction) -> Any:  # noqa: ANN401 - one with a signature of its own
    """Build a function with the parameters of a verb as typer reads them."""

    def run(context: typer.Context, **values: Any) -> None:  # noqa: ANN401
        db = (context.find_root().obj or {}).get("db")
        verb.call(values, Invocation(db, context.invoked_subcommand))

    function: Any = update_wrapper(run, verb.function)
    del function.__wrapped__
    return _set_parameters(function, [*map(_build_parameter, verb.parameters)])


def _set_parameters(function: Any, parameters: list[inspect.Parameter]) -> Any:  # noqa: ANN401
    """Give a function the parameters that typer finds, behind the context."""
    context = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    ordered = [context, *sorted(parameters, key=lambda p: p.default is not p.empty)]
    function.__signature__ = inspect.Signature(ordered)
    function.__annotations__ = {p.name: p.annotation for p in ordered}
    return function


def _build_parameter(parameter: VerbParameter) -> inspect.Parameter:
    declaration = parameter.declaration
    build = typer.Argument if isinstance(declaration, Argument) else typer.Option
    built = build(*declaration.names, **declaration.traits)
    if parameter.panel:
        built.rich_help_panel = parameter.panel
    is_required = parameter.default is REQUIRED
    return inspect.Parameter(
        parameter.name,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=inspect.Parameter.empty if is_required else parameter.default,
        annotation=Annotated[get_args(parameter.hint)[0], built],
    )


app = _new_typer(cls=LazyVerbs, no_args_is_help=True)


def _print_version(is_given: bool) -> None:  # noqa: FBT001 - typer passes it so
    if is_given:
        typer.echo(f"targets {__version__}")
        raise typer.Exit


def _remember_store(context: typer.Context, **values: Any) -> None:  # noqa: ANN401
    context.obj = {"db": values["db"]}


def _build_program_callback() -> Any:  # noqa: ANN401 - one with a signature of its own
    parameters = [*map(_build_parameter, list_program_parameters())]
    for parameter in parameters:
        if parameter.name == "version":
            parameter.annotation.__metadata__[0].callback = _print_version
    return _set_parameters(_remember_store, parameters)


app.callback()(_build_program_callback())
