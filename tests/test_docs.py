"""What the documents say is what the program does."""

from __future__ import annotations

import doctest
import inspect
import re
import shlex
from contextlib import suppress
from inspect import cleandoc
from pathlib import Path
from typing import Any

import pytest
from typer import Exit
from typer.main import get_command

from support.catalogue import list_commands
from support.paths import CHECKOUT
from support.program import Run
from support.transcript import replay
from targetcli import errors
from targetcli.cli import exit_codes
from targetcli.commands.app import app, load_app
from targetcli.commands.argument_order import arrange_arguments
from targetcli.commands.exit_codes import ExitCode
from targetcli.commands.help_examples import EXAMPLES
from targetcli.commands.help_topics import TOPICS
from targetcli.commands.verbs import TOPIC_NAMES, VERBS
from targetcli.errors import TargetsError
from targetcli.render.characters import display_width

PAGES = {
    "en": CHECKOUT / "docs" / "commands.md",
    "zh": CHECKOUT / "docs" / "commands.zh.md",
}
_INTRODUCTIONS = {
    "en": (
        "# Commands",
        "What `--help` says of each verb. `make goldens` writes this page.",
    ),
    "zh": ("# 命令", "各命令 `--help` 的内容；本页由 `make goldens` 生成。"),
}
_TOPICS_TITLES = {"en": "## Topics", "zh": "## 主题"}
READMES = [CHECKOUT / "README.md", CHECKOUT / "README.zh.md"]


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


@pytest.mark.parametrize(("language", "page"), PAGES.items())
def test_every_verb_is_documented_with_its_help(
    run: Run, request: pytest.FixtureRequest, language: str, page: Path
) -> None:
    told = _commands_page(run, language)
    if request.config.getoption("--update-goldens"):
        page.write_text(told, encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == told


def _commands_page(run: Run, language: str) -> str:
    sections = list(_INTRODUCTIONS[language])
    for words, _ in list_commands():
        title = f"{'#' * (len(words) + 1)} {' '.join(words)}"
        said = run(*words, "--help", "--lang", language).out.rstrip()
        sections += [title, f"```\n{said}\n```"]
    sections += [_TOPICS_TITLES[language]]
    for topic in TOPIC_NAMES:
        said = run("help", topic, "--lang", language).out.rstrip()
        sections += [f"### {topic}", f"```\n{said}\n```"]
    return "\n\n".join(sections) + "\n"


@pytest.mark.parametrize("page", PAGES.values())
def test_no_line_of_help_is_wider_than_a_terminal(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if display_width(line) > 80]


def test_nothing_but_words_to_type_is_english_in_chinese_help(run: Run) -> None:
    # What is in brackets, behind dashes or part of an example is typed as it stands.
    for words, command in list_commands():
        said = run(*words, "--help", "--lang", "zh").out
        assert cleandoc(command.help) not in said, words
        for parameter in command.params:
            if not parameter.hidden:
                assert f" {parameter.help}" not in said, (words, parameter.name)


def test_every_verb_has_an_example_in_each_language() -> None:
    assert set(EXAMPLES) == {"", *(" ".join(words) for words, _ in list_commands())}


@pytest.mark.parametrize("verb", EXAMPLES)
def test_the_examples_can_be_typed(verb: str) -> None:
    for example in EXAMPLES[verb]:
        line = example.removeprefix('eval "$(').removesuffix(')"')
        program, *arguments = shlex.split(line)
        assert program == "targets"
        assert " ".join(arguments).startswith(verb)
        with suppress(Exit):  # of --help
            _parse(get_command(app), arrange_arguments(arguments, VERBS))


def _parse(command: Any, words: list[str]) -> None:  # noqa: ANN401 - of click
    """Read a command line without running anything; raises for a wrong one."""
    with command.make_context("targets", words) as context:
        rest = [*context._protected_args, *context.args]  # noqa: SLF001 - of click
        if rest:
            name, below, words = command.resolve_command(context, rest)
            with below.make_context(name, words, parent=context) as deeper:
                left = [*deeper._protected_args, *deeper.args]  # noqa: SLF001
                if left:
                    name, last, words = below.resolve_command(deeper, left)
                    last.make_context(name, words, parent=deeper)


def test_every_topic_has_a_page() -> None:
    assert tuple(TOPICS) == TOPIC_NAMES


@pytest.mark.parametrize("page", READMES)
def test_the_readme_shows_what_really_happens(
    run: Run, tmp_path: Path, request: pytest.FixtureRequest, page: Path
) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    assert blocks
    for block in blocks:
        told = replay(
            block,
            tmp_path,
            lambda *words, **variables: run(*words, TARGETS_DB="store.db", **variables),
        )
        # An empty line of an answer needs no mark where no transcript is read again.
        told = told.replace("\n| \n", "\n\n").replace("\n2> ", "\n")
        if request.config.getoption("--update-goldens"):
            text = text.replace(block, told)
        else:
            assert told == block
    if request.config.getoption("--update-goldens"):
        page.write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("page", READMES)
def test_the_blocks_of_the_readme_can_be_typed_one_after_the_other(
    run: Run, tmp_path: Path, page: Path
) -> None:
    (tmp_path / "台账.csv").write_text(
        "地区,指标,数值,单位,完成时限\n云溪区,停车位,5000,个,2030\n", encoding="utf-8"
    )
    text = page.read_text(encoding="utf-8")
    typed = 0
    for block in re.findall(r"```(?:console|sh)\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            command = shlex.split(line.removeprefix("$ "), comments=True)
            if command[:1] == ["targets"]:
                told = run(*command[1:], TARGETS_DB="store.db")
                assert told.code == 0, (line, told.err)
                typed += 1
    assert typed > 10


def test_the_program_is_complete() -> None:
    assert get_command(app).list_commands(None) == list(VERBS)  # type: ignore[attr-defined]


def test_the_examples_of_the_api_give_what_is_printed() -> None:
    page = str(CHECKOUT / "docs" / "api.md")
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    results = doctest.testfile(page, module_relative=False, optionflags=flags)
    assert results.attempted
    assert not results.failed
