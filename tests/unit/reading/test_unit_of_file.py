"""The unit column of a file adds no unit: an office or a remark may stand there."""

from __future__ import annotations

import pytest

from targetcli.errors import Unreadable
from targetcli.problems.reading import ReadingProblem
from targetcli.reading.records import read_target
from targetcli.reading.vocabulary import Vocabulary
from targetcli.session.simplification import simplify_characters


def cells_in(unit: str, metric: str = "道路") -> dict[str, str]:
    return {
        "region": "云溪市",
        "metric": metric,
        "value": "5",
        "unit": unit,
        "deadline": "2025",
    }


def vocabulary_of_file() -> Vocabulary:
    vocabulary = Vocabulary(simplify_characters)
    vocabulary.reads_files = True
    return vocabulary


@pytest.mark.parametrize("unit", ["发改委", "见备注", "wards", "万发改委"])
def test_an_unknown_word_is_refused(unit: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_target(cells_in(unit), vocabulary_of_file())
    assert refused.value.reason.problem is ReadingProblem.UNIT_OF_FILE


@pytest.mark.parametrize(
    ("unit", "metric"),
    [("公里", "道路"), ("家企业", "企业"), ("schools", "new schools"), ("%", "绿化率")],
)
def test_a_unit_and_the_noun_of_the_metric_are_read(unit: str, metric: str) -> None:
    assert read_target(cells_in(unit, metric), vocabulary_of_file()).bound


def test_an_option_adds_its_unit() -> None:
    assert read_target(cells_in("wards"), Vocabulary(simplify_characters)).bound
