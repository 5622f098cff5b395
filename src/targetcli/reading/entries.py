"""One row of text to one record.

The command line and every file format come through here, so that a value is read by
one grammar wherever it is written. Keys are the columns of the CSV files.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import units
from targetcli.model.bound import Bound, Relation
from targetcli.model.names import read_name, read_scope
from targetcli.model.period import (
    NOTHING,
    Relatives,
    Span,
    period_text,
    read_day,
    read_deadline,
    read_period,
)
from targetcli.model.quantity import digits_text, plain, read_digits
from targetcli.model.records import (
    Answer,
    Baseline,
    Basis,
    Better,
    Commitment,
    Figure,
    Identity,
    Kind,
    Metric,
    Milestone,
    Place,
    Region,
    Source,
    Status,
    Target,
    read_record_id,
)
from targetcli.model.units import NamedUnit
from targetcli.model.wording import (
    ACCEPTED,
    Role,
    Wording,
    read_wording,
    says_no_number,
)
from targetcli.reading.vocabulary import Vocabulary

Fields = Mapping[str, str]
Choice = TypeVar("Choice", bound=StrEnum)

TARGET_COLUMNS = (
    *("id", "region", "scope", "metric", "basis", "relation", "value", "value_high"),
    *("unit", "window_start", "deadline", "base_period", "commitment"),
    *("baseline_value", "baseline_unit", "baseline_period", "plan", "announced"),
    *("source", "locator", "as_written", "note", "revises", "withdrawn"),
    "withdrawn_source",
)
FIGURE_COLUMNS = (
    *("id", "region", "scope", "metric", "basis", "relation", "value", "value_high"),
    *("unit", "start", "end", "base_period", "status", "published", "source"),
    *("locator", "as_written", "note"),
)
REGION_COLUMNS = ("name", "name_en", "parent", "code", "aliases")
METRIC_COLUMNS = (
    *("name", "name_en", "kind", "better", "non_negative", "unit", "aliases"),
)
SOURCE_COLUMNS = (
    *("id", "title", "publisher", "published", "url", "archived_url", "sha256"),
)
UNIT_COLUMNS = ("name", "dimension", "factor")
IDENTITY_COLUMNS = ("whole", "parts", "source")
MILESTONE_COLUMNS = ("target", "date", "value")

_MOST_FACTOR_DIGITS = 18


def read_target(
    fields: Fields, words: Vocabulary, relatives: Relatives = NOTHING
) -> Target:
    """Read one target.

    Raises `Unreadable`, `UnknownName` or `Contradiction`; coins unknown names.
    """
    announced = _day(fields, "announced", relatives)
    relative = Relatives(relatives.today, announced.end if announced else None)
    region = words.region(_needed(fields, "region")).name
    wording = _wording(fields, Role.TARGET)
    metric = _metric(fields, words, wording)
    window_start, deadline = _window(fields, relative)
    base_period = _period(fields, "base_period", relative)
    number = fields.get("revises", "").strip()
    target = Target(
        id=_record_id(fields, "T"),
        region=region,
        scope=read_scope(fields.get("scope", "")),
        metric=metric,
        basis=_basis(fields, wording),
        bound=_bound(fields, words, metric, wording, Role.TARGET),
        answer=_answer(fields, metric),
        window_start=window_start,
        deadline=deadline,
        base_period=base_period,
        commitment=_choice(fields, "commitment", Commitment),
        baseline=_baseline(fields, words, relative),
        plan=_text(fields, "plan"),
        announced=announced,
        source=words.source(fields.get("source", "")),
        locator=_text(fields, "locator"),
        as_written=_as_written(fields),
        note=_text(fields, "note"),
        revises=_id_of("revises", number, "T") if number else None,
        withdrawn=_day(fields, "withdrawn", relatives),
        withdrawn_source=words.source(fields.get("withdrawn_source", "")),
    )
    _check_target(target)
    return target


def read_figure(
    fields: Fields, words: Vocabulary, relatives: Relatives = NOTHING
) -> Figure:
    """Read one figure.

    Raises `Unreadable`, `UnknownName` or `Contradiction`; coins unknown names.
    """
    published = _day(fields, "published", relatives)
    region = words.region(_needed(fields, "region")).name
    wording = _wording(fields, Role.FIGURE)
    metric = _metric(fields, words, wording)
    basis = _basis(fields, wording)
    start, end = _figure_period(fields, metric, basis, relatives)
    figure = Figure(
        id=_record_id(fields, "F"),
        region=region,
        scope=read_scope(fields.get("scope", "")),
        metric=metric,
        basis=basis,
        bound=_bound(fields, words, metric, wording, Role.FIGURE),
        start=start,
        end=end,
        answer=_answer(fields, metric),
        base_period=_period(fields, "base_period", relatives),
        status=_choice(fields, "status", Status) or Status.REPORTED,
        published=published,
        source=words.source(fields.get("source", "")),
        locator=_text(fields, "locator"),
        as_written=_as_written(fields),
        note=_text(fields, "note"),
    )
    _check_figure(figure)
    return figure


def read_region(fields: Fields, words: Vocabulary) -> Region:
    """Read one region; its parent is coined where it is new."""
    parent = fields.get("parent", "").strip()
    return Region(
        name=read_name("region", _needed(fields, "name")),
        name_en=_text(fields, "name_en"),
        parent=words.region(parent).name if parent else "",
        code=_text(fields, "code"),
        aliases=_aliases(fields),
    )


def read_metric(fields: Fields, words: Vocabulary) -> Metric:
    """Read one metric; kind and better have no default here."""
    unit = plain(fields.get("unit", ""))
    if unit:
        words.unit(unit)
    return Metric(
        name=read_name("metric", _needed(fields, "name")),
        name_en=_text(fields, "name_en"),
        kind=_choice(fields, "kind", Kind) or Kind.FLOW,
        better=_choice(fields, "better", Better) or Better.MORE,
        non_negative=_yes(fields, "non_negative"),
        unit=unit,
        aliases=_aliases(fields),
    )


def read_source(fields: Fields) -> Source:
    """Read one source."""
    url = _text(fields, "url")
    return Source(
        id=read_name("source", _needed(fields, "id")),
        title=_text(fields, "title"),
        publisher=_text(fields, "publisher"),
        published=_day(fields, "published", NOTHING),
        url=url,
        archived_url=_text(fields, "archived_url"),
        sha256=_text(fields, "sha256"),
    )


def read_unit(fields: Fields) -> NamedUnit:
    """Read one unit: a name, a dimension (count where empty) and a whole factor."""
    dimension = fields.get("dimension", "").strip()
    return NamedUnit(
        _unit_name(_needed(fields, "name")),
        read_name("dimension", dimension) if dimension else units.COUNT,
        _factor(fields.get("factor", "").strip() or "1"),
    )


def read_identity(fields: Fields, words: Vocabulary) -> Identity:
    """Read one identity: ``whole`` and ``parts`` are ``region@scope``, by ``|``."""
    parts = tuple(
        _place(part, words) for part in _needed(fields, "parts").split("|") if part
    )
    whole = _place(_needed(fields, "whole"), words)
    if len(parts) < 2 or whole in parts or len(set(parts)) < len(parts):  # noqa: PLR2004
        raise Unreadable("identity", fields["parts"], ("部分甲|部分乙@口径",))
    return Identity(whole, parts, words.source(fields.get("source", "")))


def _unit_name(text: str) -> str:
    """Return the name of a unit; one that could not be read after a number is none."""
    name = read_name("unit", plain(text))
    if units.is_magnitude(name) or "/" in name:
        raise Unreadable("unit", text, why="it could not be told from another")
    wording = read_wording(f"1{name}", Role.FIGURE)
    if wording.relation or wording.value != 1 or wording.unit != name:
        raise Unreadable("unit", text, why="it could not be read after a number")
    return name


def _factor(text: str) -> int:
    few = text.isascii() and text.isdigit() and len(text) <= _MOST_FACTOR_DIGITS
    if not few or int(text) == 0:
        raise Unreadable("factor", text, ("1", "12", "10000"))
    return int(text)


def read_milestone(fields: Fields, relatives: Relatives = NOTHING) -> Milestone:
    """Read one milestone; its value is in the target's unit."""
    day = read_deadline(_needed(fields, "date"), relatives).day
    target = _id_of("target", _needed(fields, "target").strip(), "T")
    return Milestone(target, day, read_digits(_needed(fields, "value")))


