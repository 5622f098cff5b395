"""Every format can be chosen, and has a writer."""

from __future__ import annotations

import pytest

from targetcli.exporting.writers import _WRITERS
from targetcli.session.formats import FORMATS_BY_SUFFIX, Audience, Format


def test_every_format_has_a_writer() -> None:
    assert list(_WRITERS) == list(Format)


def test_a_suffix_chooses_one_format() -> None:
    suffixes = [name.traits.suffix for name in Format if name.traits.suffix]
    assert len(set(suffixes)) == len(suffixes)
    assert FORMATS_BY_SUFFIX["txt"] is Format.PLAIN


@pytest.mark.parametrize(
    "name", [name for name in Format if name.traits.archive_suffix]
)
def test_what_imports_back_has_all_columns(name: Format) -> None:
    assert name.traits.has_all_columns
    assert name.traits.is_utf8
    assert name.traits.audience is not Audience.PEOPLE
