"""On a terminal, what nobody said of a new metric is asked; no answer is one too."""

from __future__ import annotations

from pathlib import Path

from support.program import Run
from support.stage import Stage
from support.terminal import run_on_terminal

ADD = ("add", "Marshland", "hides", "500 units", "--by", "2024")


def test_a_new_metric_is_asked_about(stage: Stage) -> None:
    shown, code = run_on_terminal(stage, *ADD, typed="perhaps\nflow\nless\n")
    assert code == 0
    assert shown.count("Is hides a stock (at a day)") == 2
    assert "Is more or less of hides better" in shown
    assert "new metric hides: flow (said), less is better (said)" in shown


def test_no_answer_leaves_it_unsaid(stage: Stage) -> None:
    shown, code = run_on_terminal(stage, *ADD, typed="\n\n")
    assert code == 0
    assert "new metric hides: kind unsaid, better side unsaid" in shown


def test_what_the_words_say_is_not_asked(stage: Stage) -> None:
    worded = ("add", "Marshland", "hides", "at least 5%", "--by", "2024")
    shown, code = run_on_terminal(stage, *worded)
    assert code == 0
    assert "?" not in shown


def test_a_quiet_run_asks_nothing(stage: Stage) -> None:
    shown, code = run_on_terminal(stage, *ADD, "-q")
    assert (shown, code) == ("T1\n", 0)


def test_a_stored_metric_is_not_asked_about_again(stage: Stage) -> None:
    run_on_terminal(stage, *ADD, "-q")
    record = ("record", "Marshland", "hides", "400 units", "--for", "2024")
    shown, code = run_on_terminal(stage, *record)
    assert code == 0
    assert "Is hides" not in shown


def test_nothing_is_asked_in_a_pipe(run: Run) -> None:
    ran = run(*ADD)
    assert ran.code == 0
    assert "Is hides" not in ran.err
    assert "targets metrics edit hides kind=flow better=less" in ran.err


def test_what_is_missing_is_asked(stage: Stage) -> None:
    typed = "Marshland\nhides\nat least 500 units\n2024\nflow\n"
    shown, code = run_on_terminal(stage, "add", typed=typed)
    assert code == 0
    for question in ("Country, region or body: ", "What is measured", "Deadline"):
        assert question in shown
    assert "added T1: Marshland hides ≥ 500 units by 2024-12-31" in shown


def test_only_what_is_missing_is_asked(stage: Stage) -> None:
    shown, code = run_on_terminal(stage, *ADD[:4], "--kind", "flow", typed="-5\n")
    assert code == 2  # no deadline is called −5
    assert "Country" not in shown
    assert "Value as written" not in shown
    assert "Deadline" in shown


def test_the_questions_are_in_the_language_of_the_reader(stage: Stage) -> None:
    typed = "云溪区\n停车位\n5000个\n\n\n"
    shown, code = run_on_terminal(stage, "add", "--lang", "zh", typed=typed)
    assert code == 0
    assert "地区（国家、地区或单位）：" in shown
    assert "已添加 T1：云溪区 停车位" in shown


def test_no_answer_leaves_the_usual_error(stage: Stage) -> None:
    shown, code = run_on_terminal(stage, "add")
    assert code == 2
    assert "Missing argument 'region'" in shown


UNKNOWN = "Ort,Jahr,Wert\nAnland,2023,12\n"


def test_an_unknown_table_shows_the_draft_of_a_map_and_asks(stage: Stage) -> None:
    (stage.folder / "own.csv").write_text(UNKNOWN, encoding="utf-8")
    shown, code = run_on_terminal(stage, "import", "own.csv", typed="n\n")
    assert code == 4
    assert '"Jahr" = ""  # period?; 2023' in shown
    assert "Keep this draft of a map as own.toml" in shown
    assert not (stage.folder / "own.toml").exists()
    shown, code = run_on_terminal(stage, "import", "own.csv", typed="y\n")
    assert code == 4
    assert "edit it, then: targets import own.csv --map own.toml --dry-run" in shown
    kept = (stage.folder / "own.toml").read_text(encoding="utf-8")
    assert 'headings = ["Ort", "Jahr", "Wert"]' in kept


def test_an_unknown_table_asks_nothing_in_a_pipe_or_quietly(
    stage: Stage, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "own.csv").write_text(UNKNOWN, encoding="utf-8")
    assert "Keep this draft" not in run("import", str(tmp_path / "own.csv")).err
    (stage.folder / "own.csv").write_text(UNKNOWN, encoding="utf-8")
    shown, code = run_on_terminal(stage, "import", "own.csv", "-q")
    assert code == 4
    assert "Keep this draft" not in shown
