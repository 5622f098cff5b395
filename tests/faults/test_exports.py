"""What leaves the store: hostile text in every format, and every odd place for it.

The numbers are the rows of the fault matrix these tests are of.
"""

from __future__ import annotations

import csv
import json
import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from support.html_page import Page
from support.stage import Stage, Tally, repetitions, seeded_random
from targetcli.model.bound import Bound, Relation
from targetcli.model.records import (
    Basis,
    Figure,
    Metric,
    MetricKind,
    Origin,
    Region,
    Target,
)
from targetcli.model.unit_table import UnitTable
from targetcli.render.characters import escape_controls
from targetcli.store.store import create_store, open_store
from targetcli.store.writer import WriteTransaction

NOW = "2026-03-31T01:00:00+00:00"
FAR = Metric(
    "绿道",
    kind=MetricKind.STOCK,
    unit="公里",
    kind_from=Origin.SAID,
    unit_from=Origin.SAID,
)
FIVE = Bound(Relation.AT_LEAST, Decimal("5.0"), None, UnitTable().read("公里"))
TRIGGERS = tuple("=+-@\t\r\n|%＝＋－＠")
HOSTILE = (
    *(
        "=1+1",
        "＝1+1",
        "  =1",
        "\t=1",
        "'=1",
        "''=1",
        "-3.2%",
        "-3.2",
        "@x",
        "|x",
        "%0",
    ),
    *("a|b", "`a|b`", "[x](javascript:alert(1))", "<script>alert(1)</script>"),
    *(
        '" onclick="x',
        "first\nsecond",
        "first\r\nATTENDEE:x",
        "\x1b]52;c;aa\a",
        "\x9b31m",
    ),
    *("\u2028", "\u202egnp", "[/bold]", "NaN", "<r><t>x</t></r>", "&lt;"),
)
FILES = {
    *("sources.csv", "regions.csv", "metrics.csv", "targets.csv", "figures.csv"),
    *("log.csv", "history.csv"),
}


@contextmanager
def writing(path: Path) -> Iterator[WriteTransaction]:
    """Write to a store as no file of ours could."""
    create_store(path, 1)
    with (
        open_store(path, 1, write=True) as store,
        store.write_transaction("test", NOW) as begun,
    ):
        begun.save_metric(FAR)
        yield begun


def target(note: str, region: str = "云溪区") -> Target:
    return Target(
        None,
        region,
        "",
        FAR,
        Basis.LEVEL,
        FIVE,
        deadline=date(2025, 12, 31),
        plan=note,
        as_written=note,
        note=note,
        locator=note,
    )


def figure(note: str, region: str = "云溪区") -> Figure:
    day = date(2025, 12, 31)
    return Figure(
        None,
        region,
        "",
        FAR,
        Basis.LEVEL,
        FIVE,
        None,
        day,
        as_written=note,
        note=note,
    )


def hostile(stage: Stage, texts: tuple[str, ...] = HOSTILE) -> None:
    """Fill the store with a target and a figure for every text."""
    with writing(stage.store) as begun:
        begun.save_region(Region("云溪区"))
        for number, text in enumerate(texts):
            begun.save_target(target(text)._replace(locator=str(number)))
            begun.save_figure(figure(text)._replace(locator=str(number)))


def payloads(shared: Path, *names: str) -> tuple[str, ...]:
    """Return the lines of payload files."""
    texts = ((shared / "naughty" / name).read_text(errors="replace") for name in names)
    return tuple(line for text in texts for line in text.splitlines() if line)


def is_run(cell: str) -> bool:
    """Say whether a spreadsheet would run a cell: the rule, in other words."""
    inner = cell.lstrip(" ")
    number = inner.lstrip("+-").removesuffix("%").replace(".", "", 1)
    plain = number.isascii() and number.isdigit()
    return inner.startswith(TRIGGERS) and len(inner) > 1 and not plain


# 78


