"""A new metric gets what is said and known of it, and nothing else."""

from __future__ import annotations

from typing import cast

import pytest

from targetcli.errors import Contradiction, UnknownName
from targetcli.model.bound import Relation
from targetcli.model.lexicon import Entry, Lexicon
from targetcli.model.records import Better, Metric, MetricKind, Origin, Target
from targetcli.problems.remarks import Remark
from targetcli.reading.records import read_figure, read_target
from targetcli.reading.vocabulary import Vocabulary

SAID, KNOWN, UNSAID = Origin.SAID, Origin.KNOWN, Origin.UNSAID
ENTRIES = (
    Entry(
        "失业率",
        "unemployment rate",
        ("调查失业率",),
        MetricKind.RATIO,
        Better.LESS,
        non_negative=True,
        lexicon="7",
    ),
    Entry("机票", "air fares", is_price=True, lexicon="7"),
)


class FewEntries:
    """A lexicon of two indicators, and of one head-word."""

    def find(self, name: str) -> Entry | None:
        """Return the entry that has a name."""
        return next((entry for entry in ENTRIES if name in entry.names), None)

    def kind_of_head_word(self, name: str) -> MetricKind | None:
        """Return the kind of what ends with 余额."""
        return MetricKind.STOCK if name.endswith("余额") else None


def create_vocabulary(*metrics: Metric, strict: bool = False) -> Vocabulary:
    vocabulary = Vocabulary(
        str, strict=strict, load_lexicon=lambda: cast("Lexicon", FewEntries())
    )
    vocabulary.add_known(metrics)
    return vocabulary


def read(metric: str, value: str, vocabulary: Vocabulary, **cells: str) -> Target:
    row = {"region": "云溪区", "metric": metric, "value": value, "deadline": "2025"}
    return read_target({**row, **cells}, vocabulary)


def test_what_the_lexicon_knows_is_copied() -> None:
    metric = read("调查失业率", "5.5%", create_vocabulary()).metric
    assert metric == Metric(
        "调查失业率",
        "unemployment rate",
        MetricKind.RATIO,
        Better.LESS,
        non_negative=True,
        aliases=("失业率",),
        kind_from=KNOWN,
        better_from=KNOWN,
        non_negative_from=KNOWN,
        lexicon="7",
    )


def test_what_is_said_comes_before_what_is_known() -> None:
    metric = read("失业率", "5.5%", create_vocabulary(), better="more").metric
    assert (metric.better, metric.better_from) == (Better.MORE, SAID)
    assert (metric.kind, metric.kind_from) == (MetricKind.RATIO, KNOWN)


def test_a_head_word_gives_the_kind_alone() -> None:
    metric = read("存款余额", "5亿元", create_vocabulary()).metric
    assert (metric.kind, metric.better) == (MetricKind.STOCK, None)


def test_another_name_of_a_stored_metric_finds_it() -> None:
    stored = Metric("失业率")
    vocabulary = create_vocabulary(stored)
    assert read("unemployment rate", "5.5%", vocabulary).metric == stored
    (stored_as, unsaid) = vocabulary.take_remarks()
    assert stored_as.problem is Remark.STORED_AS
    assert unsaid.problem is Remark.UNSAID_SIDE
    assert vocabulary.new_records == [vocabulary.regions.get("云溪区")]


def test_names_of_other_metrics_are_left_to_them() -> None:
    vocabulary = create_vocabulary(Metric("别的", "别的", aliases=("x",)))
    metric = read("失业率", "5.5%", vocabulary).metric
    assert metric.aliases == ("调查失业率",)


def test_a_rise_of_what_the_lexicon_calls_a_price_gives_no_side() -> None:
    bound = read("机票", "上涨3%", create_vocabulary()).bound
    assert bound is not None
    assert bound.relation is Relation.UNSAID


def test_an_amount_of_a_year_describes_a_stored_metric() -> None:
    vocabulary = create_vocabulary(Metric("住房"))
    read("住房", "每年1000套", vocabulary)
    (described,) = vocabulary.take_described_metrics()
    assert (described.kind, described.kind_from) == (MetricKind.FLOW, KNOWN)
    assert vocabulary.take_described_metrics() == ()


def test_what_is_said_once_may_be_said_again() -> None:
    said = Metric("住房", kind=MetricKind.FLOW, kind_from=SAID)
    vocabulary = create_vocabulary(said)
    assert read("住房", "1000套", vocabulary, kind="flow").metric == said
    with pytest.raises(Contradiction):
        read("住房", "1000套", vocabulary, kind="stock")


def test_a_strict_vocabulary_refuses_a_new_metric() -> None:
    vocabulary = create_vocabulary(strict=True)
    with pytest.raises(UnknownName):
        read("失业率", "5.5%", vocabulary)


def test_a_figure_says_nothing_of_the_better_side() -> None:
    vocabulary = create_vocabulary()
    row = {"region": "云溪区", "metric": "某数", "value": "不超过5家", "period": "2024"}
    metric = read_figure(row, vocabulary).metric
    assert (metric.better, metric.better_from) == (None, UNSAID)
