"""Every transcript gives back, word for word, what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.program import Run
from support.transcript import replay

TESTS = Path(__file__).parent
TRANSCRIPTS = sorted(
    [*TESTS.glob("transcripts/*.transcript"), *TESTS.glob("errors/*.transcript")]
)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(
    path: Path, run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    said = path.read_text(encoding="utf-8")
    told = replay(
        said,
        tmp_path,
        lambda *words, **variables: run(*words, TARGETS_DB="store.db", **variables),
    )
    if request.config.getoption("--update-goldens"):
        path.write_text(told, encoding="utf-8", newline="\n")
        return
    assert told == said
