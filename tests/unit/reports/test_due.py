"""Targets that come due are kept, and with each no more than it tells."""

from __future__ import annotations

from datetime import date

from support.comparison_rows import compare_records
from support.record_factory import RecordFactory
from targetcli.judging.profiles import PLAIN
from targetcli.reports.comparison import Comparison
from targetcli.reports.due import list_due

DAY = date(2026, 3, 31)


def test_what_is_due_does_not_hold_all_that_it_was_judged_by(
    factory: RecordFactory,
) -> None:
    target = factory.target("人才公寓", "98万个", "2026")._replace(id=1)
    figure = factory.figure("人才公寓", "5万个", "2025", published="2026-02-01")
    rows = compare_records([target], [figure], DAY.isoformat())

    [due] = list_due(Comparison(DAY, PLAIN, rows), date(2026, 12, 31))

    verdict = due.comparison_row.verdict
    assert [used.figure for used in verdict.evidence] == [figure]
    assert isinstance(verdict.evidence, tuple)
