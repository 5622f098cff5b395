"""Ids in the files of an import: whose target one means."""

from __future__ import annotations

import pytest

from targetcli.errors import NoSuchRecord
from targetcli.importing.id_mapping import Namings

FIRST, SECOND = 0, 1


def test_an_id_means_the_target_of_its_own_file() -> None:
    namings = Namings(2, frozenset())
    for file in (FIRST, SECOND):
        assert not namings.name(file, 7)
    namings.renumber(FIRST, 7, 20)
    namings.renumber(SECOND, 7, 30)

    assert namings.revised(FIRST, 7) == 20
    assert namings.revised(SECOND, 7) == 30
    assert namings.whose(FIRST, 7) == (FIRST, 7)


def test_else_the_target_of_a_file_beside_it_else_that_of_the_store() -> None:
    namings = Namings(2, frozenset())
    namings.name(FIRST, 7)
    namings.renumber(FIRST, 7, 20)

    assert namings.whose(SECOND, 7) == (None, 7)
    assert namings.revised(SECOND, 7) == namings.beside(7) == 20
    assert namings.revised(SECOND, 8) == namings.beside(8) == 8


def test_what_was_rejected_is_never_another_of_that_id() -> None:
    namings = Namings(1, frozenset({7}))
    with pytest.raises(NoSuchRecord):
        namings.revised(FIRST, 7)
    with pytest.raises(NoSuchRecord):
        namings.beside(7)


def test_an_id_named_twice_is_noticed() -> None:
    namings = Namings(1, frozenset())
    assert not namings.name(FIRST, 7)
    assert namings.name(FIRST, 7)
