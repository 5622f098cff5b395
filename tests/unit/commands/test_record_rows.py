"""Options that are the columns of a record have the names of those columns."""

from __future__ import annotations

import pytest

from targetcli.commands.add import TargetRow
from targetcli.commands.enter_record import list_cells
from targetcli.commands.record import FigureRow
from targetcli.commands.reference_data import (
    IdentityRow,
    MetricRow,
    MilestoneRow,
    RegionRow,
    SourceRow,
)
from targetcli.model.fields import TABLES

# Columns that a file may have although no record has them.
_OF_A_NEW_METRIC = {"kind", "better"}
_INSTEAD_OF_START_AND_END = {"period"}
_OF_THE_REGION = {"fiscal_year"}


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("targets", TargetRow),
        ("figures", FigureRow),
        ("regions", RegionRow),
        ("metrics", MetricRow),
        ("sources", SourceRow),
        ("identities", IdentityRow),
        ("milestones", MilestoneRow),
    ],
)
def test_every_option_of_a_row_is_a_column_of_its_table(table: str, row: type) -> None:
    columns = {field.key for field in TABLES[table]}
    options = set(getattr(row, "_fields", ()))
    assert options
    others = _OF_A_NEW_METRIC | _INSTEAD_OF_START_AND_END | _OF_THE_REGION
    assert options - columns <= others


def test_a_row_of_options_becomes_the_cells_of_a_row_in_a_file() -> None:
    row = RegionRow("云溪区", parent="江北市", aliases=["Yunxi", "云溪"])
    assert list_cells(row) == {
        "name": "云溪区",
        "name_en": "",
        "parent": "江北市",
        "code": "",
        "aliases": "Yunxi|云溪",
    }
