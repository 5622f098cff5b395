from __future__ import annotations

from targetcli.reading.headings import translate_heading


def test_a_heading_stands_for_its_key_and_an_unknown_one_for_itself() -> None:
    assert translate_heading("截止日期") == translate_heading("deadline") == "deadline"
    assert translate_heading("截止") == translate_heading("完成时限") == "deadline"
    assert translate_heading("截稿") == "截稿"
