"""Declare the options and arguments of commands, without the wait for typer."""

from __future__ import annotations

from typing import Any


class Option:
    """An option by its names, with all else that typer is told of it."""

    def __init__(self, *names: str, **traits: Any) -> None:  # noqa: ANN401 - typer's own
        self.names = names
        self.traits = traits

    @property
    def is_hidden(self) -> bool:
        """True for one that help does not list."""
        return bool(self.traits.get("hidden"))


class Argument(Option):
    """A word of a command line that stands for itself; it has no names."""
