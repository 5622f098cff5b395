"""Read rises and falls, by a number or to one: 下降3%, 增长两倍, "down to 5%"."""

from __future__ import annotations

from targetcli.errors import Unreadable
from targetcli.model import bound_vocabulary as words_of
from targetcli.model import quantity
from targetcli.model.bound import Relation
from targetcli.model.bound_numbers import read_bound, split_limiter
from targetcli.model.bound_vocabulary import strip_prefix
from targetcli.model.records import Basis, Better
from targetcli.model.unit_vocabulary import is_percentage
from targetcli.model.wording import SideWords, ValueContext, Wording, give_side
from targetcli.problems.reading import ReadingProblem

OPPOSITE_SIDES = {Better.MORE: Better.LESS, Better.LESS: Better.MORE}
_SIDES_BY_LIMITER = {
    Relation.AT_LEAST: Better.MORE,
    Relation.OVER: Better.MORE,
    Relation.AT_MOST: Better.LESS,
    Relation.UNDER: Better.LESS,
}


def read_movement(words: str, context: ValueContext) -> Wording:
    """Read a rise, a fall, or a bound that is neither."""
    if split_limiter(words)[0] is not None:
        return read_bound(words, context)
    if (rest := _strip_end(words, words_of.UP_TO)) is not None:
        return _read_end(rest, Better.MORE, SideWords.RISE, context)
    if (rest := _strip_end(words, words_of.DOWN_TO)) is not None:
        return _read_end(rest, Better.LESS, SideWords.FALL, context)
    after_comparison = strip_prefix(words, words_of.COMPARISON)
    movement = words if after_comparison is None else after_comparison
    if (rest := strip_prefix(movement, words_of.UP)) is not None:
        rise = _as_rise(read_bound(rest, context))
        side = Better.MORE if rise.value >= 0 else Better.LESS
        return give_side(rise, side, SideWords.RISE, context)
    if (rest := strip_prefix(movement, words_of.DOWN)) is not None:
        return read_fall(rest, context)
    return read_bound(words, context)


def read_fall(rest: str, context: ValueContext) -> Wording:
    """Read what follows the word of a fall: the 3% of 下降3%."""
    fall = _as_fall(read_bound(rest, context))
    return give_side(fall, Better.LESS, SideWords.FALL, context)


def put_movement_first(words: str) -> str:
    """Turn 至少下降3% into 下降至少3%, and 实现增长5% into 增长5%."""
    movements = (*words_of.UP_TO, *words_of.DOWN_TO, *words_of.UP, *words_of.DOWN)
    achieved = strip_prefix(words, words_of.ACHIEVE)
    if achieved is not None and strip_prefix(achieved, movements) is not None:
        words = achieved
    _, rest = split_limiter(words)
    ends = (words_of.UP_TO, words_of.DOWN_TO)
    end = next((e for part in ends if (e := _strip_end(rest, part)) is not None), None)
    end = strip_prefix(rest, (*words_of.UP, *words_of.DOWN)) if end is None else end
    if rest == words or end is None:
        return words
    limiter = words[: len(words) - len(rest)].strip()
    movement = rest[: len(rest) - len(end)].strip()
    return (
        f"{movement} {limiter} {end}"
        if movement.isascii()
        else movement + limiter + end
    )


def _strip_end(words: str, prefixes: tuple[str, ...]) -> str | None:
    """Strip the words of a movement to a value; 下降至少3% is one by at least 3%."""
    rest = strip_prefix(words, prefixes)
    has_limiter = rest is not None and rest.startswith(("少", "多"))
    return None if has_limiter else rest


def _read_end(
    rest: str, side: Better, side_words: SideWords, context: ValueContext
) -> Wording:
    """Read the value that a movement ends at; it must not be bounded from afar.

    Down to at least 3% would be a fall that may not go too far.
    """
    wording = read_bound(rest, context)
    limited_side = _SIDES_BY_LIMITER.get(wording.relation or Relation.UNSAID, side)
    if context.is_target and limited_side is not side:
        raise Unreadable("value", rest, problem=ReadingProblem.TWO_BOUNDS)
    # Nothing falls to more than once itself: 缩小到2.5倍 is the level of a ratio.
    is_of_itself = side is Better.MORE or wording.value <= 1
    if _is_multiple(wording.unit) and is_of_itself:
        wording = wording._replace(basis=Basis.GROWTH)
    return give_side(wording, side, side_words, context)


def _as_rise(wording: Wording) -> Wording:
    unit, high = wording.unit, wording.value_high
    if not _is_multiple(unit):
        return wording._replace(basis=_basis_of_movement(unit))
    if unit != "倍":
        raise Unreadable(
            "value", "", problem=ReadingProblem.RISE_BY_MULTIPLE, unit=unit
        )
    # 增长两倍 ends at three times the base.
    return wording._replace(
        value=quantity.EXACT.add(wording.value, 1),
        value_high=None if high is None else quantity.EXACT.add(high, 1),
        basis=Basis.GROWTH,
    )


def _as_fall(wording: Wording) -> Wording:
    """Return a fall as a rise below zero, with its bound and side turned round."""
    if _is_multiple(wording.unit):
        raise Unreadable("value", "", problem=ReadingProblem.FALL_BY_MULTIPLE)
    if wording.value < 0:
        raise Unreadable("value", "", problem=ReadingProblem.NEGATIVE_FALL)
    relation, high = wording.relation, wording.value_high
    low = quantity.negate(wording.value)
    fall = wording._replace(
        value=low,
        basis=_basis_of_movement(wording.unit),
        side=OPPOSITE_SIDES.get(wording.side, wording.side) if wording.side else None,
    )
    if high is not None:
        return fall._replace(value=quantity.negate(high), value_high=low)
    return fall._replace(relation=relation and relation.opposite)


def _is_multiple(unit: str) -> bool:
    return unit.endswith("倍") or unit.lower() == "times"


def _basis_of_movement(unit: str) -> Basis:
    return Basis.GROWTH if is_percentage(unit) else Basis.CHANGE