@pytest.mark.parametrize("style", ["csv", "csv-excel"])
def test_no_cell_is_run_and_every_cell_comes_back(
    stage: Stage, shared: Path, style: str
) -> None:
    lines = payloads(
        shared,
        "csv-injection/payloadbox-csv-payload.txt",
        "csv-injection/payloadsallthethings.txt",
    )
    assert len(lines) > 15
    hostile(stage, (*lines, *HOSTILE))
    path = stage.folder / "out.csv"
    stage.run_checked("export", "figures", "-O", style, "-o", str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["note"].removeprefix("'") for row in rows][: len(lines)] == list(lines)
    for row in rows:
        assert not [cell for cell in row.values() if is_run(cell)]
    assert {row["value"] for row in rows} == {"5.0"}
    stage.run_checked("--db", "copy.db", "import", str(path))
    first = stage.run_checked("figures", "--json")
    assert stage.run_checked("--db", "copy.db", "figures", "--json").out == first.out


def test_cells_stay_as_they_are_where_no_guard_is_wanted(stage: Stage) -> None:
    texts = tuple(text for text in HOSTILE if "\r" not in text)
    hostile(stage, texts)
    path = stage.folder / "figures.csv"
    stage.run_checked("export", "figures", "--no-formula-guard", "-o", str(path))
    with path.open(encoding="utf-8", newline="") as file:
        notes = [row["note"] for row in csv.DictReader(file)]
    kept = [f"'{text}" if text.startswith("'") else text for text in texts]
    assert notes == kept
    stage.run_checked("--db", "copy.db", "import", str(path))
    first = stage.run_checked("figures", "--json")
    assert stage.run_checked("--db", "copy.db", "figures", "--json").out == first.out


# 79


def test_a_workbook_holds_words_and_numbers_only(stage: Stage, shared: Path) -> None:
    lines = payloads(shared, "csv-injection/payloadsallthethings.txt")
    hostile(stage, (*lines, *HOSTILE))
    stage.run_checked("export", "all", "-o", "store.xlsx")
    workbook = load_workbook(stage.folder / "store.xlsx")
    assert {"targets", "figures", "regions"} <= set(workbook.sheetnames)
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell
                assert cell.hyperlink is None
    assert workbook["figures"]["G2"].value == 5
    assert workbook["figures"]["G2"].number_format == "0.0"
    heads = [cell.value for cell in workbook["figures"][1]]
    notes = [row[heads.index("note")] for row in workbook["figures"].values][1:]
    assert notes[: len(lines)] == list(lines)


def test_a_cell_too_long_for_a_workbook_is_refused_by_name(stage: Stage) -> None:
    hostile(stage, ("言" * 32_768,))
    ran = stage.run_checked("figures", "-o", "out.xlsx", exits=5)
    assert "F1 as_written" in ran.err
    assert sorted(path.name for path in stage.folder.iterdir()) == ["store.db"]


# 80, 81: what people see on a page


def test_a_page_or_a_markdown_table_shows_what_is_there(
    stage: Stage, shared: Path
) -> None:
    texts = (*payloads(shared, "payloads/XSSDetection.txt"), *HOSTILE)
    hostile(stage, texts)
    fields = ("--fields", "id,note,plan")
    page = Page(stage.run_checked("list", *fields, "-O", "html").out)
    told = stage.run_checked("list", *fields, "-O", "md").out
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    table = Page(parser.render(told))
    shown = [
        cell
        for number, text in enumerate(texts, 1)
        for cell in (f"T{number}", escape_controls(text), escape_controls(text))
    ]
    assert page.cells == ["id", "note", "plan", *shown]
    assert [cell.strip() for cell in table.cells[3:]] == [s.strip() for s in shown]
    assert {*table.tags} == {"table", "thead", "tbody", "tr", "th", "td"}
    assert not {"script", "img", "iframe", "svg", "object", "link"} & {*page.tags}
    assert not page.handlers
    assert all(link.startswith("http") for link in page.links)


# 82


@pytest.mark.parametrize("style", ["json", "jsonl"])
def test_json_is_strict_and_hides_nothing(stage: Stage, style: str) -> None:
    hostile(stage)
    out = stage.run_checked("figures", "-O", style).out
    assert out.isprintable() or set(filter(lambda c: not c.isprintable(), out)) == {
        "\n"
    }

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    pieces = [out] if style == "json" else out.splitlines()
    read = [json.loads(piece, parse_constant=refuse) for piece in pieces]
    rows = read[0]["rows"] if style == "json" else read
    assert [row["note"] for row in rows] == list(HOSTILE)
    assert {row["value"] for row in rows} == {"5.0"}


