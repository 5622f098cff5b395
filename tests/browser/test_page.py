"""The report's page in a real browser: what it shows, does and asks for."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from support.hostile_store import make_hostile_store, naughty_strings
from support.paths import CHECKOUT
from support.program import Command, WarmProgram, isolated_environment

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
AXE = CHECKOUT / ".venv" / "node_modules" / "axe-core" / "axe.min.js"
SMALL = sorted(map(str, (CHECKOUT / "tests" / "formats" / "store").glob("*.csv")))
DAY = ("--as-of", "2026-03-31")
COLUMNS = (
    *("id", "region", "plan", "metric", "scope", "target", "by", "figure"),
    *("result", "gap"),
)
ALONE = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)

pytestmark = pytest.mark.skipif(
    not Path(CHROMIUM).exists(), reason="chromium is not installed here"
)
Rows = list[list[str]]


Targets = Callable[..., str]


@pytest.fixture(scope="module")
def targets(warm_program: WarmProgram | None) -> Targets:
    """Run the program in a folder and return what it wrote to standard output."""

    def run_targets(folder: Path, *arguments: str) -> str:
        command = Command(arguments, folder, isolated_environment(folder))
        ran = command.run(60, warm_program)
        assert ran.code == 0, ran.err
        return ran.out

    return run_targets


@pytest.fixture(scope="module")
def seeds(
    tmp_path_factory: pytest.TempPathFactory, seeded_store: Path, targets: Targets
) -> Path:
    """A folder with the packaged data set and the page made of it."""
    folder = tmp_path_factory.mktemp("seeds")
    shutil.copy(seeded_store, folder)
    targets(folder, "report", *DAY, "--since", "2025-12-31", "-o", "report.html")
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, targets: Targets) -> Path:
    """The page of the small store, in which every section has something to say."""
    folder = tmp_path_factory.mktemp("small")
    targets(folder, "import", *SMALL)
    targets(folder, "report", *DAY, "--since", "2026-01-31", "-o", "report.html")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=[*ALONE])
        yield opened
        opened.close()


class Shown:
    """A page that was opened, with what it said and asked for meanwhile."""

    def __init__(self, browser: Any, folder: Path, **how: Any) -> None:  # noqa: ANN401
        self.said: list[str] = []
        self.asked: list[str] = []
        self.address = (folder / "report.html").as_uri()
        self.page = browser.new_context(**how).new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(self.address)

    def rows(self) -> Rows:
        script = """() => [...document.querySelectorAll("table.whole tbody tr")]
            .filter((row) => !row.hidden)
            .map((row) => [...row.cells].map((cell) => cell.textContent))"""
        found: Rows = self.page.evaluate(script)
        return found

    def keys(self) -> list[str]:
        """Return the keys of the columns, of which empty ones are left out."""
        script = """() => [...document.querySelectorAll("table.whole thead th")]
            .map((head) => head.dataset.key)"""
        found: list[str] = self.page.evaluate(script)
        return found

    def column(self, name: str) -> list[str]:
        at = self.keys().index(name)
        return [row[at] for row in self.rows()]

    def color(self, selector: str, of: str = "backgroundColor") -> str:
        script = f"(s) => getComputedStyle(document.querySelector(s)).{of}"
        found: str = self.page.evaluate(script, selector)
        return found

    def width(self) -> int:
        found: int = self.page.evaluate("document.documentElement.scrollWidth")
        return found


def compared(targets: Targets, folder: Path) -> Rows:
    fields = ("--fields", ",".join(COLUMNS), "--no-formula-guard")
    said = targets(folder, "compare", *DAY, "--csv", *fields)
    return [[in_words(cell) for cell in row] for row in csv.reader(StringIO(said))][1:]


def in_words(cell: str) -> str:
    """Return a cell of a file with a rank or a multiple as people are told of it."""
    cell = re.sub(r"^≤ ([0-9]+)[强位名]$", r"top \1", cell)
    return re.sub(r"^≥ ([0-9.]+)倍", r"at least ×\1", cell)


def test_cells_equal_those_of_the_csv(
    browser: Any,  # noqa: ANN401
    seeds: Path,
    targets: Targets,
) -> None:
    page = Shown(browser, seeds)
    assert page.keys() == list(COLUMNS)
    shown = sorted([as_in_files(cell) for cell in row] for row in page.rows())
    assert shown == sorted(compared(targets, seeds))
    assert len(shown) == 95


def as_in_files(cell: str) -> str:
    """Return a cell with the digits and the minus that files have."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", cell).replace("−", "-")


def test_the_page_says_nothing_and_asks_for_nothing(browser: Any, seeds: Path) -> None:  # noqa: ANN401
    shown = Shown(browser, seeds)
    shown.page.get_by_role("button", name="gap").click()
    assert shown.said == []
    assert shown.asked == [shown.address]


def test_a_column_sorts_by_size_and_back(browser: Any, seeds: Path) -> None:  # noqa: ANN401
    shown = Shown(browser, seeds)
    before = shown.column("id")
    button = shown.page.get_by_role("button", name="id", exact=True)

    button.click()
    rising = shown.column("id")
    button.click()

    assert rising == [f"T{number}" for number in range(1, 96)]
    assert shown.column("id") == rising[::-1]
    assert before != rising
    head = shown.page.locator("table.whole th[aria-sort]")
    assert head.get_attribute("aria-sort") == "descending"


