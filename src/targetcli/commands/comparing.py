"""Judging what a filter selects; shared by every verb that shows verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from targetcli.commands.options import Filter
from targetcli.commands.session import Answer, field_of, selected
from targetcli.errors import Unreadable
from targetcli.judging.verdict import Outcome
from targetcli.render.comparison_json import compared_json
from targetcli.render.comparison_table import comparison_layout
from targetcli.reports.comparison import Comparison, compare
from targetcli.store.store import Store


def comparison_of(store: Store, asked: Filter, as_of: date) -> Comparison:
    """Judge the targets a filter selects."""
    targets = store.targets(selected(store, asked))
    around = field_of(store).around
    return compare(targets, around, as_of, store.revised_by())


def answer_of(comparison: Comparison, command: str) -> Answer:
    """Return a comparison ready to be written."""
    head = {
        "as_of": comparison.as_of.isoformat(),
        "profile": comparison.profile.name,
        "profile_version": comparison.profile.version,
    }
    return Answer(command, comparison_layout(), comparison.rows, compared_json, head)


def read_outcomes(texts: Iterable[str]) -> frozenset[Outcome]:
    """Read outcome words, several in one text by commas; ``any`` is all of them.

    Raises `Unreadable` for a word that is none.
    """
    said = [word.strip() for text in texts for word in text.split(",") if word.strip()]
    found: set[Outcome] = set()
    for word in said:
        if word == "any":
            return frozenset(Outcome)
        try:
            found.add(Outcome(word))
        except ValueError:
            raise Unreadable("outcome", word, (*Outcome, "any")) from None
    return frozenset(found)
