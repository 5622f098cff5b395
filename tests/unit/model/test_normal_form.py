"""Normal forms of Unicode, and heaps of marks that would take minutes."""

from __future__ import annotations

import time
from unicodedata import normalize

import pytest

from targetcli.errors import Unreadable
from targetcli.model.names import name_key, read_name, read_scope
from targetcli.model.normal_form import normalize_form
from targetcli.model.quantity import normalize_text, read_digits

# Marks of two classes by turns: Unicode puts each behind all those of the other.
HEAPS = {
    "marks": "\u0301\u0316" * 32_000,
    "half-width marks": "ﾞ\u0301" * 32_000,
    "marks on a letter": "e" + "\u0301\u0316" * 32_000 + "x",
    "marks far behind": "甲" * 5000 + "\u0301\u0316" * 32_000,
}


@pytest.mark.parametrize(
    "text",
    ["", "ｃａｆｅ\u0301", "甲" * 5000, "e\u0301" * 5000, "ﾊﾞ" * 900, "각" * 2000],
)
@pytest.mark.parametrize("form", ["NFC", "NFKC"])
def test_what_people_write_is_normalized(form: str, text: str) -> None:
    assert normalize_form("NFC" if form == "NFC" else "NFKC", text) == normalize(
        "NFC" if form == "NFC" else "NFKC", text
    )


@pytest.mark.parametrize("heap", HEAPS.values(), ids=HEAPS)
def test_a_heap_of_marks_is_refused_at_once(heap: str) -> None:
    began = time.process_time()
    for read in (read_scope, lambda text: read_name("region", text), read_digits):
        with pytest.raises(Unreadable):
            read(heap)
    for fold in (name_key, normalize_text):
        assert len(fold(heap)) > 200
    assert time.process_time() - began < 1


def test_a_name_of_many_marks_is_still_read() -> None:
    assert read_name("region", "e" + "\u0316" * 100) == "e" + "\u0316" * 100
