"""Answers come back from the file that was written for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from targetcli.errors import DataRefused, FileRefused, WrongUsage
from targetcli.importing.answers import read_answers
from targetcli.judging.reasons import Reason
from targetcli.session.settling import Answer

HEADER = "asks,metric,target,choices,verdicts,answer\n"


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "settle.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_rows_without_an_answer_are_left(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + "side,jobs,,more|less,,\nkind,jobs,,,, flow \n")
    (row,) = read_answers(path)
    assert (row.line, row.answer) == (3, Answer(Reason.KIND, "jobs", "", "flow"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_spreadsheet_may_save_it_in_its_own_way(
    tmp_path: Path, encoding: str
) -> None:
    text = (
        "待答事项,指标,目标,可选答案,受影响的判定,答案\r\n"
        "side,失业率,,,“T1：…”,越低越好\r\nbasis,新增就业,T3,,,累计\r\n"
    )
    rows = read_answers(write(tmp_path, text, encoding))
    assert [row.answer for row in rows] == [
        Answer(Reason.SIDE, "失业率", "", "less"),
        Answer(Reason.BASIS, "新增就业", "T3", "total"),
    ]


def test_a_guarded_name_is_the_name(tmp_path: Path) -> None:
    (row,) = read_answers(write(tmp_path, HEADER + "side,'=jobs,,,,less is better\n"))
    assert (row.answer.metric, row.answer.value) == ("=jobs", "less")


def test_every_answer_that_nobody_could_give_is_named(tmp_path: Path) -> None:
    rows = "side,jobs,,,,upwards\nsides,jobs,,,,more\n\nkind,jobs,,,,flow\n"
    with pytest.raises(DataRefused) as failure:
        read_answers(write(tmp_path, HEADER + rows))
    assert [row.line for row in failure.value.rows] == [2, 3]


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "asks,metric\n", "asks,metric,answer,colour\n", HEADER + '"a\n'],
)
def test_another_table_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileRefused):
        read_answers(write(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        read_answers(tmp_path / "none.csv")
