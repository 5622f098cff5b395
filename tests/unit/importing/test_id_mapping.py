"""Ids in the files of an import: whose target one means."""

from __future__ import annotations

import pytest

from targetcli.errors import NoSuchRecord
from targetcli.importing.id_mapping import IdMapping

FIRST, SECOND = 0, 1


def test_an_id_means_the_target_of_its_own_file() -> None:
    id_mapping = IdMapping(2, frozenset())
    for file in (FIRST, SECOND):
        assert not id_mapping.add_id(file, 7)
    id_mapping.map_id(FIRST, 7, 20)
    id_mapping.map_id(SECOND, 7, 30)

    assert id_mapping.resolve_revised_id(FIRST, 7) == 20
    assert id_mapping.resolve_revised_id(SECOND, 7) == 30
    assert id_mapping.find_owner(FIRST, 7) == (FIRST, 7)


def test_else_the_target_of_a_file_beside_it_else_that_of_the_store() -> None:
    id_mapping = IdMapping(2, frozenset())
    id_mapping.add_id(FIRST, 7)
    id_mapping.map_id(FIRST, 7, 20)

    assert id_mapping.find_owner(SECOND, 7) == (None, 7)
    assert id_mapping.resolve_revised_id(SECOND, 7) == id_mapping.resolve_id(7) == 20
    assert id_mapping.resolve_revised_id(SECOND, 8) == id_mapping.resolve_id(8) == 8


def test_what_was_rejected_is_never_another_of_that_id() -> None:
    id_mapping = IdMapping(1, frozenset({7}))
    with pytest.raises(NoSuchRecord):
        id_mapping.resolve_revised_id(FIRST, 7)
    with pytest.raises(NoSuchRecord):
        id_mapping.resolve_id(7)


def test_an_id_named_twice_is_noticed() -> None:
    id_mapping = IdMapping(1, frozenset())
    assert not id_mapping.add_id(FIRST, 7)
    assert id_mapping.add_id(FIRST, 7)
