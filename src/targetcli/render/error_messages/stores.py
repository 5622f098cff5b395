"""Sentences for stores that cannot be used."""

from __future__ import annotations

from targetcli.problems.problem import Problem
from targetcli.problems.stores import StoreDetail, StoreProblem
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

SENTENCES: dict[Problem, Sentence] = {
    StoreProblem.MISSING: Sentence(
        N_("there is no store at {path}"), N_("make one with: targets init")
    ),
    StoreProblem.EMPTY: Sentence(
        N_("{path} is an empty file, not a store"),
        N_("it may have lost its content: look for a backup before you replace it"),
    ),
    StoreProblem.FOREIGN: Sentence(
        N_("{path} is not a store of targets"),
        N_("name another file with --db, or make a store with: targets init"),
    ),
    StoreProblem.NEWER: Sentence(
        N_("{path} was written by a newer version of targets"),
        N_("upgrade targets on this machine; the file was left alone"),
    ),
    StoreProblem.OLDER: Sentence(
        N_("{path} was written by an older version of targets"),
        N_("leave out --no-migrate: it is upgraded, and kept as it was beside itself"),
    ),
    StoreProblem.OLDER_READ_ONLY: Sentence(
        N_("{path} needs an upgrade, and cannot be written"),
        N_("check its owner and mode, or copy it to where you may write"),
    ),
    StoreProblem.DAMAGED: Sentence(
        N_("{path} is damaged"),
        N_("restore a backup, or recover what can be read with sqlite3 … .recover"),
    ),
    StoreProblem.READ_ONLY: Sentence(
        N_("{path} is read-only"),
        N_("check its owner and mode, or copy it to where you may write"),
    ),
    StoreProblem.FULL: Sentence(
        N_("there is no room to write {path}"),
        N_("free some space and try again; nothing of this was stored"),
    ),
    StoreProblem.UNWRITABLE: Sentence(
        N_("{path} cannot be written"),
        N_(
            "a limit, a quota or the disk stands in the way; nothing of this was stored"
        ),
    ),
    StoreProblem.EXISTS: Sentence(
        N_("there is a store at {path} already"),
        N_("use it as it is, or name another file with --db"),
    ),
    StoreProblem.UNREACHABLE: Sentence(
        N_("{path} cannot be opened"), N_("check the path and its permissions")
    ),
    StoreProblem.LINKED: Sentence(
        N_("{path} must have one name only to be written"),
        N_("remove the other name (a symbolic link is fine), or work on a copy"),
    ),
    StoreProblem.FAILED: Sentence(
        N_("{path} could not be used"), N_("see what it says of itself: targets check")
    ),
    StoreProblem.OLD_SQLITE: Sentence(
        N_("this machine's SQLite is too old for {path}"),
        N_("SQLite 3.37 or later is needed"),
    ),
    StoreDetail.FOLDER: Sentence(N_("it is a folder")),
    StoreDetail.NO_DATABASE: Sentence(N_("file is not a database")),
    StoreDetail.SHORT_FILE: Sentence(N_("it is {size} bytes long, and was {expected}")),
    StoreDetail.NO_PLAIN_FILE: Sentence(N_("it is no plain file")),
    StoreDetail.SCHEMA: Sentence(N_("its schema: {names}")),
    StoreDetail.VERSION: Sentence(N_("it knows up to {known}, found {version}")),
    StoreDetail.NAMES: Sentence(N_("it has {count} names")),
    StoreDetail.REPLACED: Sentence(N_("it is replaced again and again")),
    StoreDetail.DEAD_LINK: Sentence(N_("it is a link that leads nowhere")),
    StoreDetail.SYSTEM_ERROR: Sentence(N_("{reason}")),
    StoreDetail.SQLITE_ERROR: Sentence(N_("{error}")),
    StoreDetail.NO_TEXT: Sentence(N_("text that is not UTF-8")),
    StoreDetail.NO_TEXT_IN_CELL: Sentence(N_("{row}: its {column} is not UTF-8")),
    StoreDetail.UNREADABLE_ROW: Sentence(N_("{row} cannot be read: {error}")),
    StoreDetail.OWNER: Sentence(
        N_("it belongs to user {owner}, mode {mode}; this is user {user}")
    ),
    StoreDetail.OWNER_OF_FOLDER: Sentence(
        N_("its folder belongs to user {owner}, mode {mode}; this is user {user}")
    ),
    StoreDetail.REFUSED_OWNER: Sentence(
        N_("{reason}: it belongs to user {owner}, mode {mode}; this is user {user}")
    ),
    StoreDetail.UNSEEN: Sentence(N_("it cannot be looked at: {stat_reason}")),
    StoreDetail.UNSEEN_FOLDER: Sentence(
        N_("its folder cannot be looked at: {stat_reason}")
    ),
    StoreDetail.REFUSED_UNSEEN: Sentence(
        N_("{reason}: it cannot be looked at: {stat_reason}")
    ),
}