# 83


def test_a_calendar_has_an_event_for_every_deadline(stage: Stage) -> None:
    hostile(stage)
    stage.run_checked("misses", "--include", "any", "-o", "due.ics")
    again = ("misses", "--include", "any", "-o", "again.ics")
    stage.run_checked(*again, TARGETS_NOW="2026-04-30")
    made = (stage.folder / "due.ics").read_bytes()
    assert (stage.folder / "again.ics").read_bytes() == made
    events: list[Any] = list(Calendar.from_ical(made).events)
    assert len(events) == len(HOSTILE)
    assert len({str(event["uid"]) for event in events}) == len(HOSTILE)
    for event, text in zip(events, HOSTILE, strict=True):
        assert event["dtstart"].dt == date(2025, 12, 31)
        assert event["dtstamp"].dt.isoformat() == NOW
        assert f"note: {escape_controls(text)}" in str(event["description"])
        assert "attendee" not in event


# 84


def test_what_is_asked_is_never_run(stage: Stage, shared: Path) -> None:
    stage.seed()
    found = list(payloads(shared, "payloads/Auth_Bypass.txt"))
    dice = seeded_random("asked")
    for line in dice.sample(
        [line for line in found if "\0" not in line], repetitions(4, 60)
    ):
        for option in ("--sort", "--fields", "--region", "--metric", "--source"):
            # A name that no record has selects nothing; a column must be there.
            exits = 2 if option in ("--sort", "--fields") else 0
            ran = stage.run_checked("list", f"{option}={line}x", exits=exits)
            said = "targets: " if exits else "no "
            assert ran.err.startswith(said), ran.err
        for option in ("--scope", "--plan"):
            assert stage.run_checked("list", f"{option}={line}").out == ""


def test_wildcards_are_letters(stage: Stage) -> None:
    stage.seed()
    for plan in ("%", "_", "十四_", "*"):
        assert stage.run_checked("list", "--plan", plan).out == ""
    assert stage.run_checked("list", "--plan", "十四五").out


# 86


def test_no_name_of_a_file_comes_from_data(stage: Stage) -> None:
    names = ("../../etc/x", "CON", "a/b", "..", "/etc/passwd", ".hidden")
    with writing(stage.store) as begun:
        for name in names:
            begun.save_region(Region(name))
            begun.save_target(target(name, name))
            begun.save_figure(figure(name, name))
    for style, extra in (("csv", set()), ("datapackage", {"datapackage.json"})):
        stage.run_checked("export", "all", "-O", style, "-o", f"out-{style}")
        written = {path.name for path in (stage.folder / f"out-{style}").iterdir()}
        assert written == FILES | extra
    assert {path.name for path in stage.folder.iterdir()} == {
        *("store.db", "out-csv", "out-datapackage"),
    }


# 87


@pytest.mark.parametrize("how", ["itself", "symlink", "hard link", "journal", "folder"])
def test_an_answer_is_never_written_over_the_store(stage: Stage, how: str) -> None:
    stage.store = stage.folder / "figures.csv"
    hostile(stage, ("x",))
    place, what = stage.store, "figures"
    match how:
        case "symlink":
            place = stage.folder / "link.csv"
            place.symlink_to(stage.store)
        case "hard link":
            place = stage.folder / "other.csv"
            os.link(stage.store, place)
        case "journal":
            place = stage.folder / "figures.csv-journal"
        case "folder":
            place, what = stage.folder, "all"
    for style in ("csv", "json"):
        if how == "folder" and style == "json":
            continue
        arguments = ("export", what, "-O", style, "-o", str(place), "--force")
        ran = stage.run_checked(*arguments, exits=2)
        assert "store" in ran.err
    assert not list(stage.folder.glob(".*"))


# 88


