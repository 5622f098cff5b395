"""List the exit codes that scripts may rely on."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The ways in which a command can end; any other code is a failure too."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    FINDINGS = 3
    DATA = 4
    STORE = 5
    BUSY = 6
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class Ended(Exception):
    """The end of a command that did its work, with another exit code than 0."""

    def __init__(self, code: ExitCode) -> None:
        super().__init__(code)
        self.code = code
