"""Every row of docs/values.md is read as the page says."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from support.paths import CHECKOUT
from support.program import Run
from targetcli.errors import Contradiction, TargetsError, UnknownName, Unreadable
from targetcli.model.bound import Bound, Relation, format_bound
from targetcli.model.bound_words import read_wording, refuse_value
from targetcli.model.deadline import read_deadline
from targetcli.model.period import ReferenceDays
from targetcli.model.period_reader import read_period
from targetcli.model.records import Better, Region
from targetcli.model.unit_table import UnitTable
from targetcli.model.wording import RecordRole, SideWords, Wording
from targetcli.problems.reading import ReadingProblem
from targetcli.reading.vocabulary import Vocabulary
from targetcli.render.error_messages.message import explain
from targetcli.session.simplification import simplify_characters

PAGE = CHECKOUT / "docs" / "values.md"
DAYS = ReferenceDays(date(2026, 3, 31), date(2021, 10, 3))
TABLE = UnitTable()
REFUSED = (Unreadable, Contradiction)

Cells = tuple[str, ...]


def tables() -> list[tuple[str, Cells, Cells]]:
    """Every row of every table: the section it is in, its headings, its cells."""
    found: list[tuple[str, Cells, Cells]] = []
    section = ""
    head: Cells = ()
    for line in PAGE.read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            section = line[3:]
        if not line.startswith("|"):
            head = ()
            continue
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if not head:
            head = cells
        elif not set(line) <= set("|-"):
            found.append((section, head, cells))
    return found


def told(wording: Wording) -> str:
    unit = TABLE.read("元")._replace(text=wording.unit)
    relation = wording.relation or Relation.EQUAL
    text = format_bound(Bound(relation, wording.value, wording.value_high, unit))
    if wording.relation is Relation.EQUAL:
        text = f"= {text}"
    if wording.basis:
        text += f" ({wording.basis})"
    return f"{text}, {wording.status}" if wording.status else text


def read(text: str, role: RecordRole) -> str:
    try:
        return told(read_wording(text, role))
    except REFUSED:
        return "refused"


def amount(text: str) -> tuple[Decimal, str]:
    wording = read_wording(text, RecordRole.FIGURE)
    unit = TABLE.read(wording.unit)
    return wording.value * unit.numerator / unit.denominator, unit.dimension


def check_value(row: Cells) -> None:
    assert row[1:] == (read(row[0], RecordRole.TARGET), read(row[0], RecordRole.FIGURE))


SIDES = {
    (Better.LESS, SideWords.FALL): "less",
    (Better.MORE, SideWords.FALL): "more",
    (Better.MORE, SideWords.RISE): "more, but not of prices",
    (Better.MORE, SideWords.REACH): "more, unless less is better",
    (Better.NONE, None): "both ends hold",
    (None, None): "takes the metric's",
}
SIDES_OF_LIMITS = {Relation.AT_LEAST: "more", Relation.AT_MOST: "less"}


def check_side(row: Cells) -> None:
    wording = read_wording(row[0], RecordRole.TARGET)
    said = SIDES[wording.side, wording.side_words]
    if wording.side is None and wording.relation in SIDES_OF_LIMITS:
        said = SIDES_OF_LIMITS[wording.relation]
    assert said == row[1]


def check_amount(row: Cells) -> None:
    assert amount(row[0]) == amount(row[1])


def check_dimension(row: Cells) -> None:
    assert amount(row[0])[1] == row[1]


def check_refusal(row: Cells) -> None:
    with pytest.raises(REFUSED) as refused:
        read_value(row[0])
    assert reason(refused.value) == row[1]


def read_value(text: str) -> None:
    wording = read_wording(text, RecordRole.FIGURE)
    if not wording.unit and wording.value:
        raise Unreadable("value", text, problem=ReadingProblem.NO_UNIT)
    try:
        TABLE.read(wording.unit)
    except Unreadable as failure:  # as the program names what is no unit
        raise refuse_value(text, failure.reason) from failure


def reason(failure: TargetsError) -> str:
    return explain(failure.reason) if isinstance(failure, Unreadable) else ""


def check_period(row: Cells) -> None:
    span = read_period(row[0], DAYS)
    assert row[1:] == (span.start.isoformat(), span.end.isoformat())


def check_deadline(row: Cells) -> None:
    start, day, *_ = read_deadline(row[0], DAYS)
    assert row[1:] == (start.isoformat() if start else "", day.isoformat())


def check_no_period(row: Cells) -> None:
    for read_it in (read_period, read_deadline):
        with pytest.raises(Unreadable) as refused:
            read_it(row[0], DAYS)
        assert explain(refused.value.reason) == row[1]


def check_name(row: Cells) -> None:
    words = Vocabulary(simplify_characters)
    yunxi = Region("云溪区", "Yunxi District", aliases=("云溪",))
    words.add_known([yunxi, Region("安东市")])
    try:
        found = words.regions.get(row[0]).name
    except UnknownName as unknown:
        found = f"nothing; did you mean {unknown.nearest[0]}?"
    assert found == row[1]


CHECKS: dict[tuple[str, str], Callable[[Cells], None]] = {
    ("Values", "of a target"): check_value,
    ("Values", "side of a target"): check_side,
    ("What is refused", "why"): check_refusal,
    ("Units", "as much as"): check_amount,
    ("Units", "measures"): check_dimension,
    ("Periods", "from"): check_period,
    ("Deadlines", "window from"): check_deadline,
    ("Deadlines", "why"): check_no_period,
    ("Names", "finds"): check_name,
}
ROWS = tables()


@pytest.mark.parametrize(
    ("section", "head", "row"), ROWS, ids=[f"{row[0]}: {row[2][0]}" for row in ROWS]
)
def test_the_page_says_how_it_is_read(section: str, head: Cells, row: Cells) -> None:
    CHECKS[section, head[1]](row)


def test_every_table_of_the_page_is_checked() -> None:
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    written = [line for line in lines if re.match(r"\|(?! written \||-)", line)]
    assert len(ROWS) == len(written) > 500
    assert {(section, head[1]) for section, head, _ in ROWS} == set(CHECKS)


def test_every_refusal_of_the_page_has_a_reason_of_its_own() -> None:
    reasons = [row[1] for _, head, row in ROWS if head[1] == "why"]
    assert len(reasons) > 150
    assert all(reasons)


def test_the_page_tells_how_many_wordings_it_holds() -> None:
    """`docs/testing.md` counts the wordings that are read, and those that are not."""
    refused = sum(head[1] == "why" or row[-1] == "refused" for _, head, row in ROWS)
    said = (CHECKOUT / "docs" / "testing.md").read_text(encoding="utf-8")
    assert f"{len(ROWS) - refused} wordings that are read and {refused}" in said


def test_the_program_reads_the_page_as_the_grammar_does(
    run: Run, tmp_path: Path
) -> None:
    """Every value of the page goes through an import, and comes out as it says."""
    values = [
        row
        for _, head, row in ROWS
        if head[1:] == ("of a target", "of a figure") and row[2] != "refused"
    ]
    with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("region", "metric", "value", "period"))
        for number, row in enumerate(values):
            writer.writerow(("云溪区", f"m{number}", row[0], "2024"))
    ran = run("import", "figures.csv", "-q")
    assert ran.code == 0, ran.err
    figures = json.loads(run("figures", "--json").out)["rows"]
    assert [figure["as_written"] for figure in figures] == [row[0] for row in values]
    for figure, row in zip(figures, values, strict=True):
        assert figure["value"].replace("-", "−") in row[2]
        assert (figure["unit"] or "") in row[2]
        assert figure["basis"] == "level" or f"({figure['basis']})" in row[2]
        assert figure["status"] == "reported" or row[2].endswith(figure["status"])
