"""Declare the options and arguments of commands, without the wait for typer."""

from __future__ import annotations

from typing import Any


class Option:
    """An option by its names, with all else that typer is told of it."""

    def __init__(self, *names: str, **traits: Any) -> None:  # noqa: ANN401 - typer's own
        self.names = names
        self.traits = traits


class Argument(Option):
    """A word of a command line that stands for itself; it has no names."""
