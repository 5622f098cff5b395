"""Declare verbs: functions whose parameters are the options of a command line.

What is declared here is read by `plain_words` or, through `app`, by typer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

from targetcli.commands.verbs import VERBS
from targetcli.render.i18n import N_
from targetcli.session.declarations import Option
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
REQUIRED = object()
"""The default of a parameter that has none."""


class Invocation(NamedTuple):
    """The call of a verb: the `--db` before it, and its subcommand."""

    db: Path | None = None
    subcommand: str | None = None


class VerbParameter(NamedTuple):
    """An option or argument of a verb: the type of its value, and its declaration.

    `panel` is the title under which the help lists it; empty for the verb's own.
    """

    name: str
    hint: Any
    default: Any = REQUIRED
    panel: str = ""

    @property
    def declaration(self) -> Option:
        """The option or argument that gives the value."""
        declaration: Option = self.hint.__metadata__[0]
        return declaration


class VerbFunction:
    """A function as a verb: its parameters, and how it is called with their values."""

    def __init__(self, function: Callable[..., None]) -> None:
        self.function = function
        self.parameters: list[VerbParameter] = []
        self._groups: dict[str, Any] = {}
        self._invocation_name = ""
        self._has_shared_language = False
        self._spread(function)

    def call(self, values: dict[str, Any], invocation: Invocation) -> None:
        """Call the function with the value of each parameter."""
        if "db" in values and values["db"] is None:
            values["db"] = invocation.db
        if self._has_shared_language:
            del values["lang"]  # the language of the run is chosen by then
        for name, kind in self._groups.items():
            values[name] = _gather(kind, values)
        if self._invocation_name:
            values[self._invocation_name] = invocation
        self.function(**values)
        _say_how_to_take_back(values.values())

    def _spread(self, function: Callable[..., None]) -> None:
        own: list[VerbParameter] = []
        shared: list[VerbParameter] = []
        for parameter in _list_parameters(function):
            kind = parameter.hint
            group = StoreOptions if kind is Session else kind
            if kind is Invocation:
                self._invocation_name = parameter.name
            elif _is_named_tuple(group):
                self._groups[parameter.name] = kind
                (shared if group in _SHARED else own).extend(_list_fields(group))
            else:
                own.append(parameter)
        if "lang" not in {parameter.name for parameter in (*own, *shared)}:
            self._has_shared_language = True
            shared.append(_LANGUAGE)
        self.parameters = [*own, *shared]


def spread_options(function: Callable[..., None]) -> VerbFunction:
    """Give each field of a parameter that is a NamedTuple an option of its own.

    ``def due(session: Session, as_of_option: AsOfOption)`` gets ``--as-of`` and, as a
    `Session` is made of `StoreOptions`, ``--db``, ``--wait``, ``--quiet`` and
    ``--no-migrate``. When it is called, the values are gathered into the tuples again.
    """
    return VerbFunction(function)


class DeclaredCommand(NamedTuple):
    """A command of an app, with what typer alone is told of it.

    One that `asks` completes its line with a user who can answer.
    """

    name: str
    verb: VerbFunction
    traits: dict[str, Any]
    asks: bool = False

    @property
    def shown_parameters(self) -> list[VerbParameter]:
        """The options and arguments that help lists, first those that must be given."""
        shown = (p for p in self.verb.parameters if not p.declaration.is_hidden)
        return sorted(shown, key=lambda p: p.default is not REQUIRED)


class VerbApp:
    """The commands of a verb: one, or a group with a callback."""

    def __init__(self, **traits: Any) -> None:  # noqa: ANN401 - typer's own
        self.traits = traits
        self.commands: list[DeclaredCommand] = []
        self.group_callback: DeclaredCommand | None = None

    @property
    def is_group(self) -> bool:
        """True for a verb with verbs below it."""
        return self.group_callback is not None

    @property
    def shown_parameters(self) -> list[VerbParameter]:
        """The options and arguments of the verb itself that help lists."""
        return (self.group_callback or self.commands[0]).shown_parameters

    def command(
        self,
        name: str,
        *,
        asks: bool = False,
        **traits: Any,  # noqa: ANN401 - typer's own
    ) -> Callable[[VerbFunction], VerbFunction]:
        """Return a decorator that makes a function a command."""

        def declare(verb: VerbFunction) -> VerbFunction:
            self.commands.append(DeclaredCommand(name, verb, traits, asks))
            return verb

        return declare

    def callback(
        self,
        **traits: Any,  # noqa: ANN401 - typer's own
    ) -> Callable[[VerbFunction], VerbFunction]:
        """Return a decorator that makes a function run first in a group."""

        def declare(verb: VerbFunction) -> VerbFunction:
            self.group_callback = DeclaredCommand("", verb, traits)
            return verb

        return declare


def new_app(**traits: Any) -> VerbApp:  # noqa: ANN401 - typer's own
    """Create the app of a verb."""
    return VerbApp(**traits)


def load_verb(name: str) -> VerbApp:
    """Import the module of a verb and return its app."""
    verb = VERBS[name]
    module = import_module(f"targetcli.commands.{verb.module}")
    verb_app: VerbApp = getattr(module, verb.app)
    return verb_app


class _ProgramOptions(NamedTuple):
    """The options that stand before a verb."""

    db: Annotated[
        Path | None, Option("--db", metavar="FILE", help="The store to use.")
    ] = None
    version: Annotated[
        bool, Option("--version", "-V", help="Say the version.", is_eager=True)
    ] = False


def list_program_parameters() -> list[VerbParameter]:
    """List the options that stand before a verb."""
    return [*_list_fields(_ProgramOptions)]


_LANGUAGE = VerbParameter(
    "lang",
    Annotated[Lang | None, Option("--lang", help="The language of messages.")],
    None,
    _SHARED[StoreOptions],
)


def _say_how_to_take_back(values: Iterable[object]) -> None:
    for session in (value for value in values if isinstance(value, Session)):
        session.say_how_to_take_back()


def _is_named_tuple(kind: object) -> bool:
    return isinstance(kind, type) and hasattr(kind, "_fields")


def _list_parameters(function: Any) -> Iterator[VerbParameter]:  # noqa: ANN401
    """Yield the parameters of a function; `inspect` would take longer to load."""
    hints, code = get_type_hints(function, include_extras=True), function.__code__
    count = code.co_argcount
    names, defaults = code.co_varnames[:count], function.__defaults__ or ()
    without = (REQUIRED,) * (count - len(defaults))
    for name, default in zip(names, (*without, *defaults), strict=True):
        yield VerbParameter(name, hints[name], default)


def _list_fields(group: Any) -> Iterator[VerbParameter]:  # noqa: ANN401 - a NamedTuple
    hints, panel = get_type_hints(group, include_extras=True), _SHARED.get(group, "")
    for field in group._fields:
        default = group._field_defaults.get(field, REQUIRED)
        yield VerbParameter(field, hints[field], default, panel)


def _gather(kind: Any, values: dict[str, Any]) -> Any:  # noqa: ANN401 - a NamedTuple or Session
    """Take the fields of a group out of the values and make it of them."""
    group = StoreOptions if kind is Session else kind
    options = group(**{field: values.pop(field) for field in group._fields})
    return Session(options) if kind is Session else options
