"""Ids in the files of an import: whose target one means."""

from __future__ import annotations

import pytest

from targetcli.errors import NoSuchRecord
from targetcli.importing.id_mapping import IdMapping

FIRST, SECOND = 0, 1


def test_an_id_means_the_target_of_its_own_file() -> None:
    namings = IdMapping(2, frozenset())
    for file in (FIRST, SECOND):
        assert not namings.add_id(file, 7)
    namings.map_id(FIRST, 7, 20)
    namings.map_id(SECOND, 7, 30)

    assert namings.resolve_revised_id(FIRST, 7) == 20
    assert namings.resolve_revised_id(SECOND, 7) == 30
    assert namings.find_owner(FIRST, 7) == (FIRST, 7)


def test_else_the_target_of_a_file_beside_it_else_that_of_the_store() -> None:
    namings = IdMapping(2, frozenset())
    namings.add_id(FIRST, 7)
    namings.map_id(FIRST, 7, 20)

    assert namings.find_owner(SECOND, 7) == (None, 7)
    assert namings.resolve_revised_id(SECOND, 7) == namings.resolve_id(7) == 20
    assert namings.resolve_revised_id(SECOND, 8) == namings.resolve_id(8) == 8


def test_what_was_rejected_is_never_another_of_that_id() -> None:
    namings = IdMapping(1, frozenset({7}))
    with pytest.raises(NoSuchRecord):
        namings.resolve_revised_id(FIRST, 7)
    with pytest.raises(NoSuchRecord):
        namings.resolve_id(7)


def test_an_id_named_twice_is_noticed() -> None:
    namings = IdMapping(1, frozenset())
    assert not namings.add_id(FIRST, 7)
    assert namings.add_id(FIRST, 7)
