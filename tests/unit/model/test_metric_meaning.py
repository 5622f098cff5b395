"""Several statements on one metric are put together by who made them."""

from __future__ import annotations

import pytest

from support.judged_records import build_metric
from targetcli.model.metric_meaning import add_meaning, find_contradiction
from targetcli.model.records import Better, Metric, MetricKind, Origin

UNSAID = build_metric()
KNOWN = build_metric("flow", "more", origin=Origin.KNOWN)
SAID = build_metric("stock", "less")


@pytest.mark.parametrize(
    ("stored", "given", "kind", "origin"),
    [
        (UNSAID, KNOWN, MetricKind.FLOW, Origin.KNOWN),
        (UNSAID, SAID, MetricKind.STOCK, Origin.SAID),
        (KNOWN, SAID, MetricKind.STOCK, Origin.SAID),
        (SAID, KNOWN, MetricKind.STOCK, Origin.SAID),
        (KNOWN, UNSAID, MetricKind.FLOW, Origin.KNOWN),
        (SAID, UNSAID, MetricKind.STOCK, Origin.SAID),
    ],
)
def test_what_is_said_takes_the_place_of_what_is_not(
    stored: Metric, given: Metric, kind: MetricKind, origin: Origin
) -> None:
    described = add_meaning(stored, given)
    assert (described.kind, described.kind_from) == (kind, origin)
    assert find_contradiction(stored, given) is None


def test_names_are_added() -> None:
    stored = Metric("甲", aliases=("a",), unit="家")
    described = add_meaning(stored, Metric("甲", "A", aliases=("b", "a"), unit="个"))
    assert (described.name_en, described.aliases) == ("A", ("a", "b"))
    assert described.unit == "家"


@pytest.mark.parametrize(
    ("given", "column"),
    [
        (build_metric("flow"), "kind"),
        (build_metric(better="more"), "better"),
        (build_metric("stock", "less"), None),
        (build_metric("flow", origin=Origin.KNOWN), None),
        (Metric("指标", name_en="other"), "name_en"),
    ],
)
def test_two_things_that_were_said_must_agree(
    given: Metric, column: str | None
) -> None:
    stored = SAID._replace(name_en="name", better=Better.LESS)
    assert find_contradiction(stored, given) == column
