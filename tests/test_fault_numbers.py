"""Every number of a fault that a test names is explained, and its tests are there."""

from __future__ import annotations

import re

from support.paths import CHECKOUT

PAGE = CHECKOUT / "docs" / "reliability.md"
TESTS = CHECKOUT / "tests"
_ROW = re.compile(r"^\| ([\d, ]+) \| [^|]+ \| (`[^|]+`) \|$", re.MULTILINE)
_NAMED = re.compile(
    r"def test_(\d\d+)_(?:(\d\d+)_)?|^# (\d+)(?:, (\d+))?|[Rr]ows? (\d\d+)",
    re.MULTILINE,
)


def explained_faults() -> dict[int, list[str]]:
    """Return the tests of every numbered fault, as the page lists them."""
    return {
        int(number): re.findall("`([^`]+)`", tests)
        for numbers, tests in _ROW.findall(PAGE.read_text(encoding="utf-8"))
        for number in numbers.split(", ")
    }


def test_every_number_a_test_names_is_explained() -> None:
    sources = [*TESTS.glob("faults/test_*.py"), TESTS / "test_reading_faults.py"]
    named = {
        int(number)
        for source in sources
        for groups in _NAMED.findall(source.read_text(encoding="utf-8"))
        for number in groups
        if number
    }
    assert len(named) > 30
    assert named <= explained_faults().keys()


def test_the_tests_of_every_fault_are_there() -> None:
    for names in explained_faults().values():
        for name in names:
            path = name if name.endswith(".py") else f"faults/test_{name}.py"
            assert (TESTS / path).is_file(), name
