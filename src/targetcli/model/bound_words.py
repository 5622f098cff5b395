"""Read bounds as people word them: 突破3600亿元, 5%左右, at least 5 per cent.

Text that fits none of the forms is refused, never guessed (docs/design.md §3).
"""

from __future__ import annotations

from decimal import Decimal

from targetcli.errors import Unreadable
from targetcli.model import announced_forms, quantity
from targetcli.model import bound_vocabulary as words_of
from targetcli.model.bound import Relation
from targetcli.model.bound_numbers import (
    combine_units,
    read_bound,
    split_limiter,
    split_suffix,
)
from targetcli.model.bound_vocabulary import strip_prefix
from targetcli.model.movement_words import put_movement_first, read_fall, read_movement
from targetcli.model.records import Basis, Better, FigureStatus
from targetcli.model.unit_vocabulary import is_percentage
from targetcli.model.wording import (
    RecordRole,
    SideWords,
    ValueContext,
    Wording,
    give_side,
)
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem


def read_wording(
    text: str, role: RecordRole, unit: str = "", currency: str = ""
) -> Wording:
    """Read a value as people write it; its unit may be given beside the words.

    A $ is of the `currency` of the region.

    Raises `Unreadable` with the accepted forms for any other text, `Contradiction` for
    words in another unit than the one given.
    """
    context = ValueContext(role, unit)
    try:
        words = quantity.normalize_number(text)
        if quantity.is_plain_number(words):  # most of a file: no word has to be tried
            value, _ = quantity.split_number(words)
            return Wording(None, value, None, unit, None)
        return _read_words(words, context, currency)
    except Unreadable as failure:
        raise refuse_value(text, failure.reason) from failure


def refuse_value(text: str, reason: FailureReason) -> Unreadable:
    """Return the refusal of a value, with the nearest forms that are read.

    Where the reason says nothing of its own it tells which part was read.
    """
    from targetcli.model.nearest_forms import find_nearest_forms  # noqa: PLC0415 - to refuse

    partly_read = find_nearest_forms(text)
    if reason.problem is not ReadingProblem.UNKNOWN_FORM:
        return Unreadable("value", text, partly_read.forms, reason)
    if not (partly_read.quantity and partly_read.unread):
        return Unreadable(
            "value", text, problem=ReadingProblem.NO_NUMBER, forms=partly_read.forms
        )
    return Unreadable(
        "value",
        text,
        problem=ReadingProblem.PARTLY_READ,
        read=partly_read.quantity,
        unread=partly_read.unread,
        forms=partly_read.forms,
    )


def _read_words(words: str, context: ValueContext, currency: str) -> Wording:
    status, words = _split_status(words, context)
    announced = announced_forms.rewrite(words, currency)
    _check_aim(announced, context)
    words = announced.words
    wording = _read_fixed_phrase(words, context) or _read_with_basis(words, context)
    return wording._replace(
        status=status,
        base=announced.base,
        scope=announced.scope,
        commitment=announced.commitment,
    )


def _check_aim(
    announced: announced_forms.AnnouncedValue, context: ValueContext
) -> None:
    if announced.commitment and not context.is_target:
        raise Unreadable("value", announced.words, problem=ReadingProblem.AIM_OF_FIGURE)


def _split_status(words: str, context: ValueContext) -> tuple[FigureStatus | None, str]:
    """Split off the word for the status of a figure; a target has none."""
    for status, prefixes in words_of.STATUS.items():
        if (rest := strip_prefix(words, prefixes)) is not None:
            if context.is_target:
                raise Unreadable("value", words, problem=ReadingProblem.EXPECTED_TARGET)
            return status, rest
    return None, words


def _read_fixed_phrase(words: str, context: ValueContext) -> Wording | None:
    rest = strip_prefix(words, words_of.ACHIEVE)
    phrase = (words if rest is None else rest).lower()
    if phrase in words_of.SIGNED_GROWTH:
        relation = words_of.SIGNED_GROWTH[phrase]
        unit = combine_units("%", context)
        return Wording(relation, Decimal(0), None, unit, Basis.GROWTH)
    if phrase in words_of.NOTHING:
        return Wording(None, Decimal(0), None, context.unit, None)
    if phrase in words_of.MULTIPLES:
        return _read_multiple(Decimal(words_of.MULTIPLES[phrase]), context)
    if (rise := _read_limited_rise(phrase, context)) is not None:
        return rise
    if phrase in words_of.FULL_COVERAGE:
        full = Wording(None, Decimal(100), None, combine_units("%", context), None)
        return give_side(full, Better.MORE, SideWords.FALL, context)
    return None


def _read_multiple(times: Decimal, context: ValueContext) -> Wording:
    unit = combine_units("倍", context)
    multiple = Wording(None, times, None, unit, Basis.GROWTH)
    if times < 1:
        return give_side(multiple, Better.LESS, SideWords.FALL, context)
    return give_side(multiple, Better.MORE, SideWords.RISE, context)


def _read_limited_rise(phrase: str, context: ValueContext) -> Wording | None:
    """Read the floor of a multiple, 翻一番以上; None for other words."""
    before, rest = split_limiter(phrase)
    times, behind = split_suffix(rest)
    relation = before or behind
    multiple = Decimal(words_of.MULTIPLES.get(times.strip(), 0))
    is_floor = relation in (Relation.AT_LEAST, Relation.OVER) and not (
        before and behind
    )
    if multiple > 1 and is_floor:
        return _read_multiple(multiple, context)._replace(relation=relation)
    return None


def _read_with_basis(words: str, context: ValueContext) -> Wording:
    if (yearly := _strip_yearly(words)) is not None:
        return _read_with_basis(yearly, context)._replace(is_yearly=True)
    if (rest := strip_prefix(words, words_of.NET_RISE)) is not None:
        rise = read_bound(rest, context)._replace(basis=Basis.CHANGE)
        return give_side(rise, Better.MORE, SideWords.RISE, context)
    if (rest := strip_prefix(words, words_of.NET_FALL)) is not None:
        return read_fall(rest, context)._replace(basis=Basis.CHANGE)
    if (rest := strip_prefix(words, words_of.GROSS_ADDITION)) is not None:
        addition = read_bound(rest, context)._replace(basis=Basis.TOTAL)
        return give_side(addition, Better.MORE, SideWords.REACH, context)
    if (rest := strip_prefix(words, words_of.CUMULATIVE)) is not None:
        # 累计下降5% is a change over the years, 累计5亿元 the sum of them.
        cumulative = _read_with_basis(rest, context)
        if cumulative.basis is None and is_percentage(cumulative.unit):
            raise Unreadable("value", words, problem=ReadingProblem.SUM_OF_SHARES)
        return (
            cumulative if cumulative.basis else cumulative._replace(basis=Basis.TOTAL)
        )
    return read_movement(put_movement_first(words), context)


def _strip_yearly(words: str) -> str | None:
    """Return the words of an amount without "a year"; None where they do not say it."""
    if (rest := strip_prefix(words, words_of.YEARLY)) is not None:
        return rest
    for ending in words_of.YEARLY_BEHIND:
        rest = words[: -len(ending)]
        # 5% a year is a rate, not the amount of a year.
        is_share = rest.endswith(("%", "‰", "百分点", "percent", "per cent", "points"))
        if words.lower().endswith(ending) and not is_share:
            return rest.strip()
    return None
