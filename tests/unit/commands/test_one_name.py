"""One name for one thing: options, columns, and words of tables in both languages."""

from __future__ import annotations

import pytest

from support.program import Run
from targetcli.commands.amend_record import apply_changes, read_changes
from targetcli.errors import UnknownColumn, Unreadable
from targetcli.importing.table_kinds import name_columns
from targetcli.judging.outcome import Outcome
from targetcli.model.fields import FIGURE_FIELDS, TARGET_FIELDS
from targetcli.render.error_messages.command_line import build_usage_message
from targetcli.render.error_messages.message import build_error_message
from targetcli.render.table import find_key, layout_of_all, number_column
from targetcli.session.comparison import ALL_OUTCOMES, read_outcomes

TARGET_COLUMNS = [field.key for field in TARGET_FIELDS]
FIGURE_COLUMNS = [field.key for field in FIGURE_FIELDS]


@pytest.mark.parametrize(
    ("word", "columns", "key"),
    [
        ("by", TARGET_COLUMNS, "deadline"),
        ("截止日期", TARGET_COLUMNS, "deadline"),
        ("完成时限", TARGET_COLUMNS, "deadline"),
        ("目标值", TARGET_COLUMNS, "value"),
        ("目标", TARGET_COLUMNS, "value"),
        ("Target", TARGET_COLUMNS, "value"),
        ("实际", FIGURE_COLUMNS, "value"),
        ("figure", FIGURE_COLUMNS, "value"),
        ("from", TARGET_COLUMNS, "window_start"),
        ("Base Period", TARGET_COLUMNS, "base_period"),
        ("for", FIGURE_COLUMNS, "period"),
        ("from", FIGURE_COLUMNS, "start"),
    ],
)
def test_edit_takes_options_and_headings_for_columns(
    word: str, columns: list[str], key: str
) -> None:
    assert read_changes([f"{word}=2025"], columns) == {key: "2025"}


def test_column_of_the_other_record_is_unknown() -> None:
    with pytest.raises(UnknownColumn):
        read_changes(["for=2025"], TARGET_COLUMNS)


def test_new_period_of_a_figure_replaces_both_its_days() -> None:
    row = apply_changes(
        {"start": "2025-01-01", "end": "2025-12-31"}, {"period": "2024"}
    )
    assert row == {"start": "", "end": "", "period": "2024"}


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("on track", {Outcome.ON_TRACK}),
        ("Missed", {Outcome.MISSED}),
        ("进度滞后", {Outcome.BEHIND}),
        ("未完成、逾期完成", {Outcome.MISSED, Outcome.LATE}),
        ("未完成，已完成", {Outcome.MISSED, Outcome.MET}),
        ("ANY", ALL_OUTCOMES),
    ],
)
def test_outcomes_are_read_as_tables_show_them(
    text: str, outcomes: set[Outcome]
) -> None:
    assert read_outcomes([text]) == outcomes


def test_unknown_outcome_is_answered_in_its_language() -> None:
    with pytest.raises(Unreadable) as refused:
        read_outcomes(["未达标"])
    assert "未完成" in refused.value.accepted


@pytest.mark.parametrize("word", ["share", "Share", "完成比例"])
def test_column_is_found_by_its_key_and_heading(word: str) -> None:
    layout = layout_of_all((number_column("share", str),))
    assert find_key(layout, word) == "share"


class _Parameter:
    def __init__(self, *names: str) -> None:
        self.opts = list(names)
        self.name = names[-1].removeprefix("--")


class _Refusal(Exception):
    """A refusal of the parser, for a verb with some options."""

    def __init__(self, option: str, *known: str) -> None:
        self.option = option
        self.ctx = self
        self.command = self
        self.command_path = "targets add"
        self.params = [_Parameter(name) for name in known]

    def format_message(self) -> str:
        return f"No such option: {self.option} (Possible options: --from)"


@pytest.mark.parametrize(
    ("typed", "known", "hint"),
    [
        ("--for", "--by", "did you mean --by?"),
        ("--deadline", "--by", "did you mean --by?"),
        ("--by", "--for", "did you mean --for?"),
        ("--period", "--for", "did you mean --for?"),
        ("--colour", "--by", "see: targets add --help"),
    ],
)
def test_option_of_another_verb_is_answered_with_its_own(
    typed: str, known: str, hint: str
) -> None:
    message = build_usage_message(_Refusal(typed, known))
    assert message is not None
    assert message.hint == hint


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("--by", "did you mean by=…?"),
        ("--deadline", "did you mean deadline=…?"),
        ("--base-period", "did you mean base_period=…?"),
        ("--until", "did you mean by=…, for=…?"),
        ("--colour", "see: targets add --help"),
    ],
)
def test_option_in_place_of_a_change_is_answered_with_the_change(
    typed: str, hint: str
) -> None:
    message = build_usage_message(_Refusal(typed, "changes"))
    assert message is not None
    assert message.hint == hint


def test_unknown_column_is_answered_with_what_it_is_called() -> None:
    message = build_error_message(UnknownColumn("until", tuple(TARGET_COLUMNS)))
    assert message.hint == "did you mean deadline?"


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        ("region,metric,value,by", "region,metric,value,deadline"),
        ("region,metric,value,from,by", "region,metric,value,window_start,deadline"),
        ("region,metric,value,for", "region,metric,value,period"),
        ("region,metric,value,from,end", "region,metric,value,start,end"),
        ("地区,指标,目标,截止", "region,metric,value,deadline"),
        ("地区,指标,实际,时期", "region,metric,value,period"),
        ("地区,指标,完成值,时期", "region,metric,value,period"),
        ("region,metric,target,by", "region,metric,value,deadline"),
        ("target,date,value", "target,date,value"),
        # Two values are no row of one table, and stay as they are written.
        ("地区,指标,目标,实际,截止", "region,metric,目标,实际,deadline"),
        ("by,deadline", "by,deadline"),
    ],
)
def test_files_take_options_and_shown_headings_for_columns(
    headings: str, columns: str
) -> None:
    assert name_columns(headings.split(",")) == tuple(columns.split(","))


def test_new_metric_that_the_lexicon_knows_is_no_slip(run: Run) -> None:
    for metric in ("失业率", "调查失业率", "失业率啊"):
        answer = run("add", "云溪市", metric, "不超过5%", "--by", "2025")
        assert answer.code == 0
        assert ("did you mean" in answer.err) is (metric == "失业率啊")
