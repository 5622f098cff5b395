"""Named tuples that are filled without their constructors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import targetcli
from targetcli.model.named_tuples import fill
from targetcli.model.records import Milestone

_SOURCE = Path(targetcli.__file__).parent


def list_filled() -> Iterator[tuple[str, str, int]]:
    """Yield the module and name of each tuple that is filled, and with how much."""
    for path in sorted(_SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "named_tuples import fill" not in text:
            continue
        module = ".".join(path.relative_to(_SOURCE.parent).with_suffix("").parts)
        tree = ast.parse(text)
        named = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            match node:
                case ast.Call(ast.Name("fill"), [ast.Name(name), given]):
                    cells = named[given.id] if isinstance(given, ast.Name) else given
                    assert isinstance(cells, ast.Tuple), (module, node.lineno)
                    yield module, name, len(cells.elts)


@pytest.mark.parametrize(("module", "name", "count"), [*list_filled()])
def test_no_field_is_left_out(module: str, name: str, count: int) -> None:
    assert count == len(getattr(import_module(module), name)._fields)


def test_what_is_filled_is_what_its_constructor_makes() -> None:
    fields = (1, "2025", "3")
    filled: object = fill(Milestone, fields)
    assert filled == Milestone(*fields)  # type: ignore[arg-type] # any cells do
    assert isinstance(filled, Milestone)
