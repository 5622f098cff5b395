"""Docstrings open with a plain word, and no class name stands for two classes."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache

from support.paths import CHECKOUT

_DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
# Such openings name nothing: a verb and its object do, or a noun of the field.
_PRONOUNS = "what|whether|how|why|when|where|which"
_VAGUE = re.compile(
    rf"(?:(?:return|yield|find|list|write) (?:{_PRONOUNS}|that)"
    rf"|{_PRONOUNS}|say|tell|one|all that)\b",
    re.IGNORECASE,
)
_SOURCE = CHECKOUT / "src" / "targetcli"


@cache  # and not while tests are collected, which every worker does
def parse_modules() -> dict[str, ast.Module]:
    return {
        str(path.relative_to(_SOURCE)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(_SOURCE.rglob("*.py"))
    }


def test_no_docstring_opens_with_a_word_that_names_nothing() -> None:
    vague = [
        (module, docstring.partition("\n")[0])
        for module, tree in parse_modules().items()
        for node in ast.walk(tree)
        if isinstance(node, _DOCUMENTED)
        and (docstring := ast.get_docstring(node))
        and _VAGUE.match(docstring)
    ]
    assert vague == []


def test_a_class_name_stands_for_one_class() -> None:
    modules: dict[str, list[str]] = defaultdict(list)
    for module, tree in parse_modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                modules[node.name.lstrip("_")].append(module)
    shared = {name: places for name, places in modules.items() if len(places) > 1}
    assert shared == {}
