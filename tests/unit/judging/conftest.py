"""What every test of verdicts starts from."""

from __future__ import annotations

import pytest

from unit.judging.bench import Bench


@pytest.fixture
def bench() -> Bench:
    return Bench()
