"""What the documents say is what the program does."""

from __future__ import annotations

import doctest
import inspect
import re
from pathlib import Path

import pytest
from typer.main import get_command

from support.paths import CHECKOUT
from support.program import Run
from support.transcript import replay
from targetcli import errors
from targetcli.cli import exit_codes
from targetcli.commands.app import VERBS, app, load_app
from targetcli.commands.exit_codes import ExitCode
from targetcli.errors import TargetsError

COMMANDS = CHECKOUT / "docs" / "commands.md"
README = CHECKOUT / "README.md"


def failures(kind: type[TargetsError]) -> list[type[TargetsError]]:
    return [leaf for sub in kind.__subclasses__() for leaf in (failures(sub) or [sub])]


@pytest.mark.parametrize("name", VERBS)
def test_the_help_lists_what_a_verb_says_of_itself(name: str) -> None:
    verb = get_command(load_app(name))
    assert (verb.help or "").partition("\n")[0] == VERBS[name].summary


def test_every_failure_has_an_exit_code() -> None:
    assert set(failures(TargetsError)) == set(exit_codes())


def test_every_failure_is_drawn_at_the_top_of_its_module() -> None:
    drawn = inspect.getdoc(errors) or ""
    for failure in failures(TargetsError):
        assert failure.__name__ in drawn


def test_every_exit_code_is_documented() -> None:
    said = (CHECKOUT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    for code in ExitCode:
        assert re.search(rf"^\| {code.value} \|", said, re.MULTILINE), code


def test_every_verb_is_documented_with_its_help(
    run: Run, request: pytest.FixtureRequest
) -> None:
    told = _commands_page(run)
    if request.config.getoption("--update-goldens"):
        COMMANDS.write_text(told, encoding="utf-8", newline="\n")
    assert COMMANDS.read_text(encoding="utf-8") == told


def _commands_page(run: Run) -> str:
    sections = [
        "# Commands",
        "What `--help` says of each verb. `make goldens` writes this page.",
    ]
    for name in VERBS:
        sections += [f"## {name}", f"```\n{run(name, '--help').out.rstrip()}\n```"]
        group = get_command(load_app(name))
        for sub in getattr(group, "commands", {}):
            said = run(name, sub, "--help").out.rstrip()
            sections += [f"### {name} {sub}", f"```\n{said}\n```"]
    return "\n\n".join(sections) + "\n"


def test_the_readme_shows_what_really_happens(
    run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    page = README.read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    assert blocks
    for block in blocks:
        told = replay(
            block,
            tmp_path,
            lambda *words, **variables: run(*words, TARGETS_DB="store.db", **variables),
        )
        if request.config.getoption("--update-goldens"):
            page = page.replace(block, told)
        else:
            assert told == block
    if request.config.getoption("--update-goldens"):
        README.write_text(page, encoding="utf-8", newline="\n")


def test_the_program_is_complete() -> None:
    assert get_command(app).list_commands(None) == list(VERBS)  # type: ignore[attr-defined]


def test_the_examples_of_the_api_give_what_is_printed() -> None:
    page = str(CHECKOUT / "docs" / "api.md")
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    results = doctest.testfile(page, module_relative=False, optionflags=flags)
    assert results.attempted
    assert not results.failed
