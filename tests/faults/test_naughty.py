"""Every naughty string in every field of a store: kept to the letter, or refused."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

from support.program import ProgramResult, Run

ANY_TEXT = {
    "sources": ("title", "publisher", "url", "archived_url", "sha256"),
    # A name in English is a name too, and could be no one else's.
    "regions": ("code",),
    "targets": ("plan", "locator", "as_written", "note"),
    "figures": ("locator", "as_written", "note"),
}
NAMES = {
    "sources": "id",
    "units": "name",
    "regions": "name",
    "metrics": "name",
}
RECORD = {"region": "云溪区", "metric": "绿道", "relation": "=", "unit": "公里"}


def naughty(shared: Path) -> list[str]:
    path = shared / "naughty" / "blns" / "blns.json"
    strings: list[str] = json.loads(path.read_text(encoding="utf-8"))
    assert len(strings) == 515
    return strings


def lines(path: Path, rows: list[dict[str, str]]) -> str:
    text = "".join(f"{json.dumps(row)}\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    return str(path)


def well(ran: ProgramResult) -> ProgramResult:
    assert ran.code == 0, ran.err[:2000]
    return ran


def carried(run: Run, folder: Path, style: str) -> None:
    """Export everything, import it elsewhere, and export that: the same bytes."""
    first, again = folder / f"{style}-1", folder / f"{style}-2"
    well(run("export", "all", "-O", style, "-o", str(first), "-q"))
    files = sorted(str(path) for path in first.iterdir())
    copy = str(folder / f"{style}.db")
    well(run("import", *files, "-q", TARGETS_DB=copy))
    well(run("export", "all", "-O", style, "-o", str(again), "-q", TARGETS_DB=copy))
    for path in first.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_any_text_is_kept_to_the_letter(run: Run, tmp_path: Path, shared: Path) -> None:
    strings = naughty(shared)
    numbered = list(enumerate(strings, 1))
    rows = {
        "sources": [{"id": f"s{n}"} for n, _ in numbered],
        "regions": [{"name": f"地{n}"} for n, _ in numbered],
        "metrics": [{"name": f"量{n}", "kind": "stock"} for n, _ in numbered],
        "targets": [
            {**RECORD, "id": f"T{n}", "value": str(n), "deadline": "2025-12-31"}
            for n, _ in numbered
        ],
        "figures": [
            {**RECORD, "id": f"F{n}", "value": str(n), "end": "2025-12-31"}
            for n, _ in numbered
        ],
    }
    for sheet, fields in ANY_TEXT.items():
        for row, text in zip(rows[sheet], strings, strict=True):
            row.update(dict.fromkeys(fields, text))
    files = [lines(tmp_path / f"{sheet}.jsonl", rows[sheet]) for sheet in rows]
    well(run("import", *files, "-q"))
    for sheet, fields in ANY_TEXT.items():
        told = well(run("export", sheet, "-O", "jsonl")).out.splitlines()
        kept = [json.loads(line) for line in told]
        for field in fields:
            found = [row[field] or "" for row in kept][: len(strings)]
            assert found == strings, (sheet, field)
    for style in ("csv", "csv-excel", "jsonl"):
        carried(run, tmp_path, style)


def test_a_name_is_kept_or_refused_with_the_reason(
    run: Run, tmp_path: Path, shared: Path
) -> None:
    strings = naughty(shared)
    refused: dict[str, Counter[str]] = {}
    for sheet, column in NAMES.items():
        file = lines(tmp_path / f"{sheet}.jsonl", [{column: text} for text in strings])
        rejects = tmp_path / f"{sheet}.csv"
        run("import", file, "--skip-bad", "-o", str(rejects), "-q")
        with rejects.open(encoding="utf-8", newline="") as told:
            refused[sheet] = Counter(map(why, csv.DictReader(told)))
    names = {"hidden": 22, "twice": 19, "empty": 2, "long": 5}
    assert refused["sources"] == refused["regions"] == refused["metrics"] == names
    # A unit must also be readable after a number, and be no unit that is known.
    kinds = {"unit", "value", "known", *names}
    assert set(refused["units"]) <= kinds
    for style in ("csv", "jsonl"):
        carried(run, tmp_path, style)


def why(row: dict[str, str]) -> str:
    """Return the sort of reason a row was refused for; its words vary with the row."""
    reasons = {
        "hidden": "a hidden character, U+",
        "empty": "it is empty",
        "long": "longer than 200 characters",
        "twice": "says otherwise",
        "known": "read already",
        "unit": "as a unit",
        "value": "as a value",
    }
    told = (sort for sort, words in reasons.items() if words in row["reason"])
    return next(told, row["reason"])
