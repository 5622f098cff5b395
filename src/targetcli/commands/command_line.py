"""Run a command line: a plain one at once, any other by typer."""

from __future__ import annotations

from targetcli import environment
from targetcli.commands.argument_order import arrange_arguments
from targetcli.commands.exit_codes import Ended, ExitCode
from targetcli.commands.plain_words import PlainLine, read_plain_line
from targetcli.commands.verbs import VERBS
from targetcli.render.i18n import set_catalogue


def run_command(arguments: list[str]) -> object:
    """Run a command line in this process; what goes wrong is raised."""
    set_catalogue(environment.load_message_catalogue(arguments))
    words = arrange_arguments(arguments, VERBS)
    plain = read_plain_line(words)
    try:
        return _run_by_typer(words) if plain is None else _run_plain(plain)
    except Ended as end:
        return end.code


def _run_plain(line: PlainLine) -> object:
    try:
        line.run()
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except EOFError:
        environment.say("")
        return ExitCode.UNEXPECTED
    return ExitCode.DONE


def _run_by_typer(words: list[str]) -> object:
    from typer.main import get_command  # noqa: PLC0415 - takes longer than all else

    from targetcli.commands.app import app  # noqa: PLC0415

    command = get_command(app)
    return command.main(words, prog_name="targets", standalone_mode=False)
