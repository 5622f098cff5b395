"""Hold the rows of one report with all that a writer of any format needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from targetcli.render.table import Layout
from targetcli.session.manner import FOR_PROGRAMS, Manner

if TYPE_CHECKING:
    from targetcli.judging.outcome import Outcome
    from targetcli.model.field import Field
    from targetcli.render.columns.records import Json
    from targetcli.render.totals_text import RowTotals
    from targetcli.render.writers.calendar import CalendarEvent
    from targetcli.render.writers.styled_sheets import StyledSheet


@runtime_checkable
class SharedRows(Protocol):
    """Rows of verdicts that several processes judge when they are read."""

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows."""

    def keep_outcomes(self, outcomes: Iterable[Outcome]) -> SharedRows:
        """Return the rows with one of the outcomes."""

    def count_outcomes(self, counts: Counter[Outcome]) -> SharedRows:
        """Return the rows, which count all outcomes while they are read."""

    def encode_with(
        self, encode: Callable[[Any], Any], manner: Manner = FOR_PROGRAMS
    ) -> SharedRows:
        """Return the rows as encoded, in a manner, by the processes that judge them."""


class Dataset(NamedTuple):
    """The rows of a report with their columns, ready to be written in any format.

    `command` names the JSON document and `head` stands in it before the rows; `name`
    names the rows where the command does not; `deadlines` makes their calendar,
    `styled_sheets` the sheets that people read in a workbook, and `totals` what counts
    them for the line below a table. `file_texts` has the file columns of the rows as
    text, where that is quicker, of `text_fields`; `prepare_to_keep` makes a row small
    where all are kept; `is_emptiness_said` where a command itself says that there is
    nothing.
    """

    command: str
    layout: Layout[Any]
    rows: Iterable[Any]
    to_json: Callable[[Any], Json]
    head: Json
    name: str = ""
    deadlines: Callable[[], Iterable[CalendarEvent]] | None = None
    styled_sheets: Callable[[Sequence[Any]], Iterable[StyledSheet]] | None = None
    totals: Callable[[], RowTotals[Any]] | None = None
    file_texts: Callable[[], Iterable[tuple[str, ...]]] | None = None
    text_fields: tuple[Field[Any], ...] = ()
    prepare_to_keep: Callable[[Any], Any] | None = None
    is_emptiness_said: bool = False
