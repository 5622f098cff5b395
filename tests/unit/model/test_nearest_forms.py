"""Refused values: the part that was read, the words left, and the nearest forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetcli.errors import TargetsError, Unreadable
from targetcli.model.bound_words import read_wording
from targetcli.model.nearest_forms import find_nearest_forms
from targetcli.model.unit_table import UnitTable
from targetcli.model.wording import RecordRole
from targetcli.problems.reading import ReadingProblem


@pytest.mark.parametrize(
    ("text", "quantity", "unread", "first_form"),
    [
        ("92% within 18 weeks", "92%", "within 18 weeks", "at least 92%"),
        ("reduce emissions by 45%", "45%", "reduce emissions by", "reduce by 45%"),
        ("raise output by 45%", "45%", "raise output by", "increase by 45%"),
        ("halve by 20%", "20%", "halve by", "reduce by 20%"),
        ("排放量下降了45%吧", "45%", "排放量下降了 … 吧", "下降45%"),
        ("收入提高了45元吧", "45元", "收入提高了 … 吧", "增加45元"),
        ("好像50家", "50家", "好像", "50家以上"),
        ("培育50家以上", "50家", "培育 … 以上", "50家以上"),
        ("3千亿", "3千亿", "", "3千亿元"),
        ("3 lakh crore", "3 lakh crore", "", "3 lakh crore people"),
        ("1,00,000 homes", "100,000", "", "100,000 homes"),
        ("1.000.000 homes", "1,000,000", "", "1,000,000 homes"),
        ("7 tons", "7", "tons", "7%"),
        ("许多", "", "许多", "突破3600亿元"),
        ("plenty", "", "plenty", "at least 5%"),
        ("PM2.5浓度下降7%吧", "7%", "PM2.5浓度下降 … 吧", "下降7%"),
        ("1/10亿元", "", "1/10亿元", "突破3600亿元"),
        ("5.5.5%", "", "5.5.5%", "at least 5%"),
        ("half of 2010 levels or so", "", "half of 2010 levels or so", "at least 5%"),
        ("几十家", "", "几十家", "突破3600亿元"),
    ],
)
def test_what_was_read_and_what_is_near(
    text: str, quantity: str, unread: str, first_form: str
) -> None:
    found = find_nearest_forms(text)
    assert (found.quantity, found.unread) == (quantity, unread)
    assert found.forms[0] == first_form


@pytest.mark.parametrize("text", ["92% within 18 weeks", "好像50家", "plenty", "许多"])
def test_the_forms_are_in_the_language_of_the_input(text: str) -> None:
    forms = find_nearest_forms(text).forms
    spoken = [form for form in forms if any(letter.isalpha() for letter in form)]
    assert spoken
    assert {form.isascii() for form in spoken} == {text.isascii()}


WORDS = (
    *("92%", "50家", "3.6亿元", "1,000 homes", "5%", "within", "差不多", "或许", "by"),
    *("reduce", "下降", "提高", "roughly speaking", "weeks", "每年", "3千亿", "2 lakh"),
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_what_is_offered_is_read(words: list[str]) -> None:
    for form in find_nearest_forms(" ".join(words)).forms:
        wording = read_wording(form, RecordRole.FIGURE)
        table = UnitTable()
        noun = table.find_new_noun(wording.unit)
        assert noun is not None or table.read(wording.unit)


@given(st.text(max_size=60))
def test_any_text_is_looked_at(text: str) -> None:
    assert find_nearest_forms(text).forms
    try:
        read_wording(text, RecordRole.TARGET)
    except TargetsError as refused:
        has_reason = not isinstance(refused, Unreadable) or (
            refused.reason.problem is not ReadingProblem.UNKNOWN_FORM
        )
    else:
        has_reason = True
    assert has_reason
