"""Rows of a JSON document are found beside what an interface says of its answer."""

from __future__ import annotations

from typing import Any

import pytest

from targetcli.importing.json_rows import find_rows

ROW = {"region": "Anland", "metric": "homes built", "value": 5, "period": "2023"}


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"status": "ok", "data": [ROW]}, "data"),
        ({"source": "an office", "unit": "homes", "items": [ROW]}, "items"),
        (ROW, ""),
        ({**ROW, "changes": [ROW]}, ""),
    ],
)
def test_rows_beside_known_keys_are_found(document: dict[str, Any], path: str) -> None:
    found = find_rows("answer.json", document)
    assert found.path == path
    assert [row["region"] for row in found.rows] == ["Anland"]
