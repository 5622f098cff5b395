"""A store with one region, one metric, one figure and one target."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.store_records import GDP, NOW, figure, target
from targetcli.model.records import Region
from targetcli.store.store import Store, create_store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "store.db"
    create_store(path, 1)
    with open_store(path, 1, write=True) as opened:
        with opened.write_transaction("test", NOW) as writing:
            writing.save_region(Region("云溪区"))
            writing.save_metric(GDP)
            writing.save_figure(figure(1, 2021))
            writing.save_target(target(10))
        yield opened
