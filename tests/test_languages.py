"""The language follows the option, the variable, the locale; files follow none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.catalogue import Message, read_translations
from support.program import Run
from targetcli.render.table import SHOWN_HEADINGS

TABLE = ("list", "-O", "table")
CHINESE, ENGLISH = "编号", "id"


@pytest.fixture
def store(run: Run) -> Run:
    row = ("云溪区", "地区生产总值", "突破500亿元", "--by", "2025")
    assert run("add", *row).code == 0
    assert run("record", "云溪区", "地区生产总值", "480亿元", "--for", "2025").code == 0
    return run


@pytest.mark.parametrize(
    ("extra", "spoken"),
    [
        ({}, ENGLISH),
        ({"LC_ALL": "zh_CN.UTF-8"}, CHINESE),
        ({"LC_ALL": "zh_TW.UTF-8"}, CHINESE),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, CHINESE),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "de_DE"}, CHINESE),
        ({"LC_ALL": "", "LC_MESSAGES": "de_DE", "LANG": "zh_CN.UTF-8"}, ENGLISH),
        ({"LC_ALL": ""}, ENGLISH),
        ({"LC_ALL": "no such locale"}, ENGLISH),
        ({"LC_ALL": "zh_CN.UTF-8", "TARGETS_LANG": "en"}, ENGLISH),
        ({"TARGETS_LANG": "zh"}, CHINESE),
    ],
    ids=str,
)
def test_a_table_speaks_the_language_of_its_reader(
    store: Run, extra: dict[str, str], spoken: str
) -> None:
    assert store(*TABLE, **extra).out.startswith(spoken)


def test_the_option_comes_before_the_variable(store: Run) -> None:
    assert store(*TABLE, "--lang", "zh", TARGETS_LANG="en").out.startswith(CHINESE)
    assert store(*TABLE, "--lang", "en", TARGETS_LANG="zh").out.startswith(ENGLISH)


def test_a_language_nobody_speaks_here_is_refused(store: Run) -> None:
    told = store(*TABLE, "--lang", "xx")
    assert (told.code, told.out) == (2, "")
    assert "'en', 'zh'" in told.err
    told = store(*TABLE, TARGETS_LANG="xx")
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        "targets: cannot read “xx” as a TARGETS_LANG\nhint: accepted: en, zh\n"
    )


@pytest.mark.parametrize("style", ["--csv", "--json"])
@pytest.mark.parametrize(
    "verb", [["compare"], ["list"], ["compare", "--group", "region"]]
)
def test_what_programs_read_is_the_same_in_every_language(
    store: Run, verb: list[str], style: str
) -> None:
    told = store(*verb, style)
    assert store(*verb, style, "--lang", "zh", LC_ALL="zh_CN.UTF-8") == told


def test_piped_text_changes_when_asked_to_and_not_with_the_locale(store: Run) -> None:
    told = store("compare")
    assert store("compare", LC_ALL="zh_CN.UTF-8", TARGETS_LANG="zh") == told
    assert store("compare", "--lang", "zh").out.startswith(CHINESE)


def test_help_is_in_the_language_of_its_reader(run: Run) -> None:
    for words in (["list", "--help"], ["help", "dates"], ["--help"], ["help", "add"]):
        english = run(*words)
        chinese = run(*words, LC_ALL="zh_CN.UTF-8")
        assert chinese.code == 0
        assert chinese.out != english.out
        assert run("--lang", "zh_CN", *words) == chinese
        assert run(*words, LC_ALL="zh_CN.UTF-8", TARGETS_LANG="en_GB") == english


def test_the_old_name_of_group_is_understood_and_said(store: Run) -> None:
    grouped = store("compare", "--group", "region")
    told = store("compare", "--by", "region")
    assert (told.code, told.out) == (0, grouped.out)
    assert told.err.startswith("--by names deadlines; to count by groups: --group ")
    assert grouped.err == ""


def test_failures_speak_the_language_asked_for(run: Run) -> None:
    english, chinese = run("list"), run("list", "--lang", "zh")
    assert (english.code, chinese.code) == (5, 5)
    assert chinese.err.endswith("\n提示：新建请用：targets init\n")
    assert run("list", TARGETS_LANG="zh") == chinese
    assert run("list", LC_ALL="", LANG="zh_CN.UTF-8") == chinese
    assert run("list", "--lang=en", TARGETS_LANG="zh") == english
    assert run("list", TARGETS_LANG="en", LC_ALL="zh_CN.UTF-8") == english


def test_codes_of_failures_are_the_same_in_every_language(run: Run) -> None:
    english = json.loads(run("list", "--json").err.splitlines()[-1])
    chinese = json.loads(run("list", "--json", "--lang", "zh").err.splitlines()[-1])
    assert (chinese["code"], chinese["exit"]) == (english["code"], english["exit"])
    assert chinese["message"] != english["message"]


def test_rejected_rows_say_why_in_the_language_of_the_user(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "rows.csv").write_text("name\n \n", encoding="utf-8")
    words = ["import", "regions.csv", "--skip-bad", "-o", "rejects.csv", "--force"]
    (tmp_path / "rows.csv").rename(tmp_path / "regions.csv")
    for variables, reason in (
        ({}, "it is empty"),
        ({"TARGETS_LANG": "zh"}, "内容为空"),
    ):
        assert run(*words, **variables).code == 3
        assert reason in (tmp_path / "rejects.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("style", "suffix"), [("csv-excel", "csv"), ("xlsx", "xlsx")], ids=str
)
def test_a_chinese_spreadsheet_is_taken_in_again(
    seeded_run: Run, tmp_path: Path, style: str, suffix: str
) -> None:
    run = seeded_run
    kinds = ("sources", "regions", "metrics", "targets", "figures")
    for what in kinds:
        file = f"{what}.{suffix}"
        assert run("export", what, "-O", style, "-o", file, "--lang", "zh").code == 0
    other = str(tmp_path / "other.db")
    done = run("import", *(f"{what}.{suffix}" for what in kinds), TARGETS_DB=other)
    assert done.code == 0, done.err
    for what in ("metrics", "targets", "figures"):
        assert run("export", what, TARGETS_DB=other).out == run("export", what).out


def test_a_chinese_spreadsheet_is_chinese(store: Run) -> None:
    told = store("export", "targets", "-O", "csv-excel", "--lang", "zh")
    assert told.out.startswith("\ufeff编号,地区,口径,指标,指标口径")
    assert ",绝对量," in told.out
    told = store("compare", "-O", "csv-excel", "--lang", "zh", "--as-of", "2026-03-31")
    assert ",未完成," in told.out


_OPENED = """
import sys
from targetcli.cli import main
def note(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".mo"):
        print("opened", file=sys.stderr)
