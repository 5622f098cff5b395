from __future__ import annotations

from targetcli.reading import catalogue, entries, pasts
from targetcli.reading.headings import CHINESE, key_of


def test_every_column_of_a_file_has_one_chinese_heading() -> None:
    columns = {
        *catalogue.REGION_COLUMNS,
        *catalogue.METRIC_COLUMNS,
        *catalogue.SOURCE_COLUMNS,
        *catalogue.UNIT_COLUMNS,
        *catalogue.IDENTITY_COLUMNS,
        *catalogue.MILESTONE_COLUMNS,
        *entries.TARGET_COLUMNS,
        *entries.FIGURE_COLUMNS,
        *pasts.LOG_COLUMNS,
        *pasts.HISTORY_COLUMNS,
    }
    assert columns <= set(CHINESE)
    assert len(set(CHINESE.values())) == len(CHINESE)


def test_a_heading_stands_for_its_key_and_an_unknown_one_for_itself() -> None:
    assert key_of("截止日期") == key_of("deadline") == "deadline"
    assert key_of("截止") == "截止"
