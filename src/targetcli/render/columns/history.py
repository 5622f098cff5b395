"""Lay out the past of a store: its log, and its archived and present rows."""

from __future__ import annotations

from targetcli.model.field import create_json_writer
from targetcli.model.fields import HISTORY_FIELDS, LOG_FIELDS
from targetcli.model.revisions import ArchivedRow, RevisionRow
from targetcli.render.columns.records import Json, layout_of_fields
from targetcli.render.table import Layout

_write_revision = create_json_writer(LOG_FIELDS)
_write_archived_row = create_json_writer(HISTORY_FIELDS)


def revisions_layout() -> Layout[RevisionRow]:
    """Return the columns of the log of a store."""
    return layout_of_fields(LOG_FIELDS)


def revision_json(revision: RevisionRow) -> Json:
    """Return a row of the log."""
    return _write_revision(revision)


def archived_rows_layout() -> Layout[ArchivedRow]:
    """Return the columns of archived rows."""
    return layout_of_fields(HISTORY_FIELDS)


def archived_row_json(archived_row: ArchivedRow) -> Json:
    """Return an archived row; its content stays the stored text."""
    return _write_archived_row(archived_row)
