"""Count in a checkout what makes the source hard or easy to find one's way in.

python bench/house_counts.py [CHECKOUT …] prints a table with a column for each; an
earlier one is had with `git worktree add FOLDER COMMIT`.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

Modules: TypeAlias = Mapping[str, ast.Module]
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_DOCUMENTED = (ast.Module, ast.ClassDef, *_FUNCTIONS)
_PARTICIPLE = (
    "(?:written|told|said|drawn|given|taken|laid|made|known|kept|found|seen|gone|held"
    "|left|meant|sent|shown|spoken|built|(?!(?:embed|feed|heed|need|proceed|seed|exceed)"
    "(?:_|$))[a-z]+ed)"
)
# `reported_text` is a noun; `reported`, `laid_out` and `said_of` are participles.
_PARTICIPLE_NAME = re.compile(
    _PARTICIPLE + "(?:_(?:again|anew|as|at|back|by|down|for|from|in|into|of|off|on|out"
    "|to|together|up|with|over|under|so)(?:_.*)?)?"
)
_VAGUE_OPENING = re.compile(r"(what|whether|say|one|tell)\b", re.IGNORECASE)


def main(checkouts: list[str]) -> None:
    """Print the counts of every checkout side by side, as a Markdown table."""
    folders = [Path(checkout) for checkout in checkouts or ["."]]
    columns = [count_all(parse_modules(folder / "src")) for folder in folders]
    print("| |", " | ".join(str(folder) for folder in folders), "|")
    print("|---|", " | ".join("---" for _ in folders), "|")
    for name in columns[0]:
        print(f"| {name} |", " | ".join(str(column[name]) for column in columns), "|")


def parse_modules(source: Path) -> Modules:
    """Return the syntax tree of every module, by its dotted name."""
    return {
        ".".join(path.relative_to(source).with_suffix("").parts): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(source.rglob("*.py"))
    }


def count_all(modules: Modules) -> dict[str, int]:
    """Return every count, by what it counts."""
    counters: dict[str, Callable[[Modules], int]] = {
        "modules": len,
        "lines": count_lines,
        "class names that stand for two or more classes": count_shared_class_names,
        "public functions named by a participle": count_participles,
        "docstrings that open with what, whether, say, one, tell": count_vague_openings,
        "imports inside functions": count_deferred_imports,
        "circles of modules, deferred imports included": count_circles,
        "median lines of a function": lambda trees: measure_functions(trees, 0.5),
        "lines of a function, 90th percentile": lambda trees: measure_functions(
            trees, 0.9
        ),
    }
    return {name: count(modules) for name, count in counters.items()}


def count_lines(modules: Modules) -> int:
    """Count the lines up to the last statement of every module."""
    ends = (getattr(tree.body[-1], "end_lineno", 0) for tree in modules.values())
    return sum(ends)


def count_shared_class_names(modules: Modules) -> int:
    """Count the names that two or more classes have, without a leading underscore."""
    names = Counter(
        node.name.lstrip("_")
        for node in _walk_all(modules)
        if isinstance(node, ast.ClassDef)
    )
    return sum(times > 1 for times in names.values())


def count_participles(modules: Modules) -> int:
    """Count the public functions and methods named by a participle; no properties."""
    return sum(
        _PARTICIPLE_NAME.fullmatch(node.name) is not None
        for node in _walk_all(modules)
        if isinstance(node, _FUNCTIONS)
        and not node.name.startswith("_")
        and not any(ast.unparse(d).endswith("property") for d in node.decorator_list)
    )


def count_vague_openings(modules: Modules) -> int:
    """Count the docstrings that open with a word that names nothing."""
    docstrings = (
        ast.get_docstring(node) or ""
        for node in _walk_all(modules)
        if isinstance(node, _DOCUMENTED)
    )
    return sum(_VAGUE_OPENING.match(text) is not None for text in docstrings)


def count_deferred_imports(modules: Modules) -> int:
    """Count the import statements inside functions."""
    return len(
        {
            (name, statement.lineno)
            for name, tree in modules.items()
            for node in ast.walk(tree)
            if isinstance(node, _FUNCTIONS)
            for statement in ast.walk(node)
            if isinstance(statement, ast.Import | ast.ImportFrom)
        }
    )


def count_circles(modules: Modules) -> int:
    """Count the groups of modules that import each other, at once or later."""
    imports = {name: set(_find_imports(modules, name)) for name in modules}
    reachable = {name: _find_reachable(imports, name) for name in modules}
    groups = {
        frozenset(other for other in reachable[name] if name in reachable[other])
        for name in modules
        if name in reachable[name]
    }
    return len(groups)


def measure_functions(modules: Modules, quantile: float) -> int:
    """Return the length of a function that this share of all does not exceed."""
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in _walk_all(modules)
        if isinstance(node, _FUNCTIONS)
    )
    return lengths[int(quantile * (len(lengths) - 1))]


def _walk_all(modules: Modules) -> Iterator[ast.AST]:
    """Yield every node of every module."""
    for tree in modules.values():
        yield from ast.walk(tree)


def _find_imports(modules: Modules, name: str) -> Iterator[str]:
    """Yield the modules of the checkout that a module imports."""
    for node in ast.walk(modules[name]):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module:
            submodules = {f"{node.module}.{alias.name}" for alias in node.names}
            known = submodules & modules.keys()
            yield from known or {node.module} & modules.keys()


def _find_reachable(imports: Mapping[str, set[str]], start: str) -> set[str]:
    """Return the modules that a module leads to, itself only through a circle."""
    reached: dict[str, set[str]] = defaultdict(set)
    waiting = list(imports[start])
    while waiting:
        name = waiting.pop()
        if name not in reached[start]:
            reached[start].add(name)
            waiting.extend(imports[name])
    return reached[start]


if __name__ == "__main__":
    main(sys.argv[1:])
