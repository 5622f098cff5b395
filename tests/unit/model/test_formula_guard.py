"""Cells that a spreadsheet would run are guarded; numbers and words are not."""

from __future__ import annotations

import pytest

from targetcli.model.formula_guard import guard_formula, guard_quote, remove_guard


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "|calc",
        "%0",
        "＝1+1",
        "＋1",
        "－1+1",
        "＠SUM(A1)",
        " =1+1",
        "\u3000=1+1",
        "\t=1",
        "\r=1",
        "\n=1",
        "\tx",
        "'=1+1",
        "''=1+1",
        "-5亿元",
        "=\n",
    ],
)
def test_guarded(cell: str) -> None:
    assert guard_formula(cell) == f"'{cell}"
    assert remove_guard(f"'{cell}") == cell


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "5",
        "-5",
        "+5.0",
        "-5%",
        "'-5%",
        ">=",
        "<=",
        "=",
        "~",
        "-",
        "'",
        "''",
        "武进区",
        "it's",
        "'tis",
        "a=b",
        "> 3600亿元",
        "3600",
        "\n",
    ],
)
def test_left_alone(cell: str) -> None:
    assert guard_formula(cell) == cell
    assert remove_guard(cell) == cell


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        # Only a quote that taking the guard away would take away is kept by another.
        ("'=1+1", "''=1+1"),
        ("=1+1", "=1+1"),
        ("'5亿元", "'5亿元"),
        ("", ""),
    ],
)
def test_a_quote_of_its_own_is_kept(cell: str, guarded: str) -> None:
    assert guard_quote(cell) == guarded
