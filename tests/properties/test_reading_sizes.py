"""Every reader is linear: texts that tempt a slow one are done with at once.

No clock is asserted: a reader that is not linear does not come back before the
subprocess is given up.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from targetcli.errors import TargetsError
from targetcli.model.names import find_similar_names, name_key, read_name, read_scope
from targetcli.model.numerals import read_numeral
from targetcli.model.period import ReferenceDays, read_day, read_deadline, read_period
from targetcli.model.quantity import normalize_text, read_digits, split_number
from targetcli.model.records import read_record_id
from targetcli.model.units import UnitTable
from targetcli.model.bound_words import RecordRole, read_wording
from targetcli.model.formula_guard import guard_formula, remove_guard
from targetcli.importing.csv_reader import read_table
from datetime import date

reference_days = ReferenceDays(date(2026, 3, 31), date(2021, 10, 3))
table = UnitTable()
readers = [
    name_key, normalize_text, read_scope, read_numeral, read_digits, split_number,
    table.read, table.find_unknown_noun, remove_guard, guard_formula,
    lambda text: read_name("region", text),
    lambda text: find_similar_names(text, ["武进区", "gdp"] * 50),
    lambda text: read_record_id(text, "T"),
    lambda text: read_wording(text, RecordRole.FIGURE),
    lambda text: read_wording("5" + text, RecordRole.TARGET),
    lambda text: read_wording("下降5%" + text, RecordRole.TARGET),
    lambda text: read_period(text, reference_days),
    lambda text: read_period("2025" + text, reference_days),
    lambda text: read_day(text, reference_days),
    lambda text: read_deadline(text + "前", reference_days),
    lambda text: list(read_table("t", lambda: ["name\\n", text]).rows()),
    lambda text: list(read_table("t", lambda: text).rows()),
]
piece = sys.argv[1]
for size in (3_000, 300_000):
    for reader in readers:
        try:
            reader(piece * (size // len(piece)))
        except TargetsError:
            pass
"""

PIECES = (
    *(
        "亿",
        "零",
        "年",
        "(",
        " ",
        "万",
        "十",
        "点",
        "9",
        "1,",
        "0",
        ".",
        "..",
        "2021..",
    ),
    *(
        "-",
        "至",
        "'",
        '"',
        '"\n',
        "=",
        "\t",
        "\n",
        ",",
        "/",
        "每",
        "前",
        "十四五",
        "a",
        "\u3000",
    ),
    *("余", "个", "%", "²", "\u0301", "\ufdfa", "between ", "百分之", "5%–"),
)


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_long_text_is_read_or_refused(piece: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, piece],
        capture_output=True,
        timeout=60,  # four seconds, where nobody else is at work
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
