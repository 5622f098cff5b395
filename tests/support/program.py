"""Run the program as its users do, and keep what it left."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class ProgramResult(NamedTuple):
    """Exit code, standard output and standard error of one run."""

    code: int
    out: str
    err: str


Run = Callable[..., ProgramResult]
