"""Fixtures of the tests of verdicts."""

from __future__ import annotations

import pytest

from support.record_factory import RecordFactory


@pytest.fixture
def factory() -> RecordFactory:
    return RecordFactory()
