"""Picture what a terminal shows: docs/images/terminal.png, from real output.

The program runs on a pseudo-terminal; Chromium (`chromium` on the path, or CHROMIUM)
draws what it wrote, every cell in its place.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from unicodedata import east_asian_width

CHECKOUT = Path(__file__).parent.parent
PICTURE = CHECKOUT / "docs" / "images" / "terminal.png"
COLUMNS = 108
DAY = ["--as-of", "2025-01-31"]
PLACE = ["--region", "Wujin", "--lang", "en"]
METRICS = ["--metric", "gdp", "--metric", "general public budget revenue"]
SHOWN = (
    ["compare", *DAY, *PLACE, *METRICS],
    ["misses", "--as-of", "2026-03-31", "--region", "cedz", "--lang", "en"],
    ["show", "T1", *DAY, "--lang", "en"],
)
_COLORS = {"31": "#ff7b72", "32": "#56d364", "33": "#e3b341", "35": "#d2a8ff"}
_CODES = re.compile(r"\x1b\[([0-9;]*)m")
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 18px 22px; background: #161b22; color: #e6edf3; }}
div {{ height: 19px; white-space: pre; }}
i {{ display: inline-block; width: 8.4px; font: 14px/19px "DejaVu Sans Mono",
     "Noto Sans Mono", "Noto Sans CJK SC", "Noto Serif CJK SC", monospace; }}
i.w {{ width: 16.8px; }}
</style><body>{rows}</body>
"""


def shown(arguments: list[str], store: Path) -> list[str]:
    """Run the program on a terminal and return the lines it shows."""
    ours, theirs = pty.openpty()
    environment = {
        "TERM": "xterm-256color",
        "COLUMNS": str(COLUMNS),
        "LC_ALL": "C.UTF-8",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "targetcli", "--db", str(store), *arguments],
        stdout=theirs,
        env={**os.environ, **environment},
    )
    os.close(theirs)
    out = b""
    while piece := _read(ours):
        out += piece
    process.wait()
    return out.decode().replace("\r\n", "\n").rstrip("\n").split("\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def row(line: str) -> str:
    """Return a line as cells, each of its own width and colour."""
    return f"<div>{''.join(_cells(line))}</div>"


def _cells(line: str) -> Iterator[str]:
    style = ""
    for number, piece in enumerate(_CODES.split(line)):
        if number % 2:
            codes = piece.split(";")
            color = next((_COLORS[code] for code in codes if code in _COLORS), "")
            style = f' style="color:{color}"' if color else ""
            continue
        for sign in piece:
            wide = ' class="w"' if east_asian_width(sign) in "WF" else ""
            yield f"<i{wide}{style}>{escape(sign)}</i>"


def verdict_of(told: list[str]) -> list[str]:
    """Return the lines of `show` from the verdict to the end of the chart."""
    bare = [_CODES.sub("", line) for line in told]
    first = next(n for n, line in enumerate(bare) if line.startswith("As of"))
    return told[first : bare.index("Figures used") - 1]


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.db"
        shown(["init", "--with-seeds", "-q"], store)
        lines = []
        for arguments in SHOWN:
            told = shown(arguments, store)
            if arguments[0] == "show":
                told = verdict_of(told)
            lines += [f"$ targets {shlex.join(arguments)}", *told, ""]
        page = Path(folder) / "page.html"
        rows = "".join(map(row, lines[:-1]))
        page.write_text(_PAGE.format(rows=rows), encoding="utf-8")
        height = 19 * (len(lines) - 1) + 36
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        chromium = [os.environ.get("CHROMIUM", "chromium"), "--headless"]
        chromium += ["--no-sandbox", "--hide-scrollbars"]
        window = f"--window-size={int(8.4 * COLUMNS) + 44},{height}"
        command = [*chromium, window, f"--screenshot={PICTURE}"]
        subprocess.run([*command, page.as_uri()], check=True, capture_output=True)
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
