"""Put objections to a correction into words, with the line that would settle them."""

from __future__ import annotations

from targetcli.problems.corrections import Objection
from targetcli.problems.problem import Problem
from targetcli.render.error_messages.sentence import Sentence
from targetcli.render.i18n import N_

_CORRECT_TARGET = N_(
    "see: targets show {record}; if the target is wrong, correct it first: "
    "targets edit {record} value=…"
)

SENTENCES: dict[Problem, Sentence] = {
    Objection.TARGET_SIDE: Sentence(
        N_(
            "{metric} is to be better with {better}, but {record} asks for {value}: "
            "there {side} is better"
        ),
        _CORRECT_TARGET,
    ),
    Objection.TARGET_SUM: Sentence(
        N_(
            "{metric} is to be a {kind}, but {record} asks for a total, {value}, which "
            "only a flow has"
        ),
        N_("if it is no total, correct it first: targets edit {record} basis=level"),
    ),
    Objection.TARGET_PLACE: Sentence(
        N_("{metric} is to be a {kind}, but {record} asks for a place: {value}"),
        _CORRECT_TARGET,
    ),
    Objection.TARGET_SHARE: Sentence(
        N_("{metric} is to be a {kind}, but {record} asks for a share: {value}"),
        N_(
            "if it is growth, correct it first: targets edit {record} basis=growth; if "
            "it is meant so: targets edit {record} basis=level"
        ),
    ),
    Objection.TARGET_UNIT: Sentence(
        N_("{metric} is to be in {unit}, but {record} asks for {value}"),
        _CORRECT_TARGET,
    ),
    Objection.STATE_OF_FLOW: Sentence(
        N_(
            "{metric} is to be a flow, but {record} gives {value} as at {day}, and a "
            "flow has no value as at a day"
        ),
        N_(
            "if it is what was done up to then, say from when: "
            "targets edit {record} start={start}"
        ),
    ),
    Objection.BUILT_IN_UNIT: Sentence(
        N_("{unit} is a built-in unit, and stays what it is"),
        N_("for another unit take another word: targets units add"),
    ),
}