def _place(text: str, words: Vocabulary) -> Place:
    region, _, scope = text.strip().partition("@")
    return Place(words.region(region).name, read_scope(scope))


def _needed(fields: Fields, column: str) -> str:
    text = fields.get(column, "")
    if not text.strip():
        raise Unreadable(column, text, why="it is empty")
    return text


def _text(fields: Fields, column: str) -> str:
    return fields.get(column, "")


def _aliases(fields: Fields) -> tuple[str, ...]:
    written = fields.get("aliases", "").split("|")
    return tuple(read_name("alias", alias) for alias in written if alias.strip())


def _yes(fields: Fields, column: str) -> bool:
    text = fields.get(column, "").strip().casefold()
    if text not in ("", "yes", "no"):
        raise Unreadable(column, text, ("yes", "no"))
    return text == "yes"


def _choice(fields: Fields, column: str, choices: type[Choice]) -> Choice | None:
    text = fields.get(column, "").strip()
    if not text:
        return None
    try:
        return choices(text.casefold())
    except ValueError:
        raise Unreadable(column, text, tuple(choices)) from None


def _record_id(fields: Fields, letter: str) -> int | None:
    text = fields.get("id", "").strip()
    return _id_of("id", text, letter) if text else None


def _id_of(column: str, text: str, letter: str) -> int:
    number = read_record_id(text, letter)
    if number is None:
        raise Unreadable(column, text, (f"{letter}1", "1"))
    return number


