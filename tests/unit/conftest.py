"""A factory of targets and figures for tests of judging and reports."""

from __future__ import annotations

import pytest

from support.record_factory import RecordFactory


@pytest.fixture
def factory() -> RecordFactory:
    return RecordFactory()
