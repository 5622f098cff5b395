"""The last report is a memory: nothing is told twice, nothing is forgotten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from support.program import Run

LAST = ("--last", "last.json")


@pytest.fixture
def office(run: Run) -> Run:
    """A store with one target that nothing was reported for yet."""
    announced = ("--announced", "2021-02-20", "--plan", "十四五")
    assert (
        run("add", "云溪区", "GDP", "突破500亿元", "--by", "2025", *announced).code == 0
    )
    return run


def record(run: Run, value: str, published: str) -> None:
    told = run(
        "record", "云溪区", "GDP", value, "--for", "2025", "--published", published
    )
    assert told.code == 0, told.err


def changes(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "last.json").read_bytes())["changes"]
    return told


def test_what_was_entered_late_is_told_once(office: Run, tmp_path: Path) -> None:
    office("report", "--as-of", "2026-03-01", *LAST)
    record(office, "487亿元", "2026-02-01")

    office("report", "--as-of", "2026-03-02", *LAST)
    told = changes(tmp_path)
    office("report", "--as-of", "2026-03-03", *LAST)

    assert [one["causes"][0]["figures"] for one in told["turned"]] == [["F1"]]
    assert [figure["id"] for figure in told["new_figures"]] == ["F1"]
    assert changes(tmp_path)["new_figures"] == []


def test_what_came_on_the_day_of_the_first_report_is_told(
    office: Run, tmp_path: Path
) -> None:
    day = ("report", "--as-of", "2026-03-01", *LAST)
    office(*day)
    assert changes(tmp_path) is None
    record(office, "487亿元", "2026-02-01")

    office(*day)
    told, kept = changes(tmp_path), (tmp_path / "last.json").read_bytes()
    office(*day)

    assert [figure["id"] for figure in told["new_figures"]] == ["F1"]
    assert (tmp_path / "last.json").read_bytes() == kept


def test_a_correction_and_a_removal_are_told(office: Run, tmp_path: Path) -> None:
    record(office, "487亿元", "2026-02-01")
    office("report", "--as-of", "2026-03-01", *LAST)
    assert office("edit", "T1", "value=480").code == 0
    assert office("remove", "F1").code == 0

    office("report", "--as-of", "2026-03-02", *LAST)

    told = changes(tmp_path)
    assert [(one["id"], one["how"]) for one in told["touched"]] == [
        ("T1", "corrected"),
        ("F1", "removed"),
    ]
    asked, gone = told["touched"]
    assert (asked["before"]["value"], asked["now"]["value"]) == ("500", "480")
    assert (gone["before"]["value"], gone["now"]) == ("487", None)
    assert [c["why"] for c in told["turned"][0]["causes"]] == ["target", "removed"]


def test_what_was_corrected_is_told_as_it_was_and_is(office: Run) -> None:
    record(office, "487亿元", "2026-02-01")
    office("report", "--as-of", "2026-03-01", *LAST)
    assert office("edit", "T1", "value=480").code == 0
    assert office("edit", "T1", "note=as printed").code == 0
    assert office("remove", "F1").code == 0

    english = office("report", "--as-of", "2026-03-02", "--last", "last.json")
    assert "before: 云溪区 GDP > 500亿元 by 2025-12-31" in english.out
    assert "now: 云溪区 GDP > 480亿元 by 2025-12-31" in english.out
    assert "F1: taken out\n    云溪区 GDP: F1 487亿元, 2025, reported" in english.out
    chinese = office("report", "--as-of", "2026-03-02", *LAST, "--lang", "zh")
    assert "T1：数值、原文、备注\n    原为：云溪区 GDP > 500亿元" in chinese.out


def test_without_news_no_file_is_touched(office: Run, tmp_path: Path) -> None:
    page = ("-o", "page.html", "--force", "--if-changed")
    office("report", "--as-of", "2026-03-01", *LAST, *page)
    files = [tmp_path / "page.html", tmp_path / "last.json"]
    before = [(file.read_bytes(), file.stat().st_mtime_ns) for file in files]

    told = office("report", "--as-of", "2026-03-20", *LAST, *page)

    assert told == (0, "", "")
    assert [(file.read_bytes(), file.stat().st_mtime_ns) for file in files] == before


def test_a_report_that_was_not_written_is_not_remembered(
    office: Run, tmp_path: Path
) -> None:
    (tmp_path / "there.txt").write_text("mine", encoding="utf-8")

    assert office("report", "-o", "there.txt", *LAST).code == 5
    assert not (tmp_path / "last.json").exists()
    assert (tmp_path / "there.txt").read_text(encoding="utf-8") == "mine"


def test_a_json_report_is_its_own_memory(office: Run, tmp_path: Path) -> None:
    output = ("-o", "last.json", "--force")
    office("report", "--as-of", "2026-01-10", *output)
    record(office, "487亿元", "2026-02-01")
    office("report", "--as-of", "2026-03-01", *output)

    assert changes(tmp_path)["since"] == "2026-01-10"
    assert [one["outcome"] for one in changes(tmp_path)["turned"]] == ["missed"]


def test_text_is_asked_for_by_its_name_as_well(office: Run) -> None:
    day = ("report", "--as-of", "2026-03-01")
    named = office(*day, "-O", "txt")
    assert named.code == 0
    assert named == office(*day)


def test_counts_stand_flush_under_each_other(seeded_run: Run) -> None:
    told = seeded_run("report", "--as-of", "2026-03-31", "--region", "常州经开区").out
    assert (
        "   2  missed or late (2 missed)\n"
        "  10  still open\n"
        "  31  cannot be judged (4 not-comparable, 27 overdue)\n"
    ) in told