def test_an_output_that_exists_is_asked_for(stage: Stage) -> None:
    hostile(stage)
    old = stage.folder / "out.md"
    old.write_text("old\n", encoding="utf-8")
    old.chmod(0o640)
    ran = stage.run_checked("figures", "-o", str(old), exits=5)
    assert "--force" in ran.err
    assert old.read_text(encoding="utf-8") == "old\n"
    stage.run_checked("figures", "-o", str(old), "--force")
    assert old.read_text(encoding="utf-8").startswith("| id |")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_folder_is_written_whole_or_not_at_all(stage: Stage) -> None:
    hostile(stage)
    folder = stage.folder / "out"
    folder.mkdir()
    (folder / "figures.csv").write_text("mine\n", encoding="utf-8")
    stage.run_checked("export", "all", "-o", str(folder), exits=5)
    assert [path.name for path in folder.iterdir()] == ["figures.csv"]
    (folder / "milestones.csv").write_text("target,date,value\nT1,2024-01-01,3\n")
    stage.run_checked("export", "all", "-o", str(folder), "--force")
    assert {path.name for path in folder.iterdir()} == FILES | {"milestones.csv"}
    # What an older export left would be taken in with the new one.
    assert (folder / "milestones.csv").read_text() == "target,date,value\n"


def test_a_link_is_followed_and_a_loop_is_refused(stage: Stage) -> None:
    hostile(stage)
    real, link = stage.folder / "real.csv", stage.folder / "link.csv"
    link.symlink_to(real)
    stage.run_checked("figures", "-o", str(link))
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("id,")
    loop = stage.folder / "loop.csv"
    loop.symlink_to(loop)
    stage.run_checked("figures", "-o", str(loop), exits=5)
    stage.run_checked("figures", "-o", "no/such/folder.csv", exits=5)
    stage.run_checked("export", "all", "-o", str(real / "under"), exits=5)


def test_a_pipe_with_a_name_is_written_through(stage: Stage) -> None:
    hostile(stage)
    pipe = stage.folder / "pipe.csv"
    os.mkfifo(pipe)
    with subprocess.Popen(["/bin/cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        stage.run_checked("figures", "-o", str(pipe))
        read, _ = reader.communicate(timeout=30)
    assert read.startswith(b"id,")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_the_standard_output_may_be_named(stage: Stage) -> None:
    hostile(stage, ("x",))
    told = stage.run_checked("figures", "-O", "csv").out
    arguments = ("figures", "-O", "csv", "-o", "/dev/stdout")
    assert stage.run_checked(*arguments).out == told
    stage.run_checked(*arguments, limits="exec >>log.csv;")
    stage.run_checked(*arguments, limits="exec >>log.csv;")
    assert (stage.folder / "log.csv").read_text(encoding="utf-8") == told * 2


def test_a_file_is_whole_whenever_its_writer_is_killed(
    stage: Stage,
    tally: Callable[[str], Tally],
) -> None:
    hostile(stage, tuple(f"note {number}" for number in range(3000)))
    old = stage.folder / "out.csv"
    stage.run_checked("figures", "-o", str(old))
    whole = old.read_bytes()
    dice, found = seeded_random("killed while it exports"), tally("kill -9, export")
    arguments = ("figures", "-O", "csv", "-o", str(old), "--force", "--sort", "-id")
    for _ in range(repetitions(6)):
        old.write_bytes(whole)
        stage.strike(*arguments, pause=dice.uniform(0.1, 0.6))
        found.runs += 1
        now = old.read_bytes()
        if now.count(b"\n") != whole.count(b"\n"):
            found.mislead("half a file under the name of a whole one")
        found.count("old" if now == whole else "new")
    found.assert_clean()


# 91


@pytest.mark.parametrize("style", ["csv", "json", "html", "xlsx", "ics", "table"])
@pytest.mark.parametrize("limits", ["exec >/dev/full;", "exec >&-;"])
def test_an_answer_nobody_could_write_is_a_failure(
    stage: Stage, style: str, limits: str
) -> None:
    hostile(stage, ("x",))
    ran = stage.run_checked("list", "-O", style, limits=limits, exits=5)
    assert "cannot write the standard output" in ran.err