def _day(fields: Fields, column: str, relatives: Relatives) -> Span | None:
    text = fields.get(column, "").strip()
    return read_day(text, relatives) if text else None


def _period(fields: Fields, column: str, relatives: Relatives) -> Span | None:
    text = fields.get(column, "").strip()
    return read_period(text, relatives) if text else None


def _window(fields: Fields, relatives: Relatives) -> tuple[date | None, date | None]:
    start = _period(fields, "window_start", relatives)
    text = fields.get("deadline", "").strip()
    if not text:
        return (start.start if start else None), None
    said = read_deadline(text, relatives)
    return (start.start if start else said.window_start), said.day


def _figure_period(
    fields: Fields, metric: Metric, basis: Basis, relatives: Relatives
) -> tuple[date | None, date]:
    text = fields.get("period", "").strip()
    start = _period(fields, "start", relatives)
    end = _period(fields, "end", relatives)
    if text and (start or end):
        raise Contradiction(f"the period is {text}", "a start or an end is given too")
    span = end or read_period(
        _needed(fields, "period" if "period" in fields else "end"), relatives
    )
    if start:
        return start.start, span.end
    at_a_date = metric.kind in (Kind.STOCK, Kind.RANK) and basis is Basis.LEVEL
    # An end that is one day is that day; an end that is 2023 is all of 2023.
    alone = at_a_date or (end is not None and span.days == 1)
    return (None if alone else span.start), span.end


def _wording(fields: Fields, role: Role) -> Wording | None:
    """Read the value: in words where no relation is given, else as digits."""
    text = fields.get("value", "").strip()
    is_answer = text.casefold() in tuple(Answer)
    if is_answer or (role is Role.TARGET and says_no_number(text)):
        _check_no_number(fields)
        return None
    relation = _relation(fields)
    unit = plain(fields.get("unit", ""))
    high = fields.get("value_high", "").strip()
    if relation is not None:
        digits = read_digits(text), read_digits(high) if high else None
        return Wording(relation, *digits, unit, None)
    if high:
        raise Unreadable("value_high", high, why="it needs the relation range, or >")
    return read_wording(text, role, unit)


