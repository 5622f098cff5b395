"""Lines break between words and Chinese characters, and never inside a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.render.characters import display_width
from targetcli.render.writers.wrapping import wrap


def lines(text: str, width: int) -> list[str]:
    return [line.removesuffix("\n") for line in wrap(text, width)]


def test_words_and_characters_fill_a_line() -> None:
    assert lines("one two three", 7) == ["one two", "three"]
    assert lines("含常州经开区的地区生产总值", 12) == [
        "含常州经开区",
        "的地区生产总",
        "值",
    ]


@pytest.mark.parametrize("width", range(1, 30))
def test_a_figure_and_its_sign_and_unit_stay_on_one_line(width: int) -> None:
    text = "武进区地区生产总值 > 3600亿元，PM2.5年均浓度 35微克/立方米 by 2025-12-31"
    output = lines(text, width)
    for figure in ("> 3600亿元", "35微克/立方米", "2025-12-31"):
        assert any(figure in line for line in output), output


def test_no_line_begins_with_closing_punctuation() -> None:
    output = lines("突破，稳定，增长，提高，完成。", 6)
    assert not any(line[0] in "，。" for line in output)


def test_the_lines_after_the_first_are_indented() -> None:
    assert list(wrap("one two", 5, "- ", "  ")) == ["- one\n", "  two\n"]


@pytest.mark.parametrize("width", [24, 40, 60, 80])
def test_a_line_breaks_between_words_and_after_chinese_commas(width: int) -> None:
    line = "距 3600 差额：−377.16亿元，为目标的 89.5%；"
    line += "进度（线性，自 2020 的 2607亿元 起）。"
    lines = "".join(wrap(line, width, "    ", "      ")).splitlines()
    assert max(map(display_width, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(line.split())
    for figure in ("3600", "−377.16亿元", "89.5%", "2607亿元"):
        assert any(figure in wrapped for wrapped in lines)
    assert all(wrapped.startswith("    ") for wrapped in lines)


def test_a_word_too_long_for_a_line_begins_beside_its_mark() -> None:
    assert list(wrap("abcdefgh ij", 6, "- ", "  ")) == ["- abcdefgh\n", "  ij\n"]


@given(st.text(st.sampled_from("ab 区长，3亿"), max_size=60), st.integers(1, 40))
def test_nothing_is_lost_and_lines_fit_where_they_may_break(
    text: str, width: int
) -> None:
    output = lines(text, width)
    assert "".join(output).replace(" ", "") == text.replace(" ", "")
    for line in output:
        assert display_width(line) <= width or len(lines(line, width)) == 1
