"""Rows that say the same are found alike, whether or not their group is kept."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from support.store_records import GDP, NOW, figure
from targetcli.model.records import Figure, Region
from targetcli.store import equal_rows
from targetcli.store.record_rows import figure_to_row
from targetcli.store.revisions import RevisionWriter
from targetcli.store.store import create_store, open_store

# Few of them, so that many are equal and many share place, day and value.
FIGURES = st.builds(
    lambda value, note: figure(value, 2020)._replace(note=note),
    st.integers(1, 2),
    st.sampled_from(["", "a", "b"]),
)
# Of a row its number, and what it comes to say; of None it is taken out.
CHANGES = st.tuples(st.integers(1, 6), st.none() | FIGURES)


def change(revision: RevisionWriter, number: int, record: Figure | None) -> None:
    old = revision.get_row("figure", number)
    if old is None and record is not None:
        revision.insert("figure", figure_to_row(record, 1, 1), number)
    elif old is not None and record is not None:
        revision.update("figure", old, figure_to_row(record, 1, 1))
    elif old is not None:
        revision.delete("figure", old)


@given(
    changes=st.lists(CHANGES, max_size=12),
    sought=FIGURES,
    large=st.sampled_from([1, 2, 16]),
    most_kept=st.sampled_from([0, 100]),
)
def test_what_a_plain_search_finds_is_found(
    changes: list[tuple[int, Figure | None]],
    sought: Figure,
    large: int,
    most_kept: int,
) -> None:
    with (
        TemporaryDirectory() as folder,
        patch.object(equal_rows, "_LARGE", large),
        patch.object(equal_rows, "_MOST_KEPT", most_kept),
    ):
        path = Path(folder) / "s.db"
        create_store(path, 1)
        with open_store(path, 1, write=True) as store:
            with store.write_transaction("test", NOW) as writing:
                writing.save_region(Region("云溪区"))
                writing.save_metric(GDP)
            store.connection.execute("BEGIN")
            revision = RevisionWriter(store.connection, "test", NOW)
            for number, record in changes:
                change(revision, number, record)
                for wanted in (sought, record or sought):
                    found = revision.find_equal("figure", figure_to_row(wanted, 1, 1))
                    assert [row.id for row in found] == [
                        stored.id
                        for stored in store.figures()
                        if stored._replace(id=None) == wanted
                    ]
