"""Targets and verdicts in every format, byte for byte: files anyone can open."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from support.program import Run
from targetcli.cli import main
from targetcli.session.formats import Format

FORMATS = Path(__file__).parent / "formats" / "tables"
RECORDS = FORMATS / "records"
REPORTS = {
    "compare": ("compare", "--as-of", "2026-03-31"),
    "targets": ("export", "targets"),
}
SUFFIXES = {
    Format.TABLE: "table.txt",
    Format.PLAIN: "txt",
    Format.CSV: "csv",
    Format.CSV_EXCEL: "excel.csv",
    Format.JSON: "json",
    Format.JSONL: "jsonl",
    Format.MD: "md",
    Format.HTML: "html",
    Format.XLSX: "xlsx",
    Format.ICS: "ics",
}
# The languages of what people read and of spreadsheets.
CHINESE = (Format.CSV_EXCEL, Format.MD, Format.HTML, Format.TABLE)
CASES = [
    *((report, style, "en") for report in REPORTS for style in SUFFIXES),
    *(("compare", style, "zh") for style in CHINESE),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store the reports are of, made once and at one moment."""
    path = tmp_path_factory.mktemp("formats") / "store.db"
    files = sorted(str(file) for file in RECORDS.iterdir())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TARGETS_NOW", "2026-03-31T09:00:00+08:00")
        with pytest.raises(SystemExit) as ended:
            main(["--db", str(path), "import", *files, "-q"])
    assert ended.value.code == 0
    return path


@pytest.mark.parametrize(("report", "output_format", "lang"), CASES)
def test_a_report_in_every_format(
    report: str,
    output_format: Format,
    lang: str,
    store: Path,
    run: Run,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    made = tmp_path / "made"
    asked = ("-O", output_format, "--lang", lang, "--width", "120", "-o", str(made))
    ran = run(*REPORTS[report], *asked, TARGETS_DB=str(store))
    assert ran.code == 0, ran.err
    golden = FORMATS / name_of(report, output_format, lang)
    if request.config.getoption("--update-goldens"):
        golden.write_bytes(made.read_bytes())
    if output_format is Format.XLSX:  # what compresses it may differ
        assert unpacked(made) == unpacked(golden)
    else:
        assert made.read_bytes() == golden.read_bytes()


def test_every_file_is_of_a_report() -> None:
    named = {name_of(*case) for case in CASES}
    assert {path.name for path in FORMATS.iterdir()} == named | {"records"}


def test_every_format_is_shown() -> None:
    shown_elsewhere = {Format.DATAPACKAGE, Format.TXT, Format.SVG}
    assert set(SUFFIXES) | shown_elsewhere == set(Format)


def name_of(report: str, output_format: Format, lang: str) -> str:
    middle = "" if lang == "en" else f".{lang}"
    return f"{report}{middle}.{SUFFIXES[output_format]}"


def unpacked(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