def test_amounts_sort_as_numbers_and_empty_cells_come_last(
    browser: Any,  # noqa: ANN401
    seeds: Path,
) -> None:
    shown = Shown(browser, seeds)
    shown.page.get_by_role("button", name="gap").click()
    gaps = shown.column("gap")
    said = [gap for gap in gaps if gap]
    assert gaps[: len(said)] == said
    assert said[:2] == ["−606.83亿元", "−45亿元"]
    assert said[-1] == "+116.4亿元"


def test_words_and_outcomes_filter(browser: Any, seeds: Path) -> None:  # noqa: ANN401
    shown = Shown(browser, seeds)
    shown.page.locator("#tools select").select_option("missed")
    assert len(shown.rows()) == 5
    shown.page.get_by_role("searchbox").fill("常州市")
    assert shown.column("id") == ["T91"]
    shown.page.locator("#tools select").select_option("")
    shown.page.get_by_role("searchbox").fill("")
    assert len(shown.rows()) == 95


def test_without_scripts_everything_is_there(browser: Any, seeds: Path) -> None:  # noqa: ANN401
    shown = Shown(browser, seeds, java_script_enabled=False)
    page = shown.page
    assert page.locator("table.whole tbody tr").count() == 95
    assert page.locator("svg.chart").count() == 95
    assert not page.locator("#tools").is_visible()
    assert page.locator("button").count() == 0
    assert shown.said == []


def test_a_phone_needs_no_sideways_scrolling(
    browser: Any,  # noqa: ANN401
    seeds: Path,
    small: Path,
) -> None:
    for folder, widths in ((seeds, (390,)), (small, (320, 700, 1024))):
        for width in widths:
            size = {"width": width, "height": 844}
            assert Shown(browser, folder, viewport=size).width() <= width


def test_it_is_dark_where_that_is_wanted_and_never_on_paper(
    browser: Any,  # noqa: ANN401
    small: Path,
) -> None:
    light = Shown(browser, small, color_scheme="light").color("article")
    dark = Shown(browser, small, color_scheme="dark")
    assert dark.color("article") != light
    dark.page.emulate_media(media="print")
    assert dark.color("article") == light
    assert dark.color("nav", "display") == "none"
    assert dark.color("#tools", "display") == "none"


def test_it_prints_on_paper_with_headings_on_every_page(
    browser: Any,  # noqa: ANN401
    seeds: Path,
    tmp_path: Path,
) -> None:
    paper = tmp_path / "report.pdf"
    shown = Shown(browser, seeds)
    shown.page.evaluate("document.getElementById('targets').remove()")
    shown.page.pdf(path=str(paper), prefer_css_page_size=True)
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed here")
    told = subprocess.run(
        ["pdftotext", "-layout", paper, "-"], capture_output=True, check=True
    )
    pages = told.stdout.decode().split("\f")
    rows = [page for page in pages if "T77 " in page and "result" in page]
    assert rows, "the page that holds T77 repeats no heading"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_cut_at_the_edge_of_paper(
    browser: Any,  # noqa: ANN401
    seeds: Path,
    tmp_path: Path,
    language: str,
    targets: Targets,
) -> None:
    page = str(tmp_path / "report.html")
    targets(seeds, "report", *DAY, "--lang", language, "-o", page)
    # What A4 is wide between its margins, in pixels of CSS.
    paper = {"width": 688, "height": 970}
    shown = Shown(browser, tmp_path, viewport=paper)
    shown.page.emulate_media(media="print")
    cut = shown.page.evaluate("""() =>
        [...document.querySelectorAll("th, td, li, p, svg *")]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.textContent || one.outerHTML)""")
    assert cut == []


def test_amounts_of_other_magnitudes_sort_by_size(
    browser: Any,  # noqa: ANN401
    tmp_path: Path,
    targets: Targets,
) -> None:
    for value in ("4000人", "1.2亿人", "5万人", "3人"):
        targets(tmp_path, "add", "云溪区", f"就业{value}", f"≥{value}", "--by", "2027")
    targets(tmp_path, "report", *DAY, "-o", "report.html")
    shown = Shown(browser, tmp_path)
    shown.page.get_by_role("button", name="target", exact=True).click()
    assert shown.column("target") == ["≥ 3人", "≥ 4,000人", "≥ 5万人", "≥ 1.2亿人"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Any, small: Path, scheme: str) -> None:  # noqa: ANN401
    if not AXE.exists():
        pytest.skip("axe-core is not installed here: see the Makefile")
    shown = Shown(browser, small, color_scheme=scheme, bypass_csp=True)
    shown.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = shown.page.evaluate("async () => (await axe.run()).violations")
    told = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    assert told == []


def test_hostile_text_does_nothing(
    browser: Any,  # noqa: ANN401
    tmp_path: Path,
    shared: Path,
    targets: Targets,
) -> None:
    strings = naughty_strings(shared)
    count = make_hostile_store(tmp_path / "store.db", strings)
    targets(tmp_path, "report", *DAY, "-o", "report.html")

    shown = Shown(browser, tmp_path, viewport={"width": 390, "height": 844})

    assert len(shown.rows()) == count
    assert shown.said == []
    assert shown.asked == [shown.address]
    assert shown.width() <= 390
