"""Chinese numerals: read in full, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targetcli.model.numerals import read_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", "0"),
        ("〇", "0"),
        ("五", "5"),
        ("两", "2"),
        ("兩", "2"),
        ("半", "0.5"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("九十九", "99"),
        ("两百", "200"),
        ("一百零五", "105"),
        ("一百一十", "110"),
        ("一千零一十", "1010"),
        ("一千〇五", "1005"),
        ("一千零十二", "1012"),
        ("三千六百", "3600"),
        ("三千六百五十二", "3652"),
        ("一万二千三百", "12300"),
        ("一万零三百", "10300"),
        ("三十七万", "370000"),
        ("三亿五千万", "350000000"),
        ("三億五千萬", "350000000"),
        ("两万亿", "2000000000000"),
        ("二〇二五", "2025"),
        ("二零二五", "2025"),
        ("二零", "20"),
        ("一百二十三点五", "123.5"),
        ("三点一四", "3.14"),
        ("三點一四", "3.14"),
        ("零点五〇", "0.50"),
    ],
)
def test_numeral(text: str, number: str) -> None:
    read = read_numeral(text)
    assert read is not None
    assert read.as_tuple() == Decimal(number).as_tuple()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "点",
        "点五",
        "五点",
        "五点十",
        "五点五点五",
        "百",
        "万",
        "亿",
        "三千六",  # said for 3600
        "三百六",
        "一万二",  # said for 12000
        "三亿五",
        "三五",  # "three to five", or 35
        "七八九",
        "两〇二五",
        "两两两两",
        "五十零",
        "一千零百",
        "三四百",
        "五六十",
        "十三四",
        "十十",
        "一百二百",
        "百二",
        "一百千",
        "三亿亿",
        "三万亿亿",
        "半个",
        "半半",
        "一" * 61,
        "亿" * 100,
        "abc",
    ],
)
def test_no_numeral(text: str) -> None:
    assert read_numeral(text) is None
