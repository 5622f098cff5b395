"""Records of a store that guessed: what their words say, and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from targetcli.model.bound import Bound, Relation
from targetcli.model.records import (
    Basis,
    Better,
    EventAnswer,
    Figure,
    Metric,
    MetricKind,
    Origin,
    Target,
)
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import UserUnit
from targetcli.reading.older_records import (
    OlderMetric,
    OlderRecords,
    reread_figure,
    reread_metric,
    reread_target,
    reread_unit,
)
from targetcli.reading.vocabulary import Vocabulary

UNITS = UnitTable()
DAY = date(2024, 12, 31)
PATHS = Metric("步道", kind=MetricKind.STOCK, better=Better.MORE, unit="公里")
GUESSED = OlderMetric(PATHS, frozenset())
SAID = OlderMetric(
    PATHS._replace(kind_from=Origin.SAID, better_from=Origin.SAID),
    frozenset({"kind", "better"}),
)


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(lambda text: text)


def bound(
    digits: str, unit: str, relation: Relation = Relation.AT_LEAST, high: str = ""
) -> Bound:
    value_high = Decimal(high) if high else None
    return Bound(relation, Decimal(digits), value_high, UNITS.read(unit))


def target(
    asked: Bound | None,
    words: str,
    basis: Basis = Basis.LEVEL,
    answer: EventAnswer = EventAnswer.UNSAID,
) -> Target:
    return Target(
        *(1, "云溪区", "", PATHS, basis, asked, answer), deadline=DAY, as_written=words
    )


def figure(value: Bound | None, words: str = "", start: date | None = None) -> Figure:
    place = (1, "云溪区", "", PATHS, Basis.LEVEL)
    answer = EventAnswer.UNSAID if value else EventAnswer.YES
    return Figure(*place, value, start, DAY, answer, as_written=words)


@pytest.mark.parametrize(
    ("stored", "words", "basis", "relation", "side"),
    [
        (bound("50", "公里"), "50公里", Basis.LEVEL, Relation.UNSAID, None),
        (bound("50", "公里"), "达到50公里", Basis.LEVEL, Relation.AT_LEAST, None),
        (bound("50", "公里"), "at least 50公里", Basis.LEVEL, Relation.AT_LEAST, None),
        (bound("0", "起"), "0起", Basis.LEVEL, Relation.UNSAID, None),
        (
            *(bound("-3", "%", Relation.ABOUT), "下降3%左右", Basis.GROWTH),
            *(Relation.ABOUT, Better.LESS),
        ),
        (
            *(bound("1", "%", Relation.RANGE, "3"), "1%至3%之间", Basis.LEVEL),
            *(Relation.RANGE, Better.NONE),
        ),
        # Words of another number, of another sort, or none at all change nothing.
        (bound("60", "公里"), "50公里", Basis.LEVEL, Relation.AT_LEAST, None),
        (bound("50", "公里"), "新增50公里", Basis.LEVEL, Relation.AT_LEAST, None),
        (bound("50", "公里"), "见附表", Basis.LEVEL, Relation.AT_LEAST, None),
        (bound("50", "公里"), "", Basis.LEVEL, Relation.AT_LEAST, None),
    ],
)
def test_a_target_asks_what_its_words_ask(
    vocabulary: Vocabulary,
    stored: Bound,
    words: str,
    basis: Basis,
    relation: Relation,
    side: Better | None,
) -> None:
    found = reread_target(
        target(stored, words, basis), Metric("步道"), vocabulary, is_described=False
    )
    assert found.bound is not None
    assert (found.bound.relation, found.side) == (relation, side)
    assert found.basis_from is Origin.UNSAID


def test_a_described_target_keeps_its_relation_and_says_its_basis(
    vocabulary: Vocabulary,
) -> None:
    asked = target(bound("50", "公里"), "50公里")
    found = reread_target(asked, PATHS, vocabulary, is_described=True)
    assert found == asked._replace(basis_from=Origin.SAID)


def test_the_amount_of_a_year_says_its_basis(vocabulary: Vocabulary) -> None:
    asked = target(bound("50", "公里"), "每年50公里")
    found = reread_target(asked, PATHS, vocabulary, is_described=False)
    assert found.basis_from is Origin.SAID
    kept = OlderRecords((asked,), ())
    assert reread_metric(GUESSED, kept, vocabulary).kind is MetricKind.FLOW


def test_people_are_no_places(vocabulary: Vocabulary) -> None:
    asked = target(bound("600", "名", Relation.AT_MOST), "600名")
    found = reread_target(asked, Metric("教师"), vocabulary, is_described=False)
    assert found.bound == bound("600", "人", Relation.UNSAID)
    counted = figure(bound("650", "名", Relation.EQUAL), "650名")
    reread = reread_figure(counted, GUESSED, Metric("教师"), vocabulary)
    assert reread.bound == bound("650", "人", Relation.EQUAL)


def test_a_start_that_a_guess_dropped_is_a_bare_day(vocabulary: Vocabulary) -> None:
    year_end = figure(bound("41", "公里", Relation.EQUAL))
    unsaid = Metric("步道")
    assert reread_figure(year_end, GUESSED, unsaid, vocabulary).start == DAY
    assert reread_figure(year_end, SAID, SAID.metric, vocabulary).start is None
    known = unsaid._replace(kind=MetricKind.STOCK, kind_from=Origin.KNOWN)
    assert reread_figure(year_end, GUESSED, known, vocabulary).start is None
    happened = figure(None)
    assert reread_figure(happened, GUESSED, unsaid, vocabulary).start is None


@pytest.mark.parametrize(
    ("taken", "records", "kind", "better"),
    [
        (MetricKind.STOCK, (target(bound("50", "公里"), "50公里"),), None, None),
        (
            *(MetricKind.RATIO, (target(bound("50", "%"), "50%"),)),
            *(MetricKind.RATIO, None),
        ),
        (
            *(MetricKind.RANK, (target(bound("5", "名"), "第5名"),)),
            *(MetricKind.RANK, Better.LESS),
        ),
        (MetricKind.RANK, (target(bound("5", "名"), "5名"),), None, None),
        (
            *(MetricKind.EVENT, (target(None, "", answer=EventAnswer.YES),)),
            *(MetricKind.EVENT, None),
        ),
        (MetricKind.EVENT, (target(None, "建成通车"),), MetricKind.EVENT, None),
        (MetricKind.EVENT, (target(None, "高于全市平均"),), None, None),
        (MetricKind.EVENT, (), None, None),
    ],
)
def test_a_metric_is_known_by_its_values_alone(
    vocabulary: Vocabulary,
    taken: MetricKind,
    records: tuple[Target, ...],
    kind: MetricKind | None,
    better: Better | None,
) -> None:
    older = OlderMetric(PATHS._replace(kind=taken), frozenset())
    found = reread_metric(older, OlderRecords(records, ()), vocabulary)
    assert (found.kind, found.better, found.unit) == (kind, better, "")
    assert found.kind_from is (Origin.KNOWN if kind else Origin.UNSAID)


def test_what_was_said_of_a_metric_stays(vocabulary: Vocabulary) -> None:
    found = reread_metric(SAID, OlderRecords((), ()), vocabulary)
    assert found == SAID.metric._replace(unit="")


def test_a_noun_that_was_guessed_counts_only_itself() -> None:
    wards = UserUnit("wards")
    assert reread_unit(wards, is_said=False).dimension == "count of ward"
    assert reread_unit(wards, is_said=True) == wards
    dozen = UserUnit("dozens", factor=12)
    assert reread_unit(dozen, is_said=False) == dozen
