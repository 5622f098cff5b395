"""Every failure has a sentence, and a code that scripts can rely on."""

from __future__ import annotations

import json
import re

import pytest

from support.paths import CHECKOUT
from support.program import Run
from targetcli import errors
from targetcli.cli import exit_codes
from targetcli.problems.files import FileProblem
from targetcli.problems.records import Conflict
from targetcli.problems.stores import StoreProblem
from targetcli.problems.usage import (
    CellProblem,
    ConfigProblem,
    OutputProblem,
    UsageProblem,
)
from targetcli.problems.workers import WorkerProblem
from targetcli.render.error_messages.message import build_error_message

BAD_ROW = errors.BadRow("a.csv", 2, errors.Unreadable("value", "很多"))
FAILURES: list[errors.TargetsError] = [
    errors.Unreadable("value", "很多", ("3600亿元",)),
    errors.UnknownName("region", "云溪", ("云溪区",)),
    errors.UnknownColumn("x", ("id",)),
    errors.NoSuchRecord("T9"),
    errors.Contradiction(Conflict.SAME_UNIT, name="亩", into="亩"),
    errors.WrongUsage(UsageProblem.EMPTY_LOG),
    errors.ConfigRefused("my.toml", ConfigProblem.MISSING),
    errors.FileRefused("a.csv", FileProblem.EMPTY),
    errors.DataRefused((BAD_ROW,), 1),
    errors.OutputUnusable("out.csv", OutputProblem.EXISTS),
    errors.NotWritable("a workbook", CellProblem.ESCAPES),
    errors.StoreBusy("store.db", 10),
    errors.WorkersFailed(WorkerProblem.ENDED, cause="signal 9"),
    *(errors.StoreUnusable(trouble, "store.db") for trouble in StoreProblem),
]


def documented() -> dict[str, int]:
    """Return the codes on the page, each with its exit code."""
    page = (CHECKOUT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*) \| (\d) \|", page, re.MULTILINE)
    return {
        code: int(ends) for row, ends in rows for code in re.findall("`(.*?)`", row)
    }


def test_there_is_a_sample_of_every_failure() -> None:
    assert {type(failure) for failure in FAILURES} == set(exit_codes())


@pytest.mark.parametrize(
    "failure", FAILURES, ids=lambda one: build_error_message(one).code
)
def test_the_code_of_a_failure_is_on_the_page(failure: errors.TargetsError) -> None:
    complaint = build_error_message(failure)
    code = re.sub(r"^\w+\.(unreadable|unknown)$", r"WHAT.\1", complaint.code)
    code = "field.unknown" if complaint.code == "field.unknown" else code
    assert documented()[code] == exit_codes()[type(failure)]
    assert complaint.message


def test_every_code_on_the_page_is_one_of_a_failure() -> None:
    told = {build_error_message(failure).code for failure in FAILURES}
    patterns = {"WHAT.unreadable", "WHAT.unknown"}
    assert set(documented()) - patterns - {"unexpected"} <= told


@pytest.mark.parametrize(
    "asked", [("--json",), ("--format", "json"), ("-O", "json"), ("--format=json",)]
)
def test_an_error_is_said_as_json_where_the_answer_was_to_be(
    run: Run, asked: tuple[str, ...]
) -> None:
    for command, code in ((("list",), "store.missing"), (("lost",), "usage")):
        ran = run(*command, *asked)
        said = json.loads(ran.err.splitlines()[-1])
        assert (said["schema"], said["code"], said["exit"]) == (
            *("targets.error/1", code),
            ran.code,
        )
    assert run("list").err.count("\n") == 2


@pytest.mark.parametrize(
    ("text", "first"), [("soonish", "end of 2025"), ("某日", "2025年底")]
)
def test_examples_in_the_language_of_the_input_come_first(
    text: str, first: str
) -> None:
    failure = errors.Unreadable("deadline", text, ("2025年底", "end of 2025"))
    assert build_error_message(failure).hint.startswith(f"accepted: {first}")
