"""Values in words: a place, an average, or that something happens."""

from __future__ import annotations

import pytest

from targetcli.model.numberless_words import has_no_number, tells_of_happening


@pytest.mark.parametrize(
    ("text", "numberless"),
    [("位居前列", True), ("高于全市平均", True), ("前5位平均", False), ("5%", False)],
)
def test_words_without_a_number(text: str, *, numberless: bool) -> None:
    assert has_no_number(text) is numberless


@pytest.mark.parametrize("text", ["建成通车", "to open", "railway opens", "铁路建成"])
def test_words_of_happening(text: str) -> None:
    assert tells_of_happening(text)


@pytest.mark.parametrize("text", ["", "5家", "reopen5", "粮食产量", "europen"])
def test_no_words_of_happening(text: str) -> None:
    assert not tells_of_happening(text)
