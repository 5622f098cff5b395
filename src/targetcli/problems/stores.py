"""Codes for the reasons that a store cannot be used."""

from __future__ import annotations

from targetcli.problems.problem import Problem


class StoreProblem(Problem):
    """Reason that a store cannot be used; the values are part of codes for scripts."""

    MISSING = "missing"
    EMPTY = "empty"
    FOREIGN = "foreign"
    NEWER = "newer"
    OLDER = "older"
    OLDER_READ_ONLY = "older-read-only"
    DAMAGED = "damaged"
    READ_ONLY = "read-only"
    FULL = "full"
    UNWRITABLE = "unwritable"
    EXISTS = "exists"
    UNREACHABLE = "unreachable"
    LINKED = "linked"
    FAILED = "failed"
    OLD_SQLITE = "old-sqlite"


class StoreDetail(Problem):
    """Detail of why a store cannot be used."""

    FOLDER = "folder"
    NO_DATABASE = "no-database"
    SHORT_FILE = "short-file"
    NO_PLAIN_FILE = "no-plain-file"
    SCHEMA = "schema"
    VERSION = "version"
    NAMES = "names"
    REPLACED = "replaced"
    DEAD_LINK = "dead-link"
    SYSTEM_ERROR = "system-error"
    SQLITE_ERROR = "sqlite-error"
    NO_TEXT = "no-text"
    NO_TEXT_IN_CELL = "no-text-in-cell"
    UNREADABLE_ROW = "unreadable-row"
    OWNER = "owner"
    OWNER_OF_FOLDER = "owner-of-folder"
    REFUSED_OWNER = "refused-owner"
    UNSEEN = "unseen"
    UNSEEN_FOLDER = "unseen-folder"
    REFUSED_UNSEEN = "refused-unseen"
