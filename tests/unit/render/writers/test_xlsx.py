"""Workbooks: words stay words, figures keep every digit."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from targetcli.errors import NotWritable
from targetcli.render.table import CellContent, Table
from targetcli.render.writers.xlsx import Sheet, as_xlsx

WORDS, NUMBER = CellContent.WORDS, CellContent.NUMBER


def cells_of(cell: str, holds: CellContent = WORDS) -> Any:  # noqa: ANN401 - a cell
    table = Table(("id", "x"), (True, True), [("T1", cell)], content=(WORDS, holds))
    workbook_bytes = b"".join(as_xlsx([Sheet("targets", table)]))
    return load_workbook(BytesIO(workbook_bytes))["targets"]["B2"]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "＝1+1",
        "'=1",
        "http://example.org",
        "mailto:a@example.org",
        "internal:Sheet1!A1",
        "123",
        "<r><t>x</t></r>",
        "<r></r>",
        "  two spaces  ",
        "first\nsecond",
    ],
)
def test_text_stays_text(cell: str) -> None:
    written = cells_of(cell)
    assert (written.data_type, written.value) == ("s", cell)
    assert written.hyperlink is None


def test_control_characters_are_escaped_as_excel_does() -> None:
    assert cells_of("a\x1b[31m\r\x00_x0041_").value == (
        "a_x001B_[31m_x000D__x0000__x005F_x0041_"
    )


@pytest.mark.parametrize(
    ("digits", "pattern"),
    [
        ("3600", "0"),
        ("12.50", "0.00"),
        ("-30", "0"),
        ("0.000001", "0.000000"),
        ("123456789012345", "0"),
        ("0", "0"),
    ],
)
def test_a_number_shows_its_own_decimals(digits: str, pattern: str) -> None:
    written = cells_of(digits, NUMBER)
    assert written.data_type == "n"
    assert written.number_format == pattern
    decimals = len(pattern.partition(".")[2])
    assert f"{written.value:.{decimals}f}" == digits


@pytest.mark.parametrize(
    "digits", ["1234567890123456", "0.1234567890123456", "-0", "yes", "007"]
)
def test_a_number_that_would_lose_digits_is_text(digits: str) -> None:
    written = cells_of(digits, NUMBER)
    assert (written.data_type, written.value) == ("s", digits)


@pytest.mark.parametrize(
    "cell",
    [
        "言" * 32_768,
        "😀" * 16_384,
        "<r>" + "x" * 32_768 + "</r>",
        "_x0041_x0042_",
        "<r>_x0041_</r>",
    ],
)
def test_a_cell_that_does_not_fit_is_named(cell: str) -> None:
    with pytest.raises(NotWritable) as refused:
        cells_of(cell)
    assert refused.value.where == "T1 x"


def test_a_full_cell_fits() -> None:
    assert cells_of("言" * 32_767).value == "言" * 32_767


def test_the_same_table_makes_the_same_bytes() -> None:
    table = Table(("id",), (True,), [("T1",)], content=(WORDS,))
    workbook_bytes = [b"".join(as_xlsx([Sheet("targets", table)])) for _ in range(2)]
    assert workbook_bytes[0] == workbook_bytes[1]
