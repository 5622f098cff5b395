"""Every problem has its sentence, every sentence is of a problem that is raised."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from support import catalogue
from support.catalogue import Message
from support.paths import CHECKOUT
from targetcli import errors
from targetcli.model.announced_vocabulary import REFUSED
from targetcli.problems import (
    corrections,
    files,
    findings,
    reading,
    records,
    remarks,
    stores,
    usage,
    workers,
)
from targetcli.problems.problem import Problem
from targetcli.render.error_messages.facts import THINGS
from targetcli.render.error_messages.message import SENTENCES

SOURCE = CHECKOUT / "src" / "targetcli"
KINDS = {
    name: kind
    for module in (
        *(corrections, files, findings, reading, records, remarks, stores, usage),
        workers,
    )
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Problem) and kind is not Problem
}
# Facts that a failure names beside those of its reason.
OWN_FACTS = {"StoreUnusable": {"path"}}
# Problems that a helper is given, which names the facts of all of them.
IN_HELPERS = {
    *(stores.StoreDetail.OWNER, stores.StoreDetail.UNSEEN),
    *(stores.StoreDetail.OWNER_OF_FOLDER, stores.StoreDetail.UNSEEN_FOLDER),
    *(stores.StoreDetail.REFUSED_OWNER, stores.StoreDetail.REFUSED_UNSEEN),
    *(files.RowProblem.NO_JSON, files.RowProblem.NO_JSON_ON_LINE),
    *(findings.FindingProblem.UNSAID_SIDE, findings.FindingProblem.UNSAID_KIND),
    *(findings.FindingProblem.UNSAID_BASIS, findings.FindingProblem.SAME_INDICATOR),
    *(reading.ReadingProblem.FINANCIAL_YEAR, reading.ReadingProblem.NAMED_YEAR),
    *(reading.LexiconProblem.UNKNOWN_KEY, reading.LexiconProblem.NAME_TWICE),
    *(records.Conflict.DIRECTION, records.Conflict.MOVEMENT),
    *(files.RowProblem.UNKNOWN_KEY, files.RowProblem.MISSPELT_KEY),
    *(files.RowProblem.NO_YEAR_SHOWN, files.FileProblem.NO_KNOWN_KEY),
    *(files.FileProblem.EMPTY_OBJECT, files.FileProblem.NESTED_KEY),
    *(files.FileProblem.UNKNOWN_KEY, files.FileProblem.MISSPELT_KEY),
    *(files.FileProblem.MISSING_KEYS, files.FileProblem.BLANK_KEY),
    *(files.FileProblem.NO_KNOWN_COLUMN, files.FileProblem.MISSPELT_COLUMN),
    *(files.FileProblem.UNKNOWN_COLUMN, files.FileProblem.MISSING_COLUMN),
    *corrections.Objection,
    *remarks.FilterRemark,
    *remarks.Remark,
}
# Examples in the language of the words, beside the groups of a refused form.
EXAMPLES = {"example", "same", "range", "movement"}
RAISING = {"FailureReason", "_bad_cell"} | {
    name for name, kind in vars(errors).items() if isinstance(kind, type)
}


class Use(NamedTuple):
    """A problem in the source, and the facts beside it where it is raised there."""

    problem: Problem
    facts: set[str] | None
    place: str


@cache  # and not while tests are collected, which every worker does
def list_uses() -> tuple[Use, ...]:
    return tuple(find_uses())


def find_uses() -> Iterator[Use]:
    for path in SOURCE.rglob("*.py"):
        if "problems" in path.parts or "error_messages" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = {
            id(argument): node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            for argument in (*node.args, *(word.value for word in node.keywords))
        }
        for node in ast.walk(tree):
            problem = named_problem(node)
            if problem is not None:
                facts = named_facts(calls.get(id(node)))
                yield Use(problem, facts, f"{path.name}:{getattr(node, 'lineno', 0)}")


def named_problem(node: ast.AST) -> Problem | None:
    match node:
        case ast.Attribute(value=ast.Name(id=kind), attr=member) if kind in KINDS:
            return KINDS[kind][member]
    return None


def named_facts(call: ast.Call | None) -> set[str] | None:
    """Return the facts of a call that raises; None where they are not written there."""
    if call is None or not isinstance(call.func, ast.Name):
        return None
    if call.func.id not in RAISING:
        return None
    words = {word.arg for word in call.keywords}
    tables = [argument for argument in call.args[1:] if isinstance(argument, ast.Dict)]
    if None in words or (
        call.func.id == "FailureReason" and len(call.args) > len(tables) + 1
    ):
        return None
    facts = {word for word in words if word} - {"problem", "closed", "key", "line"}
    if call.func.id == "FileRefused":
        facts = {word for word in words if word}
    for table in tables:
        facts |= {ast.literal_eval(key) for key in table.keys if key is not None}
    return facts | OWN_FACTS.get(call.func.id, set())


def placeholders(problem: Problem) -> set[str]:
    sentence = SENTENCES[problem]
    return set(re.findall(r"{(\w+)}", sentence.message + sentence.hint))


def test_every_problem_has_a_sentence_and_every_sentence_a_problem() -> None:
    assert set(SENTENCES) == {problem for kind in KINDS.values() for problem in kind}


def test_every_problem_is_raised() -> None:
    assert set(SENTENCES) == {use.problem for use in list_uses()}


@pytest.mark.parametrize("problem", SENTENCES, ids=str)
def test_a_sentence_names_the_facts_of_its_problem(problem: Problem) -> None:
    raised = [
        use for use in list_uses() if use.problem is problem and use.facts is not None
    ]
    for use in raised:
        assert placeholders(problem) <= (use.facts or set()), use.place
    if not raised and problem not in IN_HELPERS:
        spread = {"line", "byte", "encoding"}  # of a byte that is no text
        if problem in REFUSED:  # the groups of its form are its facts
            spread |= set(re.compile(REFUSED[problem]).groupindex) | EXAMPLES
        assert placeholders(problem) <= spread | OWN_FACTS["StoreUnusable"]


def test_values_of_a_kind_of_problem_are_distinct() -> None:
    for kind in KINDS.values():
        assert len({problem.value for problem in kind}) == len(kind.__members__)
        assert issubclass(kind, Enum)


def named_things(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Name(id="Unreadable" | "UnknownName" | "read_name"),
                args=[ast.Constant(value=str(thing)), *_],
            ):
                yield thing


def test_every_thing_that_is_not_read_has_a_label() -> None:
    headings = {
        message.english
        for message in catalogue.find_messages()
        if message.context == "heading"
    }
    things = {thing for path in SOURCE.rglob("*.py") for thing in named_things(path)}
    assert things <= headings | set(THINGS)
    assert Message("thing", "cell") in catalogue.find_messages()
