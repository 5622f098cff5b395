"""Define a bound as read from its words, with all that they say besides it."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from targetcli.model.bound import Relation
from targetcli.model.records import Basis, Better, Commitment, FigureStatus


class RecordRole(Enum):
    """Record that a value belongs to: 达到 means "at least" in a target only."""

    TARGET = "target"
    FIGURE = "figure"


class ValueContext(NamedTuple):
    """Kind of record that the words belong to, and the unit given beside them."""

    role: RecordRole
    unit: str

    @property
    def is_target(self) -> bool:
        """Return True where the words belong to a target."""
        return self.role is RecordRole.TARGET


class SideWords(Enum):
    """Words that give a target its side, by what may take it away again."""

    FALL = "fall"
    """下降, 降至, 控制在, between: nothing does."""
    RISE = "rise"
    """增长, 提高: of prices they are only the way of counting."""
    REACH = "reach"
    """达到, 完成, 新增: they give way where less is better."""


class Wording(NamedTuple):
    """Bound as read from its words; `relation` is None where no word gives it.

    `side` is the side of a target that its words give apart from the relation, by
    `side_words`. `is_ranked` tells that words make the number a rank (第, 前, top), and
    `is_yearly` that it is the amount of one whole year. `status` is the stage of a
    figure where a word gives it: 预计, 初步核算. `base` is the year of a comparison,
    `scope` among whom a place is counted, and `commitment` what 力争 and 确保 say.
    """

    relation: Relation | None
    value: Decimal
    value_high: Decimal | None
    unit: str
    basis: Basis | None
    status: FigureStatus | None = None
    side: Better | None = None
    side_words: SideWords | None = None
    is_ranked: bool = False
    is_yearly: bool = False
    base: str = ""
    scope: str = ""
    commitment: Commitment | None = None

    def without_side(self) -> Wording:
        """Return the wording without the side, and the relation that it gave."""
        relation = (
            None if self.relation in RELATIONS_BY_SIDE.values() else self.relation
        )
        return self._replace(relation=relation, side=None, side_words=None)


RELATIONS_BY_SIDE = {Better.MORE: Relation.AT_LEAST, Better.LESS: Relation.AT_MOST}
# A bare number, "about" and a range say no side of their own.
_SIDELESS = (None, Relation.ABOUT, Relation.RANGE)


def give_side(
    wording: Wording, side: Better, side_words: SideWords, context: ValueContext
) -> Wording:
    """Give a target the side of its words where no limiter gives one already.

    A bare number gets the relation of that side; nothing at all (达到0, 增长0%) is left
    as it is, since at least nothing asks nothing.
    """
    is_open = wording.relation in _SIDELESS and wording.side in (None, Better.NONE)
    asks_nothing = wording.value == 0 and side is Better.MORE
    if not context.is_target or not is_open or asks_nothing:
        return wording
    relation = wording.relation or RELATIONS_BY_SIDE[side]
    return wording._replace(relation=relation, side=side, side_words=side_words)
