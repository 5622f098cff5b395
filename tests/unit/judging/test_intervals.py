"""Truth: what an interval says of a bound (docs/design.md §5.4)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.judging.intervals import (
    Interval,
    Threshold,
    Truth,
    evaluate,
    to_interval,
    to_threshold,
)
from targetcli.model.bound import Bound, Relation
from targetcli.model.bound_words import read_wording
from targetcli.model.records import Better
from targetcli.model.unit_table import UnitTable
from targetcli.model.wording import RecordRole

UNITS = UnitTable()


def bound(text: str, role: RecordRole) -> Bound:
    wording = read_wording(text, role)
    relation = wording.relation or Relation.EQUAL
    unit = UNITS.read(wording.unit)
    return Bound(relation, wording.value, wording.value_high, unit)


@pytest.mark.parametrize(
    ("required", "better", "reported", "answer"),
    [
        ("至少30家", "more", "30家", "true"),
        ("至少30家", "more", "29家", "false"),
        ("至少30家", "more", "超30家", "true"),
        ("至少32家", "more", "超30家", "unknown"),
        ("至少30家", "more", "近30家", "false"),
        ("至少28家", "more", "近30家", "unknown"),
        ("超过30家", "more", "30家", "false"),
        ("超过30家", "more", "超30家", "true"),
        ("超过30家", "more", "30家以上", "unknown"),
        ("超过30家", "more", "不超过30家", "false"),
        ("不超过30家", "less", "30家", "true"),
        ("不超过30家", "less", "近30家", "true"),
        ("不超过30家", "less", "超30家", "false"),
        ("不超过30家", "less", "30家以上", "unknown"),
        ("低于30家", "less", "30家", "false"),
        ("低于30家", "less", "近30家", "true"),
        ("低于30家", "less", "不超过30家", "unknown"),
        ("=30家", "more", "30家", "true"),
        ("=30家", "more", "31家", "false"),
        ("=30家", "more", "29家以上", "unknown"),
        ("30至40家", "none", "30家", "true"),
        ("30至40家", "none", "40家", "true"),
        ("30至40家", "none", "41家", "false"),
        ("30至40家", "none", "29家", "false"),
        ("30至40家", "none", "35家以上", "unknown"),
        ("30至40家", "more", "41家", "true"),
        ("30至40家", "more", "29家", "false"),
        ("30至40家", "less", "29家", "true"),
        ("30至40家", "less", "41家", "false"),
        ("6.5%左右", "more", "6.6%", "true"),
        ("6.5%左右", "more", "6.46%", "unknown"),
        ("6.5%左右", "more", "6.45%", "unknown"),
        ("6.5%左右", "more", "6.44%", "false"),
        ("3%左右", "less", "2.1%", "true"),
        ("3%左右", "less", "3.3%", "unknown"),
        ("3%左右", "less", "3.31%", "false"),
        ("5%左右", "none", "5%", "true"),
        ("5%左右", "none", "5.4%", "unknown"),
        ("5%左右", "none", "4.6%", "unknown"),
        ("5%左右", "none", "5.6%", "false"),
        ("5%左右", "none", "4.4%", "false"),
        ("至少6%", "more", "约6%", "unknown"),
        ("至少5%", "more", "约6%", "true"),
        ("至少340家", "more", "300余家", "unknown"),
        ("至少400家", "more", "300余家", "false"),
        ("至少30家", "more", "30至40家", "true"),
    ],
)
def test_truth(required: str, better: str, reported: str, answer: str) -> None:
    question = to_threshold(bound(required, RecordRole.TARGET), Better(better))

    assert evaluate(question, to_interval(bound(reported, RecordRole.FIGURE))) is Truth(
        answer
    )


def test_better_comes_from_the_relation_before_the_metric() -> None:
    at_most = to_threshold(bound("不超过30家", RecordRole.TARGET), Better.MORE)
    over = to_threshold(bound("超过30家", RecordRole.TARGET), Better.LESS)

    assert at_most.better is Better.LESS
    assert over.better is Better.MORE


ends = st.tuples(*[st.integers(-3, 3).map(Decimal)] * 4).map(sorted)
thresholds = st.builds(
    lambda relation, better, ends: Threshold(
        *(relation, ends[1], ends[2], ends[0], ends[3], better)
    ),
    st.sampled_from(Relation),
    st.sampled_from(Better),
    ends,
)


@given(thresholds, st.integers(-4, 4))
def test_a_single_value_is_judged_as_an_interval_is(
    threshold: Threshold, value: int
) -> None:
    single = Decimal(value)
    # Equal ends that are two objects are compared as any interval is.
    interval = Interval(Decimal(value), Decimal(value) + Decimal(0))

    assert evaluate(threshold, Interval(single, single)) is evaluate(
        threshold, interval
    )
