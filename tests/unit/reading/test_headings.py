from __future__ import annotations

from targetcli.reading import history, records, reference_records
from targetcli.reading.headings import CHINESE_HEADINGS, translate_heading


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
    assert columns <= set(CHINESE_HEADINGS)
    assert len(set(CHINESE_HEADINGS.values())) == len(CHINESE_HEADINGS)


def test_a_heading_stands_for_its_key_and_an_unknown_one_for_itself() -> None:
    assert translate_heading("截止日期") == translate_heading("deadline") == "deadline"
    assert translate_heading("截止") == "截止"
