"""List the verbs of the program, in groups, without loading any of them."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from targetcli.render.i18n import N_


class VerbGroup(Enum):
    """The task that a verb is for."""

    TRACK = auto()
    JUDGE = auto()
    REPORT = auto()
    EXCHANGE = auto()
    DESCRIBE = auto()
    LOOK_AFTER = auto()


class Verb(NamedTuple):
    """The module of a verb, its summary in the help, and its app in that module."""

    group: VerbGroup
    module: str
    summary: str
    app: str = "app"


TOPIC_NAMES = (
    *("dates", "values", "units", "outcomes", "formats", "exit-codes"),
    "environment",
)
"""What targets help explains beside the verbs."""

_G = VerbGroup

VERBS: dict[str, Verb] = {
    "add": Verb(_G.TRACK, "add", N_("Add an announced target and print its id.")),
    "record": Verb(
        _G.TRACK, "record", N_("Record a reported figure and print its id.")
    ),
    "list": Verb(_G.TRACK, "list_targets", N_("List the announced targets.")),
    "figures": Verb(_G.TRACK, "list_figures", N_("List the reported figures.")),
    "edit": Verb(
        _G.TRACK,
        "edit",
        N_("Correct a slip in a target or figure; the log keeps what it was."),
    ),
    "revise": Verb(
        _G.TRACK,
        "revise",
        N_(
            "Add a newly announced version of a target; the old one stays, and is "
            "judged."
        ),
    ),
    "withdraw": Verb(
        _G.TRACK, "withdraw", N_("Record the announced withdrawal of a target.")
    ),
    "remove": Verb(
        _G.TRACK,
        "remove",
        N_("Take a wrong target or figure out; the log keeps what it was."),
    ),
    "compare": Verb(_G.JUDGE, "compare", N_("Set every target beside its evidence.")),
    "show": Verb(
        _G.JUDGE,
        "show",
        N_("Show targets with their verdicts spelled out, or figures."),
    ),
    "misses": Verb(
        _G.JUDGE, "misses", N_("List the targets that were missed or late.")
    ),
    "due": Verb(
        _G.JUDGE,
        "due",
        N_("List the deadlines that are near, and those passed without a figure."),
    ),
    "rank": Verb(
        _G.JUDGE,
        "rank",
        N_("Rank comparable targets, or regions and owners by their lights."),
    ),
    "settle": Verb(
        _G.JUDGE,
        "settle",
        N_("Go through what nobody said and the verdicts that hang on it."),
    ),
    "report": Verb(
        _G.REPORT,
        "report",
        N_("Write the status report: counts, what changed, every target."),
    ),
    "import": Verb(
        _G.EXCHANGE,
        "import_files",
        N_("Import files, recognised by their headings; one bad row, and nothing is."),
    ),
    "export": Verb(
        _G.EXCHANGE,
        "export",
        N_("Write records or verdicts for other programs, or the whole store."),
    ),
    "regions": Verb(
        _G.DESCRIBE,
        "reference_data",
        N_("List the regions; add one with: regions add."),
        "regions",
    ),
    "metrics": Verb(
        _G.DESCRIBE,
        "reference_data",
        N_("List the metrics; add one with: metrics add."),
        "metrics",
    ),
    "units": Verb(
        _G.DESCRIBE,
        "reference_data",
        N_("List the units that can be read; add one with: units add."),
        "units",
    ),
    "sources": Verb(
        _G.DESCRIBE,
        "reference_data",
        N_("List the sources; add one with: sources add."),
        "sources",
    ),
    "identities": Verb(
        _G.DESCRIBE,
        "reference_data",
        N_("List the identities (whole = part + part); add one with: identities add."),
        "identities",
    ),
    "milestones": Verb(
        _G.DESCRIBE,
        "reference_data",
        N_("List the announced milestones; add one with: milestones add."),
        "milestones",
    ),
    "init": Verb(
        _G.LOOK_AFTER,
        "init",
        N_("Make an empty store, or one holding the packaged data set."),
    ),
    "demo": Verb(
        _G.LOOK_AFTER,
        "demo",
        N_("Show the whole story on the packaged data; leaves nothing behind."),
    ),
    "log": Verb(
        _G.LOOK_AFTER,
        "log",
        N_("List every write, newest last; or what a record was after each."),
    ),
    "undo": Verb(
        _G.LOOK_AFTER,
        "undo",
        N_("Take back the last write; undo once more to have it again."),
    ),
    "check": Verb(
        _G.LOOK_AFTER,
        "check",
        N_("Look for damage and contradictions; silent when all is well."),
    ),
    "backup": Verb(
        _G.LOOK_AFTER,
        "backup",
        N_("Write a whole copy of the store, while others use it."),
    ),
    "upgrade": Verb(
        _G.LOOK_AFTER,
        "upgrade",
        N_(
            "Upgrade a store of an earlier version; list what nobody said, and "
            "verdicts."
        ),
    ),
    "where": Verb(
        _G.LOOK_AFTER, "where", N_("List the files in use, and what they hold.")
    ),
    "completion": Verb(
        _G.LOOK_AFTER,
        "completion",
        N_(
            "Print what makes bash, zsh or fish complete verbs, options and stored "
            "names."
        ),
    ),
    "help": Verb(
        _G.LOOK_AFTER, "help_command", N_("Show the help of a verb, or of a topic.")
    ),
}
