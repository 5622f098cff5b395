"""Naughty strings in every place of a command: kept to the letter, or refused.

The program is run inside this process, since a thousand starts would take minutes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import category, normalize

import pytest

from support.paths import CHECKOUT
from support.program import ProgramResult
from targetcli.cli import main
from targetcli.model.names import name_key
from targetcli.session.simplification import simplify_characters

PAGE = CHECKOUT / "docs" / "reliability.md"

Answer = Callable[..., ProgramResult]


@pytest.fixture
def answer(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> Answer:
    """Run the program in this process, with a store of its own."""
    monkeypatch.setenv("TARGETS_DB", str(tmp_path / "store.db"))
    monkeypatch.setenv("TARGETS_NOW", "2026-03-31")

    def run(*arguments: str) -> ProgramResult:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        captured = capsysbinary.readouterr()
        code = int(str(end.value.code or 0))
        return ProgramResult(code, captured.out.decode(), captured.err.decode())

    return run


@pytest.fixture
def naughty(shared: Path) -> list[str]:
    file = shared / "naughty" / "blns" / "blns.json"
    strings: list[str] = json.loads(file.read_text("utf-8"))
    assert len(strings) == 515
    return strings


def page_row(place: str) -> tuple[str, ...]:
    for line in PAGE.read_text("utf-8").split("\n"):
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if cells[0] == place:
            return cells[1:]
    pytest.fail(f"the page has no row {place}")


def held(place: str, counts: Counter[str]) -> None:
    kept, refused = counts["kept"], counts["refused"]
    assert page_row(place) == tuple(map(str, (counts.total(), kept, refused, 0)))


def refused(ran: ProgramResult) -> bool:
    """A refusal says so in a line, and shows nothing that acts."""
    if ran.code == 0:
        return False
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("targets: ")
    assert not acting(ran.err)
    return True


def acting(shown: str) -> str:
    """What of a text a terminal would act on rather than show."""
    kinds = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    return "".join(c for c in shown if c not in "\n\t" and category(c) in kinds)


def test_notes_plans_and_places_are_kept_to_the_letter(
    answer: Answer, naughty: list[str]
) -> None:
    counts: Counter[str] = Counter()
    for number, text in enumerate(naughty):
        ran = answer(
            *("record", "云溪区", "gdp", f"{number + 1}亿元", "--for", "2024", "-q"),
            *(f"--note={text}", f"--locator={text}"),
        )
        counts["refused" if refused(ran) else "kept"] += 1
    rows = json.loads(answer("figures", "--json").out)["rows"]
    for row in rows:
        text = naughty[int(row["value"]) - 1]
        assert (row["note"] or "", row["locator"] or "") == (text, text)
    assert len(rows) == counts["kept"]
    shown = answer("figures", "-O", "plain", "--fields", "note").out
    assert not acting(shown)
    held("note and locator", counts)


def test_names_are_kept_to_the_letter(
    answer: Answer, naughty: list[str], tmp_path: Path
) -> None:
    counts: Counter[str] = Counter()
    # Every new name is looked for among all names: small stores are quicker.
    for start in range(0, len(naughty), 50):
        counts += named(answer, naughty[start : start + 50])
        (tmp_path / "store.db").unlink()
    held("region, metric and source", counts)


def named(answer: Answer, texts: list[str]) -> Counter[str]:
    """Add a target under each text as its names, and find it under them."""
    counts: Counter[str] = Counter()
    for number, text in enumerate(texts):
        ran = answer(
            *("add", "--by", "2025", "-q", f"--source={text}", "--kind", "flow"),
            *("--", text, text, f"{number + 1}亿元"),
        )
        counts["refused" if refused(ran) else "kept"] += 1
    rows = json.loads(answer("list", "--json").out)["rows"]
    assert len(rows) == counts["kept"] > 0
    for row in rows:
        # A name stored before in other characters is the same name.
        key = same(texts[int(row["value"]) - 1])
        assert same(row["region"]) == same(row["metric"]) == key
    letters = {normalize("NFC", text).strip() for text in texts}
    for verb in ("regions", "metrics"):
        names = {row["name"] for row in json.loads(answer(verb, "--json").out)["rows"]}
        assert names <= letters
    sources = json.loads(answer("sources", "--json").out)["rows"]
    assert {row["title"] or row["url"] for row in sources} <= letters
    return counts


def same(name: str) -> str:
    return simplify_characters(name_key(name))


def filters(shared: Path) -> Iterator[str]:
    folder = shared / "naughty" / "payloads"
    for name in ("Auth_Bypass.txt", "SQLi_Polyglots.txt", "Generic_Fuzz.txt"):
        yield from (folder / name).read_text("utf-8", "replace").splitlines()


def test_sql_in_a_filter_finds_nothing_or_what_is_so_named(
    answer: Answer, shared: Path
) -> None:
    answer("add", "云溪区", "gdp", "5亿元", "--by", "2025", "--plan", "%", "-q")
    before = answer("list", "--json").out
    counts: Counter[str] = Counter()
    for text in filters(shared):
        for option in ("--region", "--metric", "--source", "--sort"):
            ran = answer("list", f"{option}={text}", "--json")
            counts["refused" if refused_as_json(ran) else "kept"] += 1
            assert option == "--sort" or '"id"' not in ran.out
        ran = answer("list", f"--plan={text}", "--json")
        assert ran.code == 0
        assert '"id"' not in ran.out or text in ("", "%")
    assert answer("list", "--json").out == before
    held("filters and sorting", counts)


def refused_as_json(ran: ProgramResult) -> bool:
    if ran.code == 0:
        assert json.loads(ran.out)["rows"] is not None
        return False
    assert ran.code == 2
    assert json.loads(ran.err.rstrip("\n").rpartition("\n")[2])["exit"] == 2
    return True
