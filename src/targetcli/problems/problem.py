"""Define problems, and the reason of a failure: a problem with its facts."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple


class Problem(Enum):
    """Kind of problem, with a member for each sentence about one."""


class FailureReason(NamedTuple):
    """A problem and the facts that its sentence names."""

    problem: Problem
    facts: Mapping[str, object] = MappingProxyType({})
