"""Every file of the public collections: read or refused, with a clear error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.corpora import (
    COLUMNS,
    CorpusResult,
    count_results,
    import_commands,
    run_each,
    write_under_our_columns,
)
from support.paths import CHECKOUT

PAGE = CHECKOUT / "docs" / "reliability.md"
HEAD = "| Corpus | Tried | Refused with a clear error | Read | Crashes |\n"
CSV_CORPORA = ("csv-spectrum/csvs", "csvkit", "csvlint", "agate", "frictionless")
OTHERS = ("encodings/charset_normalizer", "csv-injection", "payloads", "sqlite-broken")


@pytest.fixture
def naughty(shared: Path) -> Path:
    """The collections; skips aloud where they are not here."""
    folder = shared / "naughty"
    if not folder.is_dir():
        pytest.skip("the collections of hostile files are not here")
    return folder


def as_they_are(
    name: str, files: list[Path], environment: dict[str, str], folder: Path
) -> CorpusResult:
    ran = run_each(import_commands(files, folder), environment, folder)
    return count_results(name, (one for (one,) in ran))


def test_every_file_is_read_or_refused_and_the_page_counts_them(
    naughty: Path,
    tmp_path: Path,
    environment: dict[str, str],
    request: pytest.FixtureRequest,
) -> None:
    corpora = []
    for name in (*CSV_CORPORA, *OTHERS, "jsontestsuite"):
        files = sorted(path for path in (naughty / name).rglob("*") if path.is_file())
        folder = tmp_path / name.replace("/", "-")
        folder.mkdir()
        shown = name.partition("/")[0]
        corpora.append(as_they_are(shown, files, environment, folder))
        if name in CSV_CORPORA:
            ours = folder / "ours"
            ours.mkdir()
            moved = [
                path
                for file in files
                if file.suffix == ".csv"
                and (path := write_under_our_columns(file, ours))
            ]
            called = f"{shown}, under our columns"
            corpora.append(as_they_are(called, moved, environment, ours))
    assert not [corpus for corpus in corpora if corpus.crashes]
    table = HEAD + "|---|---|---|---|---|\n" + "\n".join(c.table_row() for c in corpora)
    said = PAGE.read_text(encoding="utf-8")
    begin, end = said.index(HEAD), said.index("\n\n", said.index(HEAD))
    if request.config.getoption("--update-goldens"):
        text = said[:begin] + table + said[end:]
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        return
    assert said[begin:end] == table


def columns_for(file: Path) -> tuple[str, ...]:
    """Return columns of ours of which the one that names a row holds one line."""
    is_first = not file.stem.startswith("newlines")
    return COLUMNS if is_first else ("title", "publisher", "id")


def test_the_cells_of_csv_spectrum_are_those_it_says(
    naughty: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    files = sorted((naughty / "csv-spectrum" / "csvs").glob("*.csv"))
    sequences = []
    for number, file in enumerate(files):
        path = write_under_our_columns(file, tmp_path, columns_for(file))
        assert path is not None
        db = ["--db", str(tmp_path / f"{number}.db")]
        export = [*db, "export", "sources", "--json"]
        sequences.append([[*db, "import", str(path), "--encoding", "utf-8"], export])
    for file, (took, gave) in zip(
        files, run_each(sequences, environment, tmp_path), strict=True
    ):
        assert took.code == gave.code == 0, (file.name, took.err)
        truth = naughty / "csv-spectrum" / "json" / f"{file.stem}.json"
        text = truth.read_text("utf-8")
        if b"\r" not in file.read_bytes():  # it lost them on its way here
            text = text.replace("\\r", "")
        expected = json.loads(text)
        held = json.loads(gave.out)["rows"]
        columns = columns_for(file)[: len(expected[0])]
        wanted = [dict(zip(columns, row.values(), strict=True)) for row in expected]
        got = [{column: row[column] or "" for column in columns} for row in held]
        assert got == wanted, file.name


def test_61_json_that_must_be_refused_is_and_the_rest_is_read_as_json(
    naughty: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    files = sorted((naughty / "jsontestsuite").rglob("*.json"))
    assert len(files) >= 318
    ran = run_each(import_commands(files, tmp_path), environment, tmp_path)
    wrong = []
    for file, (one,) in zip(files, ran, strict=True):
        is_json = "no JSON" not in one.err and "not utf-8" not in one.err
        if file.name.startswith("n_") and one.code != 4:
            wrong.append((file.name, one))
        if file.name.startswith("y_") and not is_json and "twice" not in one.err:
            wrong.append((file.name, one))
        if one.code not in (0, 4) or "Traceback" in one.err:
            wrong.append((file.name, one))
    assert not wrong
