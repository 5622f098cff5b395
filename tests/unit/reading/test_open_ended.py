"""A target that is to hold for good has no deadline, and keeps its words."""

from __future__ import annotations

import pytest

from targetcli.reading.records import read_target
from targetcli.session.vocabulary import create_vocabulary

CELLS = {"region": "云溪市", "metric": "空气优良率", "value": "不低于90%"}


@pytest.mark.parametrize("words", ["长期坚持", "ongoing", "Continuous"])
def test_words_for_good_name_no_deadline_and_are_noted(words: str) -> None:
    target = read_target({**CELLS, "deadline": words}, create_vocabulary())
    assert (target.deadline, target.note) == (None, words)


def test_own_note_is_kept() -> None:
    cells = {**CELLS, "deadline": "长期坚持", "note": "见附件"}
    assert read_target(cells, create_vocabulary()).note == "见附件"
