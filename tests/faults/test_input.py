"""What goes wrong with files that are taken in: rows 38 to 52 and 73, 74 of the faults.

Each file is imported by the real program; what is refused leaves the store as it was.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
import time
from pathlib import Path

import pytest

from support.program import PROGRAM, ProgramResult
from support.stage import Stage, dump_store, json_rows
from support.terminal import run_on_terminal, strip_colors

HEADER = "region,metric,value,unit,period,note\n"
GOOD = f"{HEADER}云溪区,绿道长度,12.5,公里,2024,年报\n云溪区,人口,近2.3万人,,2024,\n"
CHINESE = GOOD.replace(HEADER, "地区,指标,数值,单位,时期,备注\n")
FIELDS = ("figures", "--json", "--fields", "region,metric,value,unit,end,note")


def imported(
    stage: Stage, content: str | bytes, *options: str, exits: int = 0, name: str = "d"
) -> ProgramResult:
    """Write a file and import it."""
    path = stage.folder / f"{name}.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return stage.run_checked("import", path.name, *options, exits=exits)


def stored(stage: Stage, content: str | bytes, *options: str) -> list[object]:
    """Import a file into a store of its own and return its rows."""
    stage.store.unlink(missing_ok=True)
    imported(stage, content, *options)
    return [*json_rows(stage.run_checked(*FIELDS))]


@pytest.fixture
def truth(stage: Stage) -> list[object]:
    return stored(stage, GOOD)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GOOD.encode("gb18030"), "d.csv: encoding: gb18030 (detected)"),
        (CHINESE.encode("gbk"), "d.csv: encoding: gb18030 (detected)"),
        (CHINESE.encode("utf-8-sig"), "d.csv: 2 added"),
        (CHINESE.encode("utf-16"), "utf-16 (by its byte order mark)"),
        (b"\xfe\xff" + GOOD.encode("utf-16-be"), "utf-16 (by its byte order mark)"),
    ],
    ids=["gb18030", "gbk-headings", "utf-8-bom", "utf-16-le", "utf-16-be"],
)
def test_38_39_chinese_excel_and_marks(
    stage: Stage, truth: list[object], content: bytes, said: str
) -> None:
    stage.store.unlink()
    ran = imported(stage, content)
    assert said in ran.err
    assert json_rows(stage.run_checked(*FIELDS)) == truth


def test_45_an_unknown_column_of_chinese_excel_is_named(stage: Stage) -> None:
    ran = imported(stage, "地区,指标,数值,截至日期\n".encode("gb18030"), exits=4)
    assert "column 4, “截至日期”, is none of targets" in ran.err
    assert "截止日期" in ran.err


TRADITIONAL = "地區,指標,數值,單位,時期,備註\n雲溪區,綠道長度,12.5,公里,2024,年報\n"


def test_40_big5_is_no_gb18030(stage: Stage) -> None:
    big5 = TRADITIONAL.encode("big5")
    ran = imported(stage, big5, exits=4)
    assert "as gb18030 most of it would be rare characters" in ran.err
    assert "--encoding big5" in ran.err
    ascii_header = big5.replace(big5.splitlines()[0], HEADER.strip().encode())
    assert "rare characters" in imported(stage, ascii_header, exits=4).err
    (row,) = stored(stage, big5, "--encoding", "big5")
    assert isinstance(row, dict)
    assert (row["region"], row["note"]) == ("雲溪區", "年報")


def test_41_gbk_that_is_utf_8_as_well_is_never_silent(stage: Stage) -> None:
    cells = f"{HEADER}目,模,3,km,2024,\n"
    ran = imported(stage, cells.encode("gbk"))
    assert "read as “Ŀ”; if that should be “目”, say --encoding gb18030" in ran.err
    (row,) = stored(stage, cells.encode("gbk"), "--encoding", "gb18030")
    assert isinstance(row, dict)
    assert row["region"] == "目"


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (f"{GOOD}云溪区,\xff".encode("latin-1", "ignore"), ""),
        (GOOD.encode() + b"abc,\xff,1,,2024,\n", "line 4, byte"),
        (GOOD.encode() + b"\xe4\xba", "line 4, byte"),
        ("﻿".encode() + GOOD.encode() + b"\x80", "line 4, byte"),
        (GOOD.encode("utf-16") + b"\x00", "line 4, byte"),
    ],
    ids=["latin-1", "one-byte", "cut-short", "after-bom", "half-a-unit"],
)
def test_42_bytes_that_are_no_text(stage: Stage, content: bytes, where: str) -> None:
    assert where in imported(stage, content, exits=4).err


def test_42_the_byte_is_the_right_one(stage: Stage) -> None:
    before = GOOD.encode() + ("云溪区,人口,3,人,2024,\n" * 60_000).encode()
    ran = imported(stage, before + b"\xff", exits=4)
    assert f"line 60004, byte {len(before)}: not utf-8" in ran.err


def test_43_line_ends(stage: Stage, truth: list[object]) -> None:
    for end in ("\r\n", "\r"):
        assert stored(stage, GOOD.replace("\n", end)) == truth
    mixed = GOOD.replace("\n", "\r\n", 1)
    assert stored(stage, mixed) == truth
    ran = imported(stage, mixed)
    assert "d.csv: its lines end in more than one way" in ran.err
    quoted = GOOD.replace("年报", '"年\n报"').replace("\n云", "\r\n云")
    assert "more than one way" not in imported(stage, f"{quoted[:-1]}\r\n").err


RAGGED = (
    f'{GOOD}a,b\na,b,1人,,2024,,x,y\na"b,c,1人,,2024,\n"a"b,c,1人,,2024,\n'
    'a,b,2人,,2024,ok\n"a,b,1人'
)


def test_44_rows_that_are_none(stage: Stage) -> None:
    ran = imported(stage, RAGGED, exits=4)
    lines = [line.split(":")[0] for line in ran.err.splitlines() if line[0] == " "]
    assert lines == [f"  d.csv line {number}" for number in (4, 5, 7, 9)]
    many = f"{HEADER}{'x' * 3}\n" + "x\n" * 29
    ran = imported(stage, many, exits=4)
    assert ran.err.count(" line ") == 20
    assert "targets: 30 rows cannot be stored" in ran.err
    assert "  and 10 more" in ran.err
    ran = imported(stage, RAGGED, "--skip-bad", "-o", "rejects.csv", exits=3)
    assert "d.csv: 4 added, 4 rejected" in ran.err
    rejects = (stage.folder / "rejects.csv").read_text(encoding="utf-8")
    assert rejects.startswith("reason,region,metric,value,")
    assert "\nd.csv line 4: cannot read " in rejects
    again = stage.run_checked("import", "rejects.csv", exits=4)
    assert "targets: 4 rows" in again.err  # what was bad is bad again, not filled up


def test_39_json_with_a_mark(stage: Stage, truth: list[object]) -> None:
    told = stage.run_checked("figures", "--json").out
    (stage.folder / "d.json").write_bytes(told.encode("utf-16"))
    ran = stage.run_checked("import", "d.json")
    assert f"d.json: 0 added, {len(truth)} already there" in ran.err


def test_44_rejected_objects_come_back_once_they_are_corrected(stage: Stage) -> None:
    good = '{"region": "云溪区", "metric": "gdp", "value": "5亿元", "period": "2024"}'
    rows = (good, good[:-1], good.replace('"2024"', '["2024"]'))
    path = stage.folder / "d.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    words = ("import", path.name, "--skip-bad", "-o", "rejects.csv")
    stage.run_checked(*words, exits=3)
    rejects = stage.folder / "rejects.csv"
    again = stage.run_checked("import", "rejects.csv", exits=4)
    assert "targets: 2 rows" in again.err
    head, broken, nested = rejects.read_text(encoding="utf-8").splitlines()
    assert head == "reason,region,metric,value,period,more_1"
    assert '"{""region"": ""云溪区""' in broken
    told, _, _ = nested.partition(',,"{')
    rejects.write_text(f"{head}\n{told},2023,\n", encoding="utf-8")
    assert "rejects.csv: 1 added" in stage.run_checked("import", "rejects.csv").err


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("region,,value,period", "column 2 has no heading, and “2” stands in it"),
        ("region,region,value,period", "columns 1 and 2 are the same"),
        ("地区,region,value,period", "the same: “地区” and “region”"),
        ("region,metrik,value,period", "did you mean metric?"),
        ("id,name,age", "its columns are those of no table here: id, name, age"),
        ("一,二", "its columns are those of no table here: 一, 二"),
        ("region;metric;value", "targets need the column deadline"),
    ],
)
def test_45_headers(stage: Stage, header: str, said: str) -> None:
    ran = imported(stage, f"{header}\n1,2,3,4\n", exits=4)
    assert said in ran.err


def test_45_the_order_of_columns_is_free(stage: Stage, truth: list[object]) -> None:
    rows = [line.split(",")[::-1] for line in GOOD.splitlines()]
    assert stored(stage, "\n".join(map(",".join, rows))) == truth


def test_46_nothing_in_it(stage: Stage) -> None:
    assert "d.csv: 0 added" in imported(stage, HEADER).err
    assert "it is empty" in imported(stage, "", exits=4).err
    assert "line 1 is blank" in imported(stage, "\n\n", exits=4).err


def test_47_the_same_again(stage: Stage) -> None:
    imported(stage, GOOD)
    image = dump_store(stage.store.read_bytes(), b"")
    assert "d.csv: 0 added, 2 already there" in imported(stage, GOOD).err
    assert dump_store(stage.store.read_bytes(), b"") == image


def test_48_twice_in_a_file(stage: Stage) -> None:
    twice = GOOD + GOOD.partition("\n")[2]
    ran = imported(stage, twice)
    assert "d.csv: 2 added, 2 merged with a row like it" in ran.err
    ids = f"id,{HEADER}F7,云溪区,公园,3,家,2024,\nF8,云溪区,公园,4,家,2023,\n"
    ran = imported(stage, f"{ids}7,云溪区,公园,5,家,2024,\n", exits=4)
    assert "d.csv line 4: it says what F7 is, but d.csv line 2 says otherwise" in (
        ran.err
    )
    names = "name,kind\n公园,stock\n绿地,stock\n公园,flow\n绿地,stock\n"
    ran = imported(stage, names, exits=4, name="metrics")
    assert "metrics.csv line 4: it says what 公园 is, but metrics.csv line 2" in ran.err


def test_48_of_what_contradicts_nothing_is_stored(stage: Stage) -> None:
    ids = f"id,{HEADER}" + "".join(
        f"F{n},云溪区,公园,{value},家,2024,\n"
        for n, value in ((7, 3), (8, 4), (7, 5), (7, 3))
    )
    ran = imported(stage, ids, "--skip-bad", "-o", "r.csv", exits=3)
    assert "d.csv: 1 added, 3 rejected" in ran.err
    assert [row["value"] for row in json_rows(stage.run_checked(*FIELDS))] == ["4"]


def test_49_what_is_too_long(stage: Stage) -> None:
    long = "言" * 200_000
    ran = imported(stage, f"{HEADER}a,b,1人,,2024,{long}\n", exits=4)
    assert "d.csv line 2: cannot read" in ran.err
    assert "longer than 65536 characters" in ran.err
    path = stage.folder / "line.csv"
    with path.open("wb") as file:
        file.write(HEADER.encode())
        file.truncate(2_000_000_000)  # of NUL, and without a line end
    assert (
        "line 2 holds a NUL character"
        in stage.run_checked("import", "line.csv", exits=4).err
    )
    with path.open("wb") as file:
        file.write(HEADER.encode() + b"x" * 50_000_000)
    assert (
        "line 2 is longer than" in stage.run_checked("import", "line.csv", exits=4).err
    )


def test_49_memory_does_not_grow_with_the_rows(stage: Stage) -> None:
    peaks = []
    for count in (1_000, 10_000):
        stage.store.unlink(missing_ok=True)
        stage.write_figures(count, "big.csv")
        measured = (
            "import resource, subprocess, sys;"
            "subprocess.run(sys.argv[1:], check=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        command = [PROGRAM[0], "-c", measured, *PROGRAM, "-q", "import", "big.csv"]
        command = [part for part in command if part != "-q"]
        done = subprocess.run(
            command,
            capture_output=True,
            cwd=stage.folder,
            env=stage.environment,
            check=True,
            timeout=300,
        )
        peaks.append(int(done.stdout))
    assert peaks[1] < peaks[0] + 8 * 1024, peaks


@pytest.mark.parametrize("where", [0, 3, 60])
def test_50_nul(stage: Stage, where: int) -> None:
    content = f"{GOOD[:where]}\0{GOOD[where:]}"
    line = content[: content.index("\0")].count("\n") + 1
    ran = imported(stage, content, exits=4)
    assert f"line {line} holds a NUL character" in ran.err


def test_51_text_stays_text(stage: Stage) -> None:
    regions = "name,code\n甲区,0110\n乙区,1-2\n丙区,007\n1e3,1e3\n"
    imported(stage, regions, name="regions")
    kept = {
        row["name"]: row["code"]
        for row in json_rows(stage.run_checked("regions", "--json"))
    }
    assert kept == {"甲区": "0110", "乙区": "1-2", "丙区": "007", "1e3": "1e3"}


NO_NUMBERS = (
    *("NaN", "nan", "inf", "-Infinity", "1e400", "1E+3000000", "9" * 5000, "1_000"),
    *("0x10", "1e", "--1", "1.2.3", "१२", "½", "1/2"),
)


def test_52_numbers_that_are_none(stage: Stage) -> None:
    rows = "".join(f"a,b,{text},人,2024,\n" for text in NO_NUMBERS)
    ran = imported(stage, HEADER + rows, exits=4)
    assert f"targets: {len(NO_NUMBERS)} rows cannot be stored" in ran.err
    as_json = [
        {"region": "a", "metric": "b", "value": text, "unit": "人", "period": "2024"}
        for text in NO_NUMBERS
    ]
    path = stage.folder / "d.json"
    path.write_text(json.dumps(as_json), encoding="utf-8")
    ran = stage.run_checked("import", "d.json", exits=4)
    assert f"targets: {len(NO_NUMBERS)} rows cannot be stored" in ran.err


def test_progress_is_told_on_a_terminal_only(stage: Stage) -> None:
    stage.write_figures(50_000, "big.csv")
    shown, code = run_on_terminal(stage, "import", "big.csv")
    assert code == 0
    assert re.search(r"[0-9],[05]00 rows read", strip_colors(shown))
    assert "big.csv: 50000 added" in strip_colors(shown)
    again = stage.run_checked("import", "big.csv", seconds=60)
    assert "rows read" not in again.err


def test_a_workbook_without_the_extra_says_what_to_install(stage: Stage) -> None:
    (stage.folder / "d.xlsx").write_bytes(b"PK\x03\x04")
    without = (
        "import sys; sys.modules['defusedxml'] = None;"
        "from targetcli.cli import main; main(['import', 'd.xlsx'])"
    )
    done = subprocess.run(
        [PROGRAM[0], "-c", without],
        capture_output=True,
        cwd=stage.folder,
        env=stage.environment,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "targets: to read a workbook, the package defusedxml is needed",
        "hint: install them with: pip install 'targets-tracker[xlsx]'",
    ]


def test_73_standard_input_is_read_only_where_it_is_named(stage: Stage) -> None:
    stage.seed()
    for arguments in (("list",), ("import", "missing.csv"), ("check", "integrity")):
        with Path("/dev/zero").open("rb") as zero:
            done = subprocess.run(
                [*PROGRAM, *arguments],
                stdin=zero,
                capture_output=True,
                cwd=stage.folder,
                env=stage.environment,
                timeout=10,
                check=False,
            )
        assert done.returncode in (0, 2)
    done = subprocess.run(
        [*PROGRAM, "import", "-"],
        input=GOOD.encode("gb18030"),
        capture_output=True,
        cwd=stage.folder,
        env=stage.environment,
        check=True,
    )
    assert "-: 2 added" in done.stderr.decode()


def test_74_what_is_no_file_to_import(stage: Stage) -> None:
    stage.seed()
    (stage.folder / "link.csv").symlink_to(stage.store)
    (stage.folder / "empty").mkdir()
    os.mkfifo(stage.folder / "pipe.csv")
    for name, said in (
        (stage.store.name, "is the store itself"),
        ("link.csv", "is the store itself"),
        ("empty", "is a folder without datapackage.json"),
        ("pipe.csv", "is no plain file"),
        ("/dev/zero", "is no plain file"),
        ("nowhere.csv", "there is no file nowhere.csv"),
    ):
        assert said in stage.run_checked("import", name, exits=2).err


def test_74_a_file_that_changes_while_it_is_read(stage: Stage) -> None:
    path = stage.write_figures(20_000, "growing.csv")
    ended = threading.Event()

    def grow() -> None:
        with path.open("a", encoding="utf-8") as file:
            while not ended.is_set():
                file.write("云溪区,第1片,绿道,level,=,1,公里,2024-01-01,")
                file.flush()
                time.sleep(0.001)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        ran = stage.run_checked("import", "growing.csv", exits=4, seconds=60)
    finally:
        ended.set()
        writer.join()
    assert "changed while it was read" in ran.err or "cannot be stored" in ran.err
    assert not stage.store.exists()