def _check_no_number(fields: Fields) -> None:
    """Refuse what belongs to a value where there is none."""
    for column in ("relation", "value_high"):
        if fields.get(column, "").strip():
            raise Unreadable("value", "", why=f"there is a {column}, and no number")


def _relation(fields: Fields) -> Relation | None:
    text = plain(fields.get("relation", ""))
    if not text:
        return None
    try:
        return Relation(text)
    except ValueError:
        raise Unreadable("relation", text, tuple(Relation)) from None


def _basis(fields: Fields, wording: Wording | None) -> Basis:
    chosen = _choice(fields, "basis", Basis)
    said = wording.basis if wording else None
    if chosen and said and chosen is not said:
        raise Contradiction(f"the basis is {chosen}", f"the words say {said}")
    return chosen or said or Basis.LEVEL


def _metric(fields: Fields, words: Vocabulary, wording: Wording | None) -> Metric:
    text = _needed(fields, "metric")
    metric = words.metrics.find(text)
    if metric is None:
        metric = _new_metric(read_name("metric", text), fields, words, wording)
        words.coin(metric)
    return metric


def _new_metric(
    name: str, fields: Fields, words: Vocabulary, wording: Wording | None
) -> Metric:
    """Describe a metric nobody has described yet, as far as its first value tells."""
    falls = wording is not None and wording.relation in (
        Relation.AT_MOST,
        Relation.UNDER,
    )
    kind = _choice(fields, "kind", Kind) or _kind_from(fields, words, wording)
    low = falls or kind is Kind.RANK
    better = _choice(fields, "better", Better) or (Better.LESS if low else Better.MORE)
    unit = wording.unit if wording and not wording.basis else ""
    return Metric(name, kind=kind, better=better, unit=unit)


def _kind_from(fields: Fields, words: Vocabulary, wording: Wording | None) -> Kind:
    if wording is None:
        return _kind_without_number(fields)
    basis = _basis(fields, wording)
    if basis is not Basis.LEVEL:
        return Kind.STOCK if basis is Basis.CHANGE else Kind.FLOW
    dimension = words.unit(wording.unit).dimension if wording.unit else units.COUNT
    if dimension == units.RANK:
        return Kind.RANK
    if dimension in (units.PERCENTAGE, units.POINTS) or "/" in dimension:
        return Kind.RATIO
    return Kind.FLOW if dimension.startswith("money") else Kind.STOCK


def _kind_without_number(fields: Fields) -> Kind:
    """Tell 位居前列 and 高于全市平均, kept with their words, from an event."""
    value, written = fields.get("value", ""), fields.get("as_written", "")
    words = value or written
    if says_no_number(words):
        return Kind.RANK if words.strip().endswith("前列") else Kind.STOCK
    counted = written and not value and fields.get("unit")
    return Kind.STOCK if counted else Kind.EVENT


def _bound(
    fields: Fields,
    words: Vocabulary,
    metric: Metric,
    wording: Wording | None,
    role: Role,
) -> Bound | None:
    if wording is None:
        _check_numberless(fields, metric, role)
        return None
    if metric.kind is Kind.EVENT:
        raise _no_answer(fields["value"], metric)
    if not wording.unit:
        why = f"no unit; {metric.unit} is usual" if metric.unit else "no unit"
        raise Unreadable("value", fields["value"], ACCEPTED, why)
    _check_ends(wording, fields)
    relation = wording.relation or _unsaid_relation(metric, role)
    unit = words.unit(wording.unit)
    return Bound(relation, wording.value, wording.value_high, unit)


