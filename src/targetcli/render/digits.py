"""Write the digits of a number: grouped for people, bare for programs."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from targetcli.model.quantity import count_decimals, format_digits
from targetcli.render.i18n import language_tag
from targetcli.render.readers import is_for_programs

MINUS = "−"
_GROUP = 3
# Chinese print leaves 3600 as it is; English print groups it.
_LEAST_GROUPED = {"en": 4, "zh": 5}


def digits_text(value: Decimal) -> str:
    """Return a number as announced: ``−91,400`` for people, ``-91400`` for programs."""
    text = format_digits(value)
    if is_for_programs():
        return text
    whole, point, decimals = text.partition(".")
    if whole[0] == "-":
        return f"{MINUS}{_group(whole[1:])}{point}{decimals}"
    return f"{_group(whole)}{point}{decimals}" if len(whole) > _GROUP else text


def signed_text(value: Decimal) -> str:
    """Return a number with its sign: ``−30``, ``+12``; zero is only ``0``."""
    return f"+{digits_text(value)}" if value > 0 else digits_text(value)


def round_beside(value: Decimal, limits: Iterable[Decimal], places: int) -> Decimal:
    """Round to as few decimals, at least `places`, as keep it beside every limit."""
    sides = [(limit, _compare(value, limit)) for limit in limits]
    for decimals in range(places, count_decimals(value)):
        rounded = round(value, decimals)
        if all(_compare(rounded, limit) == side for limit, side in sides):
            return rounded
    return value


def _compare(value: Decimal, limit: Decimal) -> int:
    return (value > limit) - (value < limit)


def _group(whole: str) -> str:
    if len(whole) < _LEAST_GROUPED[language_tag()]:
        return whole
    first = len(whole) % _GROUP
    groups = [whole[at : at + _GROUP] for at in range(first, len(whole), _GROUP)]
    return ",".join([whole[:first], *groups] if first else groups)
