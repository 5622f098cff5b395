"""The better side of a target: its own words, what was said, what is known (§3)."""

from __future__ import annotations

import pytest

from support.judged_records import build_bound, build_metric, build_target
from targetcli.model.bound import Relation
from targetcli.model.records import Better, Origin, Target
from targetcli.model.sides import ALL_SIDES, list_sides, resolve_bound

MORE, LESS, NONE = Better.MORE, Better.LESS, Better.NONE


@pytest.mark.parametrize(
    ("bound", "side"),
    [
        ("> 30 %", MORE),
        (">= 30 %", MORE),
        ("<= 30 %", LESS),
        ("< 30 %", LESS),
        ("= 30 %", NONE),
    ],
)
@pytest.mark.parametrize("better", ["", "more", "less", "none"])
def test_a_relation_says_the_side_whatever_the_metric(
    bound: str, side: Better, better: str
) -> None:
    target = build_target(build_metric("ratio", better), bound, "2024")

    assert list_sides(target) == (side,)


@pytest.mark.parametrize("bound", ["30 %", "~ 30 %", "20..30 %", "0 %", "<= 30 %"])
def test_the_target_s_own_words_come_first(bound: str) -> None:
    target = build_target(build_metric("ratio", "more"), bound, "2024", side="less")

    assert list_sides(target) == (LESS,)


@pytest.mark.parametrize("bound", ["30 %", "~ 30 %", "20..30 %"])
@pytest.mark.parametrize("origin", [Origin.SAID, Origin.KNOWN])
@pytest.mark.parametrize("better", list(Better))
def test_then_comes_the_side_of_the_metric(
    bound: str, origin: Origin, better: Better
) -> None:
    metric = build_metric("ratio", better, origin=origin)

    assert list_sides(build_target(metric, bound, "2024")) == (better,)


@pytest.mark.parametrize("bound", ["30 %", "~ 30 %", "20..30 %"])
def test_where_nobody_says_a_side_each_is_possible(bound: str) -> None:
    assert list_sides(build_target(build_metric(), bound, "2024")) == ALL_SIDES


@pytest.mark.parametrize("better", list(Better))
def test_an_event_has_the_side_of_its_metric(better: Better) -> None:
    target = build_target(build_metric("event", better), "1 个")

    assert list_sides(target._replace(bound=None)) == (better,)


def test_a_target_without_a_number_or_a_side_has_none() -> None:
    target = build_target(build_metric(), "1 个")._replace(bound=None)

    assert list_sides(target) == ALL_SIDES


def deficit(bound: str, basis: str, origin: Origin, *, sign: bool | None) -> Target:
    metric = build_metric("flow", "less", non_negative=sign, origin=origin)
    return build_target(metric, bound, "2024", basis=basis)


@pytest.mark.parametrize("bound", ["-3 亿元", "~ -3 亿元", "-3..3 亿元"])
@pytest.mark.parametrize("basis", ["level", "total"])
@pytest.mark.parametrize("sign", [None, True])
def test_what_is_known_of_a_deficit_says_nothing_of_a_surplus(
    bound: str, basis: str, *, sign: bool | None
) -> None:
    assert list_sides(deficit(bound, basis, Origin.KNOWN, sign=sign)) == ALL_SIDES
    assert list_sides(deficit(bound, basis, Origin.SAID, sign=sign)) == (LESS,)


@pytest.mark.parametrize(
    ("bound", "basis", "sign"),
    [
        ("3 亿元", "level", None),
        ("0.1 亿元", "total", True),
        ("0..1 亿元", "level", None),
        # Of changes and growth, which are below zero as often as above.
        ("-3 亿元", "change", True),
        ("-3 %", "growth", True),
        # And of what is known to be below zero at times.
        ("-3 亿元", "level", False),
    ],
)
def test_a_known_side_holds_for_the_usual_sign(
    bound: str, basis: str, *, sign: bool | None
) -> None:
    assert list_sides(deficit(bound, basis, Origin.KNOWN, sign=sign)) == (LESS,)


@pytest.mark.parametrize(
    ("better", "origin", "sign", "sides"),
    [
        # Nothing at all is a ceiling.
        ("", Origin.SAID, None, (LESS,)),
        ("", Origin.SAID, True, (LESS,)),
        ("less", Origin.SAID, None, (LESS,)),
        ("less", Origin.SAID, False, (LESS,)),
        ("less", Origin.KNOWN, False, (LESS,)),
        ("more", Origin.SAID, True, (LESS,)),
        ("more", Origin.KNOWN, True, (LESS,)),
        # A balance of nothing is a floor where more of it was said to be better.
        ("more", Origin.SAID, None, (MORE,)),
        ("more", Origin.SAID, False, (MORE,)),
        ("more", Origin.KNOWN, None, (MORE, LESS)),
        ("more", Origin.KNOWN, False, (MORE, LESS)),
        # And exact where neither side is better.
        ("", Origin.SAID, False, (NONE,)),
        ("", Origin.KNOWN, False, (NONE,)),
        ("none", Origin.SAID, None, (NONE,)),
        ("none", Origin.KNOWN, False, (NONE,)),
    ],
)
@pytest.mark.parametrize("basis", ["level", "total", "change"])
def test_nothing_at_all(
    better: str,
    origin: Origin,
    sides: tuple[Better, ...],
    basis: str,
    *,
    sign: bool | None,
) -> None:
    metric = build_metric("", better, non_negative=sign, origin=origin)

    assert list_sides(build_target(metric, "0 个", "2024", basis=basis)) == sides


@pytest.mark.parametrize(
    ("better", "origin", "sides"),
    [
        ("", Origin.SAID, (LESS,)),
        ("less", Origin.KNOWN, (LESS,)),
        ("none", Origin.SAID, (LESS,)),
        ("more", Origin.SAID, (MORE,)),
        ("more", Origin.KNOWN, (MORE, LESS)),
    ],
)
@pytest.mark.parametrize("sign", [None, True, False])
def test_no_growth(
    better: str, origin: Origin, sides: tuple[Better, ...], *, sign: bool | None
) -> None:
    metric = build_metric("", better, non_negative=sign, origin=origin)

    assert list_sides(build_target(metric, "0 %", "2024", basis="growth")) == sides


@pytest.mark.parametrize("bound", ["~ 0 %", "0..1 %", "0.0 %"])
def test_only_a_bare_zero_is_a_ceiling_by_itself(bound: str) -> None:
    sides = list_sides(build_target(build_metric(), bound, "2024"))

    assert sides == ((LESS,) if bound == "0.0 %" else ALL_SIDES)


@pytest.mark.parametrize(
    ("side", "relation"),
    [
        (MORE, Relation.AT_LEAST),
        (LESS, Relation.AT_MOST),
        (NONE, Relation.EQUAL),
    ],
)
def test_a_side_gives_a_bare_number_its_relation(
    side: Better, relation: Relation
) -> None:
    assert resolve_bound(build_bound("5 %"), side).relation is relation


@pytest.mark.parametrize("side", list(Better))
@pytest.mark.parametrize("bound", ["> 5 %", "~ 5 %", "1..3 %", "= 5 %"])
def test_a_relation_that_was_said_stays(side: Better, bound: str) -> None:
    assert resolve_bound(build_bound(bound), side) == build_bound(bound)
