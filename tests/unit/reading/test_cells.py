"""Cells of a row, each by its own small grammar."""

from __future__ import annotations

import pytest

from targetcli.errors import Unreadable
from targetcli.reading.cells import read_own_id


def test_an_own_id_leaves_room_for_those_after_it() -> None:
    assert read_own_id({"id": "T1"}, "T") == 1
    assert read_own_id({"id": " f100000000000000000 "}, "F") == 10**17
    assert read_own_id({"id": " "}, "T") is None
    for text in ("T100000000000000001", "T999999999999999999", "9" * 5000):
        with pytest.raises(Unreadable):
            read_own_id({"id": text}, "T")
