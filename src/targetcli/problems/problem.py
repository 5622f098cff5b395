"""A kind of problem, and a problem with its facts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple


class Problem(Enum):
    """One kind of problem: a member for each sentence that tells of one."""


class Reason(NamedTuple):
    """A problem and the facts that its sentence names."""

    problem: Problem
    facts: Mapping[str, object] = MappingProxyType({})
