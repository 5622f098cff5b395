"""Values, periods and names that would break a reader, through the real program.

The rows are those of the fault matrix: numbers (52, 53, 54), periods (59, 60), bytes
and hidden characters in names (63, 64, 65), and texts that tempt a slow reader (72).
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.program import Run

REFUSED_NUMBERS = (
    *("NaN", "nan", "inf", "-inf", "Infinity", "1e400", "1E+3000000", "9" * 5000),
    *("-0", "−0.0", "1_000", "0x10", "12,34", "1.234,5", "1 234", "1,23,456", "0,123"),
    *("1..2", "1.", ".5", "1e5.5", "5²", "½", "①2"),
)
READ_NUMBERS = {
    "１２．５％": ("12.5", "%"),
    "﹣3%": ("-3", "%"),
    "−3%": ("-3", "%"),
    "３，０００家": ("3000", "家"),
    "1,234,567家": ("1234567", "家"),
    "3600億元": ("3600", "億元"),
}
REFUSED_PERIODS = (
    *("", "31", "08", "--1", "-5", "Feb 30", "2025-02-29", "2025-13", "1000-01"),
    *("民国113年", "99999999999999999999", "01/02/2024", "13/02/24", "01.02.2024"),
    *("10:30", "T10", "Thu Sep 25", "tomorrow", "2024-06-30T10:30", "²⁰²⁵"),
)
RELATIVE = {
    "明年": "2022-12-31",
    "今年底": "2021-12-31",
    "年内": "2021-12-31",
    "未来三年": "2024-01-31",
    "within 1 month": "2021-02-28",
    "2024年": "2024-12-31",
    "2024-02": "2024-02-29",
    "2024Q1": "2024-03-31",
    "2024年上半年": "2024-06-30",
    "十四五": "2025-12-31",
    "before 2025": "2024-12-31",
}
HOSTILE = ("\u200b", "\u202e", "\u2066", "\ufeff", "\x1b[31m", "\x07", "\u00ad")


def written(path: Path, head: str, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head.split(","))
        writer.writerows(rows)
    return path


def refused(run: Run, *arguments: str) -> str:
    """Run what must be refused; no store is made of it."""
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("targets: ")
    assert "Traceback" not in ran.err
    return ran.err


@pytest.mark.parametrize("text", REFUSED_NUMBERS, ids=lambda text: text[:12])
def test_such_a_number_is_refused_at_once(run: Run, tmp_path: Path, text: str) -> None:
    refused(run, "record", "云溪区", "gdp", "--for", "2024", "--", f"{text}元")
    assert not (tmp_path / "store.db").exists()


def test_a_long_text_is_quoted_by_its_beginning(run: Run) -> None:
    said = refused(run, "record", "云溪区", "gdp", "九" * 9000, "--for", "2024")
    assert f"“{'九' * 60}… (9000 characters)”" in said


def test_such_numbers_in_a_file_are_refused_by_line(run: Run, tmp_path: Path) -> None:
    head = "region,metric,relation,value,unit,period"
    rows = [
        ["云溪区", "gdp", relation, text, "元", "2024"]
        for text in REFUSED_NUMBERS
        for relation in ("", "=")
    ]
    file = written(tmp_path / "figures.csv", head, rows)
    ran = run("import", str(file))
    assert ran.code == 4
    assert f"{len(rows)} rows cannot be stored" in ran.err
    for line in range(2, 22):  # the others are counted
        assert f"line {line}:" in ran.err
    assert not (tmp_path / "store.db").exists()


def test_full_width_signs_and_groups_are_read(run: Run) -> None:
    for text in READ_NUMBERS:
        ran = run("record", "云溪区", text, "--for", "2024", "-q", "--", text)
        assert ran.code == 0, ran.err
    rows = json.loads(run("figures", "--json").out)["rows"]
    assert {r["as_written"]: (r["value"], r["unit"]) for r in rows} == READ_NUMBERS


@pytest.mark.parametrize("text", REFUSED_PERIODS)
def test_such_a_period_is_refused(run: Run, text: str) -> None:
    said = refused(run, "record", "云溪区", "gdp", "5亿元", f"--for={text}")
    if text.count("/") == 2:
        assert "hint: write 2024-02-" in said


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not installed")
def test_no_day_of_the_year_changes_what_is_read(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """Row 59: the clock is set to the ends of months, and nothing comes of it."""
    head = "region,metric,value,deadline,announced"
    rows = [
        ["云溪区", f"m{number}", "5亿元", text, "2021-01-31"]
        for number, text in enumerate(RELATIVE)
    ]
    targets = written(tmp_path / "targets.csv", head, rows)
    head = "region,metric,value,period"
    bad = [["云溪区", "gdp", "5亿元", text] for text in REFUSED_PERIODS if text]
    figures = written(tmp_path / "figures.csv", head, bad)
    told = set()
    for day in _DAYS:
        program = [
            "faketime",
            "-f",
            f"{day} 12:00:00",
            sys.executable,
            "-m",
            "targetcli",
        ]
        store = {"TARGETS_NOW": "", "TARGETS_DB": str(tmp_path / f"{day}.db")}
        clock = {**environment, **store, "TZ": "Asia/Shanghai"}

        def answer(*arguments: str) -> tuple[int, str, str]:
            done = subprocess.run(
                [*program, *arguments],  # noqa: B023 - called in this very round
                env=clock,  # noqa: B023
                capture_output=True,
                timeout=60,
                check=False,
            )
            return done.returncode, done.stdout.decode(), done.stderr.decode()

        assert answer("import", str(targets), "-q")[0] == 0
        # This only shows that the clock was set.
        assert day in answer("log")[1]
        refusal = answer("import", str(figures))
        assert refusal[0] == 4
        told.add((answer("list", "--csv", "--fields", "metric,deadline"), refusal))
    ((listed, _),) = told
    deadlines = [line.split(",")[1] for line in listed[1].splitlines()[1:]]
    assert deadlines == list(RELATIVE.values())


_DAYS = ("2023-01-31", "2023-02-28", "2024-02-29", "2024-03-31", "2024-12-31")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_what_hides_is_refused_in_a_name_and_shown_in_a_note(
    run: Run, text: str
) -> None:
    name = f"云{text}溪"
    refused(run, "add", name, "gdp", "5亿元", "--by", "2025")
    refused(run, "add", "云溪区", name, "5亿元", "--by", "2025")
    refused(run, "regions", "add", name)
    assert run("regions", "add", "云溪区", "-q").code == 0
    refused(run, "regions", "alias", "云溪区", name)
    refused(run, "units", "alias", "家", name)
    noted = run("add", "云溪区", "gdp", "5亿元", "--by", "2025", "--note", name, "-q")
    assert noted.code == 0
    shown = run("list", "--fields", "note").out
    assert text not in shown
    assert json.loads(run("list", "--json").out)["rows"][0]["note"] == name


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "@", "gdp", "5亿元", "--by", "2025"),
        ("add", "云溪区", "@", "5亿元", "--by", "2025"),
        ("add", "云溪区", "gdp", "5@", "--by", "2025"),
        ("add", "云溪区", "gdp", "5亿元", "--by", "@"),
        ("add", "云溪区", "gdp", "5亿元", "--by", "2025", "--note", "@"),
        ("add", "云溪区", "gdp", "5亿元", "--by", "2025", "--source", "@"),
        ("regions", "alias", "云溪区", "@"),
        ("regions", "merge", "@", "云溪区"),
        ("units", "alias", "家", "@"),
        ("list", "--region", "@"),
        ("list", "--plan", "@"),
        ("list", "--fields", "@"),
    ],
    ids=" ".join,
)
def test_bytes_that_are_no_text_are_refused(
    run: Run, environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    assert run("regions", "add", "云溪区", "-q").code == 0
    command = [a.encode().replace(b"@", b"\xff\xe4") for a in arguments]
    done = subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"targetcli", *command],
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_texts_that_tempt_a_slow_reader_are_refused_at_once(
    run: Run, tmp_path: Path
) -> None:
    """Row 72: sixty thousand of each, in every column that is read."""
    head = "region,metric,value,unit,deadline,base_period,scope"
    good = ["云溪区", "gdp", "5亿元", "", "2025", "", ""]
    rows = []
    for piece in ("亿", "零", "年", "(", " ", "十", ",", "百", "点", "前", "至", "半"):
        long = piece * (60_000 // len(piece.encode()))
        rows += [
            [*good[:column], long, *good[column + 1 :]] for column in range(len(good))
        ]
    file = written(tmp_path / "targets.csv", head, rows)
    ran = run("import", str(file))
    assert ran.code == 4
    assert "Traceback" not in ran.err
    # Spaces alone are an empty cell, and an empty scope or base is none.
    assert f"{len(rows) - 4} rows cannot be stored" in ran.err
    assert max(map(len, ran.err.split("\n"))) < 2500


def outcomes(run: Run, *arguments: str) -> list[tuple[str, list[str]]]:
    told = json.loads(run("compare", "--as-of", "2025-06-30", "--json", *arguments).out)
    return [(row["outcome"], row["reasons"]) for row in told["rows"]]


def test_units_convert_exactly_or_do_not_compare(run: Run) -> None:
    """Row 56: inside a dimension exactly, else it is said and can fail a script."""
    for metric, kind, asked, reported in (
        ("gdp", "flow", "5亿元", "50000万元"),
        ("利用外资", "flow", "5亿元", "9亿美元"),
        ("覆盖率", "ratio", "50%", "60个百分点"),
    ):
        added = run(
            "add", "云溪区", metric, asked, "--by", "2024", "--kind", kind, "-q"
        )
        assert added.code == 0, added.err
        assert run("record", "云溪区", metric, reported, "--for", "2024").code == 0
    expected = [("met", []), *[("not-comparable", ["unit"])] * 2]
    assert outcomes(run) == expected
    failing = run("misses", "--as-of", "2025-06-30", "--fail-on", "not-comparable")
    assert failing.code == 3


def test_a_figure_on_the_bound_is_judged_in_decimals(run: Run) -> None:
    """Row 57: floats would call 0.1 + 0.1 + 0.1 more than 0.3."""
    run(
        "add",
        "云溪区",
        "排放",
        "不超过0.3万吨",
        "--by",
        "2024..2024",
        "--basis",
        "total",
    )
    for months in ("01..2024-04", "05..2024-08", "09..2024-12"):
        done = run(
            *("record", "云溪区", "排放", "0.1万吨", "--for", f"2024-{months}"),
            *("--basis", "total"),
        )
        assert done.code == 0, done.err
    assert outcomes(run) == [("met", [])]


def test_what_is_not_reported_is_never_missed(run: Run) -> None:
    """Row 58: before the deadline it is open, long after it overdue."""
    deadline = ("--from", "2025-01", "--by", "2025-09")
    assert run("add", "云溪区", "gdp", "5亿元", *deadline, "-q").code == 0
    for day, outcome in (
        ("2025-09-30", "open"),
        ("2025-10-01", "open"),
        ("2025-12-29", "open"),
        ("2026-03-31", "overdue"),
    ):
        told = json.loads(run("compare", "--as-of", day, "--json").out)
        assert told["rows"][0]["outcome"] == outcome, day
