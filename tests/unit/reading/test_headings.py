from __future__ import annotations

from targetcli.reading import history, records, reference_records
from targetcli.reading.headings import CHINESE, key_of


def test_every_column_of_a_file_has_one_chinese_heading() -> None:
    columns = {
        *reference_records.REGION_COLUMNS,
        *reference_records.METRIC_COLUMNS,
        *reference_records.SOURCE_COLUMNS,
        *reference_records.UNIT_COLUMNS,
        *reference_records.IDENTITY_COLUMNS,
        *reference_records.MILESTONE_COLUMNS,
        *records.TARGET_COLUMNS,
        *records.FIGURE_COLUMNS,
        *history.LOG_COLUMNS,
        *history.HISTORY_COLUMNS,
    }
    assert columns <= set(CHINESE)
    assert len(set(CHINESE.values())) == len(CHINESE)


def test_a_heading_stands_for_its_key_and_an_unknown_one_for_itself() -> None:
    assert key_of("截止日期") == key_of("deadline") == "deadline"
    assert key_of("截止") == "截止"
