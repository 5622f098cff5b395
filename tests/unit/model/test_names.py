"""Names: folded to be found, refused where they would show as another."""

from __future__ import annotations

import unicodedata

import pytest

from targetcli.errors import Unreadable
from targetcli.model.names import find_similar_names, name_key, read_name, read_scope
from targetcli.render.error_messages.message import explain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GDP", "gdp"),
        ("ＧＤＰ", "gdp"),
        (" 武进区 ", "武进区"),
        ("Wujin\u00a0 District", "wujin district"),
        ("（规上）", "(规上)"),
        (unicodedata.normalize("NFD", "Zürich"), "ZÜRICH"),
        ("STRASSE", "straße"),
        ("㎡", "m2"),
    ],
)
def test_same_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_other_names_keep_other_keys() -> None:
    keys = {name_key(name) for name in ("武进区", "武进", "武进区(全区)", "wujin")}
    assert len(keys) == 4


def test_a_name_is_kept_as_written() -> None:
    assert read_name("region", " 武进区（含） ") == "武进区（含）"
    assert read_name("region", unicodedata.normalize("NFD", "é")) == "é"
    assert len(read_name("region", "区" * 200)) == 200


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \u3000 ", "empty"),
        ("区" * 201, "longer"),
        ("武\u200b进", "U+200B"),
        ("\ufeff武进", "U+FEFF"),
        ("a\u202egnp", "U+202E"),
        ("a\u2066b", "U+2066"),
        ("a\x00b", "U+0000"),
        ("a\nb", "U+000A"),
        ("a\x1b[31mb", "U+001B"),
        ("a\u2028b", "U+2028"),
        ("a\ud800b", "U+D800"),
        ("a\u00adb", "U+00AD"),
        ("a\u034fb", "U+034F"),
        ("a\u3164b", "U+3164"),
        ("a\ufe0fb", "U+FE0F"),
        ("葛\U000e0100城", "U+E0100"),
    ],
)
def test_no_name(text: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_name("region", text)
    assert why in explain(refused.value.reason)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("", ""),
        (" ; ；", ""),
        ("含常州经开区", "含常州经开区"),
        ("规模以上；不变价", "不变价;规模以上"),
        ("b; a;b ", "a;b"),
        ("（不变价）", "(不变价)"),
        ("含 常州　 经开区; 不 变价", "不变价;含常州经开区"),
        ("b\u037ea", "a;b"),  # the Greek question mark is a semicolon
    ],
)
def test_scope(text: str, scope: str) -> None:
    assert read_scope(text) == scope
    assert read_scope(scope) == scope


def test_scope_holds_names() -> None:
    with pytest.raises(Unreadable):
        read_scope("含\u200b经开区")


def test_nearest() -> None:
    known = ("武进区", "新北区", "gdp", "Wujin District")
    assert find_similar_names("武近区", known)[0] == "武进区"
    assert find_similar_names("wujin", known) == ("Wujin District",)
    assert find_similar_names("", known) == ()
    assert find_similar_names("zzz", known) == ()
    assert find_similar_names("x" * 1_000_000, known) == ()
