"""Replay transcripts: the commands a user types, and exactly their answers.

# a comment
< rows.csv          a file, up to the closing <
…
<
$ targets …         a command, run in a folder of its own with a store of its own;
                    variables may stand before it: LANG=zh_CN.UTF-8 targets …
…                   stdout, exactly
2> …                stderr, exactly
? 3                 the exit code, where it is not 0
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


@dataclass
class Step:
    """A command with the lines expected of it."""

    command: str
    lines: list[str] = field(default_factory=list)


class Answer(Protocol):
    """Runs a command in an environment with some more variables."""

    def __call__(self, *arguments: str, **variables: str) -> tuple[int, str, str]:
        """Return the exit code, stdout and stderr."""


def replay(text: str, folder: Path, run: Answer) -> str:
    """Run a transcript again and return it with what really came back."""
    told: list[str] = []
    lines = iter(text.split("\n"))
    for line in lines:
        if line.startswith("< "):
            told.append(line)
            told += _write_file(folder / line[2:].strip(), lines)
        elif line.startswith("$ "):
            told.append(line)
            arguments, variables = _command(line[2:])
            told += _format_answer(run(*arguments, **variables))
        elif line.startswith("#") or not line.strip():
            told.append(line)
    return _tidy_blank_lines(told)


def _command(line: str) -> tuple[list[str], dict[str, str]]:
    words = shlex.split(line)
    program = words.index("targets")
    pairs = (word.partition("=") for word in words[:program])
    return words[program + 1 :], {name: value for name, _, value in pairs}


def _write_file(path: Path, lines: object) -> list[str]:
    content: list[str] = []
    for line in lines:  # type: ignore[attr-defined]
        if line == "<":
            break
        content.append(line)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(content) + "\n", encoding="utf-8")
    return [*content, "<"]


def _format_answer(answer: tuple[int, str, str]) -> list[str]:
    code, out, err = answer
    told = [f"| {line}" if _is_mark(line) else line for line in _lines(out)]
    told += [f"2> {line}".rstrip() for line in _lines(err)]
    return told if code == 0 else [*told, f"? {code}"]


def _is_mark(line: str) -> bool:
    """A line of output that the format would take for one of its own marks."""
    return (
        not line.strip()
        or line[:2] in ("$ ", "< ", "2>", "? ", "| ")
        or line[:1] == "#"
    )


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _tidy_blank_lines(lines: list[str]) -> str:
    """Leave a single empty line between blocks and none at the end."""
    text: list[str] = []
    for line in lines:
        if line.strip() or (text and text[-1].strip()):
            text.append(line)
    return "\n".join(text).strip("\n") + "\n"
