"""Name the reasons of refusals, outcomes and cautions."""

from enum import StrEnum
from typing import NamedTuple

from targetcli.model.records import Figure


class Reason(StrEnum):
    """A reason to refuse a figure, to give an outcome, or to be cautious about it."""

    SIDE = "side"
    KIND = "kind"
    SCOPE = "scope"
    UNIT = "unit"
    BASIS = "basis"
    PERIOD = "period"
    SUB_REGION = "sub-region"
    REPLACED = "replaced"
    NO_NUMBER = "no-number"
    BASE = "base"
    WINDOW = "window"
    NO_DEADLINE = "no-deadline"
    BOUND = "bound"
    ABOUT = "about"
    INCOMPLETE = "incomplete"
    CONTESTED = "contested"
    SPAN = "span"
    NO_FIGURE = "no-figure"
    NO_BASELINE = "no-baseline"
    NO_PATH = "no-path"
    AWAITED = "awaited"
    UNDATED = "undated"
    WITHIN_ROUNDING = "within-rounding"
    EARLY = "early"
    BASELINE_REVISED = "baseline-revised"
    WITHDRAWN_LATER = "withdrawn-later"


class Refusal(NamedTuple):
    """A figure that is not used for a target, and the reason."""

    figure: Figure
    reason: Reason
