"""The layers hold, and what must be quick to start loads nothing it does not need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.paths import CHECKOUT
from support.program import Run

_LOADED = """
import sys, json, io, contextlib
from targetcli.cli import main
with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
    try:
        main(sys.argv[1:])
    except SystemExit:
        pass
print(json.dumps(sorted(sys.modules)))
"""
# What the command lines that are not plain are read with.
_PARSER = {"typer", "inspect"}
# None of these may be loaded by a command that only reads and is piped.
_DEAR = {
    *("pydantic", "pandas", "numpy", "click", "pluggy", "dateutil.parser"),
    *("rich", "sqlite_utils", "opencc", "platformdirs", "tempfile", "hashlib"),
}


def loaded_by(environment: dict[str, str], *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *arguments],
        capture_output=True,
        env=environment,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_layers_point_one_way() -> None:
    linted = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [linted, "--no-cache"], cwd=CHECKOUT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["list", "--region", "常州市", "--source", "wj-2024"],
        ["figures"],
        ["show", "T91"],
        ["compare"],
        ["compare", "--region", "常州市", "--metric", "地区生产总值"],
        ["misses"],
        ["due"],
    ],
    ids=" ".join,
)
def test_a_piped_reading_command_loads_nothing_dear(
    command: list[str], seeded_store: Path, environment: dict[str, str]
) -> None:
    environment["TARGETS_DB"] = str(seeded_store)
    assert not loaded_by(environment, *command) & (_DEAR | _PARSER)


def test_a_group_of_verbs_loads_nothing_dear_but_the_parser(
    seeded_store: Path, environment: dict[str, str]
) -> None:
    environment["TARGETS_DB"] = str(seeded_store)
    assert not loaded_by(environment, "regions") & _DEAR


def test_the_list_of_targets_does_not_load_the_judge(
    seeded_store: Path, environment: dict[str, str]
) -> None:
    environment["TARGETS_DB"] = str(seeded_store)
    assert "targetcli.judging" not in loaded_by(environment, "list")


def test_the_lexicon_is_loaded_for_a_new_name_alone(
    seeded_store: Path, environment: dict[str, str]
) -> None:
    environment["TARGETS_DB"] = str(seeded_store)
    figure = ("record", "常州市", "3%", "--for", "2030", "-n")
    for command in (["list"], [*figure[:2], "GDP", *figure[2:]]):
        assert "targetcli.reading.lexicon_reader" not in loaded_by(
            environment, *command
        )


def test_the_version_is_said_without_typer(environment: dict[str, str]) -> None:
    assert "typer" not in loaded_by(environment, "--version")


def test_both_ways_of_asking_for_the_version_say_the_same(run: Run) -> None:
    assert run("--version").out == run("--version", "--db", "x").out


def test_help_loads_no_verb(environment: dict[str, str]) -> None:
    loaded = loaded_by(environment, "--help")
    assert "targetcli.commands.compare" not in loaded
    assert not loaded & _DEAR


@pytest.mark.parametrize("verb", ["list", "compare", "misses", "show T91", "--help"])
def test_what_a_verb_loads_of_the_program_is_listed(
    verb: str,
    seeded_store: Path,
    environment: dict[str, str],
    request: pytest.FixtureRequest,
) -> None:
    """Compare the modules with the list, which `--update-goldens` writes anew."""
    environment["TARGETS_DB"] = str(seeded_store)
    loaded = loaded_by(environment, *verb.split())
    own = sorted(name for name in loaded if name.startswith("targetcli."))
    golden = (
        CHECKOUT / "tests" / "goldens" / "imports" / f"{verb.split(maxsplit=1)[0]}.txt"
    )
    if request.config.getoption("--update-goldens"):
        golden.write_text("\n".join(own) + "\n", encoding="utf-8")
    listed = golden.read_text(encoding="utf-8").split()
    assert own == listed
