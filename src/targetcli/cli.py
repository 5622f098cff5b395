"""The edge: the only place that ends the program, and knows exit codes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

from targetcli import __version__
from targetcli.commands.exit_codes import ExitCode

# As `typing` has it, whose loading would be a tenth of the time of --version.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from targetcli.errors import TargetsError
    from targetcli.render.error_messages.message import ErrorMessage


def exit_codes() -> dict[type[TargetsError], ExitCode]:
    """Return the exit code of every failure a user can put right."""
    from targetcli import errors  # noqa: PLC0415 - not on the way of --version

    return {
        errors.Unreadable: ExitCode.USAGE,
        errors.UnknownName: ExitCode.USAGE,
        errors.UnknownColumn: ExitCode.USAGE,
        errors.NoSuchRecord: ExitCode.USAGE,
        errors.Contradiction: ExitCode.USAGE,
        errors.WrongUsage: ExitCode.USAGE,
        errors.ConfigRefused: ExitCode.USAGE,
        errors.FileRefused: ExitCode.DATA,
        errors.DataRefused: ExitCode.DATA,
        errors.StoreUnusable: ExitCode.STORE,
        errors.OutputUnusable: ExitCode.STORE,
        errors.NotWritable: ExitCode.STORE,
        errors.StoreBusy: ExitCode.BUSY,
        errors.WorkersFailed: ExitCode.UNEXPECTED,
    }


def run() -> NoReturn:
    """Run the program as a command and end the process at once.

    By then every file is closed. Collecting garbage while starting and taking modules
    apart at the end would be a fifth of the time of a short answer.
    """
    gc.disable()
    code = 0
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else ExitCode.UNEXPECTED
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    # What could not be written has been said by now.
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the program and end it."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if sys.stdout is None:
        # What is written to a closed output must fail, not vanish.
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    is_version = arguments in (["--version"], ["-V"])
    code = _print_version() if is_version else _run(arguments)
    sys.exit(code or _flush(arguments))


def _print_version() -> int:
    """Print what typer itself would, without the wait for typer."""
    with suppress(OSError):  # what cannot be written is still there to be flushed
        sys.stdout.write(f"targets {__version__}\n")
    return ExitCode.DONE


def _flush(arguments: list[str]) -> int:
    """Flush the output, as help cannot report by itself that it was not written."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _drop_stdout()
    except OSError as error:
        return _report_output_failure(error, arguments)
    return ExitCode.DONE


def _drop_stdout() -> int:
    # What is left in the buffer has no reader; let nothing try to flush it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.BROKEN_PIPE


def _report_output_failure(error: OSError, arguments: list[str]) -> int:
    from targetcli.errors import STANDARD_OUTPUT, OutputUnusable  # noqa: PLC0415
    from targetcli.problems.usage import OutputProblem  # noqa: PLC0415 - only then

    return _report_failure(
        OutputUnusable(STANDARD_OUTPUT, OutputProblem.FAILED, reason=error.strerror),
        arguments,
    )


def _run(arguments: list[str]) -> int:
    from targetcli.commands.command_line import run_command  # noqa: PLC0415
    from targetcli.environment import ReaderGone  # noqa: PLC0415
    from targetcli.errors import TargetsError  # noqa: PLC0415

    arguments = arguments or ["--help"]
    try:
        done = run_command(arguments)
    except TargetsError as failure:
        return _report_failure(failure, arguments)
    except (ReaderGone, BrokenPipeError):
        return _drop_stdout()
    except SystemExit as end:
        # typer's own answer, where nobody read its help to the end, would be 1.
        if isinstance(end.__context__, BrokenPipeError):
            return _drop_stdout()
        raise
    except OSError as failure:
        # What typer could not print is still there to be flushed.
        return _flush(arguments) or _report_other_failure(failure, arguments)
    except Exception as failure:
        if _was_interrupted(failure):
            return ExitCode.INTERRUPTED
        return _report_other_failure(failure, arguments)
    return done if isinstance(done, int) else ExitCode.DONE


def _was_interrupted(failure: BaseException | None) -> bool:
    """Return True if a failure came of Ctrl-C.

    A compiled module interrupted while it loads reports that it cannot be imported.
    """
    while failure is not None:
        if isinstance(failure, KeyboardInterrupt):
            return True
        failure = failure.__cause__ or failure.__context__
    return False


def _report_failure(failure: TargetsError, arguments: list[str]) -> int:
    from targetcli.render.error_messages.message import build_error_message  # noqa: PLC0415

    _choose_language(arguments)
    code = exit_codes()[type(failure)]
    _print(build_error_message(failure), code, arguments)
    return code


def _report_other_failure(failure: Exception, arguments: list[str]) -> int:
    """Print what the parser found wrong with the command line; else a bug."""
    from typer import Abort  # noqa: PLC0415

    from targetcli.render.error_messages import command_line  # noqa: PLC0415

    if isinstance(failure, Abort):
        return ExitCode.UNEXPECTED
    _choose_language(arguments)
    if message := command_line.build_usage_message(failure):
        _print(message, ExitCode.USAGE, arguments)
        return ExitCode.USAGE
    if os.environ.get("TARGETS_DEBUG"):
        raise failure
    message = command_line.build_unexpected_message(failure)
    _print(message, ExitCode.UNEXPECTED, arguments)
    return ExitCode.UNEXPECTED


def _choose_language(arguments: list[str]) -> None:
    """Choose the language of a failure, by the words of a command line not yet read."""
    from targetcli.environment import load_message_catalogue  # noqa: PLC0415
    from targetcli.render.i18n import set_catalogue  # noqa: PLC0415

    set_catalogue(load_message_catalogue(arguments))


def _print(message: ErrorMessage, code: int, arguments: list[str]) -> None:
    from targetcli.environment import say  # noqa: PLC0415
    from targetcli.render.i18n import gettext  # noqa: PLC0415

    say(f"targets: {message.message}")
    if message.hint:
        say(gettext("hint: {hint}").format(hint=message.hint))
    if _wants_json(arguments):
        from targetcli.render.writers.json import encode_json  # noqa: PLC0415

        error = {"schema": "targets.error/1", "exit": int(code), **message._asdict()}
        say(encode_json(error))


def _wants_json(arguments: list[str]) -> bool:
    """Return True if JSON was asked for, as far as an unread command line tells."""
    options = {"--json", "--format=json", "-Ojson"}
    pairs = pairwise(arguments)
    named = {("--format", "json"), ("-O", "json")}
    return not options.isdisjoint(arguments) or not named.isdisjoint(pairs)
