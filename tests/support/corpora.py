"""Import every file of public collections of hostile files, and count how it ended.

One process imports many files, each into a store of its own, through the same `main`
as the command; what it prints and the code it ends with are those of the command.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from support.program import ProgramResult

_DRIVER = """
import contextlib, io, json, os, sys
from targetcli.cli import main
for commands in json.load(sys.stdin):
    told = []
    for command in commands:
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main(command)
            except SystemExit as end:
                code = end.code
        out.flush()
        told.append([code, out.buffer.getvalue().decode(), err.getvalue()])
    print(json.dumps(told))
"""
COLUMNS = ("id", "title", "publisher", "url", "archived_url", "sha256")


class CorpusResult(NamedTuple):
    """Counts of the files of one collection: tried, refused, read, crashed."""

    name: str
    tried: int
    refused: int
    read: int
    crashes: int

    def table_row(self) -> str:
        """Return its row of the table."""
        cells = (self.tried, self.refused, self.read, self.crashes)
        return f"| {self.name} | {' | '.join(map(str, cells))} |"


def run_each(
    sequences: Iterable[list[list[str]]], environment: dict[str, str], folder: Path
) -> list[list[ProgramResult]]:
    """Run sequences of commands, all in one process."""
    done = subprocess.run(
        [sys.executable, "-c", _DRIVER],
        input=json.dumps(list(sequences)).encode(),
        capture_output=True,
        cwd=folder,
        env=environment,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    lines = done.stdout.decode().splitlines()
    return [[ProgramResult(*told) for told in json.loads(line)] for line in lines]


def import_commands(files: list[Path], folder: Path) -> list[list[list[str]]]:
    """Return the commands that import each file into a store of its own."""
    return [
        [["--db", str(folder / f"{number}.db"), "import", str(file)]]
        for number, file in enumerate(files)
    ]


def count_results(name: str, ran: Iterable[ProgramResult]) -> CorpusResult:
    """Count what came of the imports; a crash is any other end than read or refused."""
    tried = refused = read = 0
    for one in ran:
        tried += 1
        read += one.code == 0
        said = [line for line in one.err.splitlines() if line.startswith("targets: ")]
        refused += one.code == 4 and one.out == "" and len(said) == 1
    return CorpusResult(name, tried, refused, read, tried - refused - read)


def write_under_our_columns(
    file: Path, folder: Path, columns: tuple[str, ...] = COLUMNS
) -> Path | None:
    """Write a CSV anew under columns of ours, if there are as many."""
    content = file.read_bytes()
    end = next((end for end in (b"\r\n", b"\n", b"\r") if end in content), b"\n")
    head, _, body = content.partition(end)
    width = head.count(b",") + 1
    if width > len(columns):
        return None
    path = folder / file.name
    path.write_bytes(",".join(columns[:width]).encode() + end + body)
    return path
