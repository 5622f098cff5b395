"""Every reader is linear: texts that tempt a slow one are done with at once.

No clock is asserted: a reader that is not linear does not come back before the
process is given up.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from support.paths import CHECKOUT
from support.stage import LONG

READERS = CHECKOUT / "tests" / "support" / "long_text_readers.py"
PIECES = {
    "numbers": (
        "亿",
        "零",
        "万",
        "十",
        "点",
        "9",
        "1,",
        "0",
        ".",
        "..",
        "-",
        "余",
        "²",
    ),
    "periods": ("年", "2021..", "至", "/", "每", "前", "十四五", "between ", "5%–"),
    "rows": ("'", '"', '"\n', "=", "\t", "\n", ","),
    "words": ("(", " ", "a", "\u3000", "个", "%", "\u0301", "\ufdfa", "百分之"),
}


@pytest.mark.parametrize("pieces", PIECES.values(), ids=PIECES)
def test_long_texts_are_read_or_refused(pieces: tuple[str, ...]) -> None:
    for length in (3_000, 300_000 if LONG else 100_000):
        done = subprocess.run(
            [sys.executable, READERS, str(length), *pieces],
            capture_output=True,
            timeout=60 if LONG else 30,  # a second, where nobody else is at work
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
