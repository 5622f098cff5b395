"""On a terminal `settle` asks one thing after another; no answer leaves it unsaid."""

from __future__ import annotations

from support.stage import Stage
from support.terminal import run_on_terminal

TARGET = ("add", "Marshland", "tea rate", "4%", "--by", "2024", "-q")
FIGURE = ("record", "Marshland", "tea rate", "5.1%", "--for", "2024", "-q")
AHEAD = ("add", "Marshland", "sheds", "5 km", "--by", "2030", "-q")


def fill(stage: Stage) -> None:
    for words in (TARGET, FIGURE, AHEAD):
        _, code = run_on_terminal(stage, *words)
        assert code == 0


def test_an_answer_is_stored_and_the_verdicts_that_change_are_told(
    stage: Stage,
) -> None:
    fill(stage)
    shown, code = run_on_terminal(stage, "settle", typed="upwards\nless is better\n")
    assert code == 0
    assert "1/1  Nobody said whether more or less of tea rate is better." in shown
    assert "if more is better, it is met; if less is better, it is missed" in shown
    assert "cannot read “upwards” as an answer" in shown
    assert "settled 1 thing that nobody had said" in shown
    assert "undetermined: side → missed" in shown
    shown, _ = run_on_terminal(stage, "settle")
    assert "Nothing is unsaid that a verdict hangs on." in shown
    assert "no verdict hangs on 2 more things: targets settle --all" in shown


def test_no_answer_leaves_it_unsaid(stage: Stage) -> None:
    fill(stage)
    shown, code = run_on_terminal(stage, "settle", typed="\n")
    assert code == 0
    assert "settled" not in shown
    shown, _ = run_on_terminal(stage, "settle", "--all", typed="\nstock\n\n")
    assert "3/3" in shown
    assert "settled 1 thing that nobody had said" in shown


def test_a_dry_run_stores_nothing(stage: Stage) -> None:
    fill(stage)
    shown, _ = run_on_terminal(stage, "settle", "-n", typed="more\n")
    assert "would settle 1 thing" in shown
    assert "1/1" in run_on_terminal(stage, "settle", typed="\n")[0]


def test_it_asks_in_the_language_of_its_reader(stage: Stage) -> None:
    fill(stage)
    shown, code = run_on_terminal(stage, "settle", "--lang", "zh", typed="越低越好\n")
    assert code == 0
    assert "未说明tea rate越高越好还是越低越好。" in shown
    assert "less（逆向）" in shown