def _check_numberless(fields: Fields, metric: Metric, role: Role) -> None:
    answered = fields.get("value", "").strip()
    is_answer = answered.casefold() in tuple(Answer)
    if metric.kind is Kind.EVENT:
        if not is_answer:
            raise _no_answer(answered, metric)
        return
    said = answered or fields.get("as_written", "").strip()
    if role is Role.FIGURE or not said or (answered and is_answer):
        why = "" if answered else "it is empty, and no words stand for it"
        raise Unreadable("value", answered, ACCEPTED, why)


def _no_answer(text: str, metric: Metric) -> Unreadable:
    accepted = ("yes", "no", "an empty value")
    return Unreadable("value", text, accepted, f"{metric.name} is an event")


def _check_ends(wording: Wording, fields: Fields) -> None:
    if wording.relation is Relation.RANGE and wording.value_high is None:
        raise Unreadable("value_high", "", why="a range needs its upper end")
    if wording.value_high is None:
        return
    if wording.relation not in (Relation.RANGE, Relation.OVER):
        raise Contradiction(
            f"the relation is {wording.relation or 'empty'}",
            f"there is an upper end, {digits_text(wording.value_high)}",
        )
    apart = wording.value_high - wording.value
    if apart < 0 or (apart == 0 and wording.relation is Relation.OVER):
        raise Unreadable("value", fields["value"], why="its upper end is below it")


def _unsaid_relation(metric: Metric, role: Role) -> Relation:
    if role is Role.FIGURE or metric.better is Better.NONE:
        return Relation.EQUAL
    return Relation.AT_LEAST if metric.better is Better.MORE else Relation.AT_MOST


def _answer(fields: Fields, metric: Metric) -> Answer:
    text = fields.get("value", "").strip().casefold()
    return Answer(text) if metric.kind is Kind.EVENT else Answer.UNSAID


def _baseline(
    fields: Fields, words: Vocabulary, relatives: Relatives
) -> Baseline | None:
    text = fields.get("baseline_value", "").strip()
    if not text:
        _check_no_baseline(fields)
        return None
    unit = plain(fields.get("baseline_unit", ""))
    said = read_wording(text, Role.FIGURE, unit)
    if said.relation is not None or said.basis is not None:
        raise Unreadable("baseline", text, ("2607亿元",), "it is not one exact number")
    period = read_period(_needed(fields, "baseline_period"), relatives)
    return Baseline(said.value, words.unit(said.unit), period)


def _check_no_baseline(fields: Fields) -> None:
    for column in ("baseline_unit", "baseline_period"):
        if fields.get(column, "").strip():
            why = f"it is empty, and there is a {column}"
            raise Unreadable("baseline_value", "", why=why)


def _as_written(fields: Fields) -> str:
    """Return the words as written: those given, else the value where it is words."""
    given = fields.get("as_written", "")
    if given or fields.get("relation", "").strip():
        return given
    value = fields.get("value", "").strip()
    return "" if value.casefold() in (Answer.YES, Answer.NO) else value


def _check_target(target: Target) -> None:
    start, deadline = target.window_start, target.deadline
    if start and deadline and start > deadline:
        raise Contradiction(f"the window starts {start}", f"it ends {deadline}")
    _check_growth_unit(target)


def _check_figure(figure: Figure) -> None:
    if figure.start and figure.start > figure.end:
        raise Contradiction(
            f"the period starts {figure.start}", f"it ends {figure.end}"
        )
    if figure.metric.kind is Kind.EVENT and not figure.answer:
        raise Unreadable("value", "", ("yes", "no"), "an event happened or did not")
    _check_growth_unit(figure)


def _check_growth_unit(record: Target | Figure) -> None:
    allowed = (units.PERCENTAGE, units.MULTIPLE)
    if record.bound is None or record.basis is not Basis.GROWTH:
        return
    if record.bound.unit.dimension not in allowed:
        raise Contradiction(
            "the basis is growth",
            f"the unit is {record.bound.unit.text}",
            "growth is in %, ‰ or 倍; use change for a difference in the metric's unit",
        )


def span_text(span: Span | None) -> str:
    """Write an optional period; empty where there is none."""
    return period_text(span) if span else ""