sys.addaudithook(note)
try:
    main(sys.argv[1:])
except SystemExit:
    pass
"""


@pytest.mark.parametrize(
    ("words", "opened"),
    [
        (["list", "-O", "table", "--lang", "zh"], True),
        (["list", "-O", "table"], False),
        (["list", "--json", "--lang", "zh"], False),
        (["list", "--csv", "--lang", "zh"], False),
        (["show", "T1", "--json", "--lang", "zh"], False),
        (["show", "T1", "--lang", "zh"], True),
    ],
    ids=str,
)
def test_no_catalogue_is_read_that_is_not_spoken(
    store: Run,
    environment: dict[str, str],
    words: list[str],
    opened: bool,  # noqa: FBT001
) -> None:
    assert store("list").code == 0
    done = subprocess.run(
        [sys.executable, "-c", _OPENED, *words],
        capture_output=True,
        env=environment,
        check=True,
    )
    assert (b"opened" in done.stderr) == opened


@pytest.mark.parametrize("style", ["csv", "json", "jsonl", "csv-excel"])
def test_files_hold_what_was_announced(store: Run, style: str) -> None:
    told = store("compare", "-O", style)
    assert store("compare", "-O", style, "--scale", "wan") == told
    assert "5000000" not in told.out


def test_people_get_the_scale_they_ask_for(store: Run) -> None:
    fields = ("--fields", "target,figure,gap", "--scale", "wan")
    expected = "> 5000000万元\t4800000万元 2025\t-200000万元"
    assert store("compare", *fields).out.splitlines()[1] == expected
    told = store("show", "T1", "--scale", "wan").out
    assert "200,000万元 short of the target" in told
    sorted_by = ("compare", "--sort", "target", "--fields", "id")
    assert store(*sorted_by, "--scale", "yi") == store(*sorted_by)


@pytest.mark.parametrize("style", ["csv-excel", "xlsx"])
def test_a_whole_store_is_written_in_chinese_and_comes_back(
    store: Run, tmp_path: Path, style: str
) -> None:
    plain, chinese = ("export", "all", "-o"), ("-O", style, "--lang", "zh")
    assert store(*plain, "all.out", *chinese).code == 0
    if style == "csv-excel":
        metrics = (tmp_path / "all.out" / "metrics.csv").read_text("utf-8-sig")
        assert metrics.startswith("名称,英文名称,指标类型")
        assert ",时期数,正向," in metrics
    copy = {"TARGETS_DB": str(tmp_path / "copy.db")}
    assert store("import", "all.out", **copy).code == 0
    assert store("compare", "--json", **copy) == store("compare", "--json")


def test_a_whole_store_is_in_english_unless_it_is_asked_for(
    store: Run, tmp_path: Path
) -> None:
    told = store("export", "all", "-O", "csv-excel", "-o", "all", LC_ALL="zh_CN.UTF-8")
    assert told.code == 0
    assert (tmp_path / "all" / "metrics.csv").read_text("utf-8-sig").startswith("name,")


def test_headings_of_tables_name_columns_in_both_languages(store: Run) -> None:
    shown = {
        key: said[Message("heading", key)][0]
        for said in (read_translations(),)
        for key in SHOWN_HEADINGS
    }
    assert shown == SHOWN_HEADINGS
    words = "编号,判定,差距,完成时限"
    english = store("compare", "--fields", "id,result,gap,deadline")
    assert english.code == 0
    for language in ("en", "zh"):
        table = store("compare", "--fields", words, *TABLE[1:], "--lang", language)
        assert table.code == 0
        told = store("compare", "--fields", words, "--csv", "--lang", language)
        assert (told.code, told.out.splitlines()[0]) == (0, "id,result,gap,deadline")
        assert store("compare", "--sort", "-差距", "--lang", language).code == 0


def test_the_log_tells_people_the_time_of_their_clock(store: Run) -> None:
    table = store("log", "-O", "table", TZ="Asia/Shanghai")
    assert "2026-03-31 09:00" in table.out
    assert "2026-03-31T01:00:00+00:00" in store("log", TZ="Asia/Shanghai").out


def test_who_asks_for_english_sees_the_english_names_of_the_store(
    seeded_run: Run,
) -> None:
    words = ("list", "--region", "武进区", "--metric", "地区生产总值")
    assert "Wujin District GDP" in seeded_run(*words, "--lang", "en").out
    assert "武进区 地区生产总值" in seeded_run(*words).out
    assert "武进区 地区生产总值" in seeded_run(*words, "--lang", "zh").out
    assert seeded_run(*words, "--csv", "--lang", "en") == seeded_run(*words, "--csv")
    assert "Wujin District GDP" in seeded_run("show", "T1", "--lang", "en").out
    counted = seeded_run("compare", "--group", "region", "--lang", "en").out
    assert "Wujin District" in counted
