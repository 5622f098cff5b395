"""Count the rows of a table in one line below it."""

from __future__ import annotations

from typing import Generic, TypeVar

from targetcli.render.i18n import gettext, ngettext

Row = TypeVar("Row")


class RowTotals(Generic[Row]):
    """Counts the rows of a table as they are read."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, _row: Row) -> None:
        """Count one more row."""
        self.count += 1

    def text(self) -> str:
        """Return the line below the table."""
        raise NotImplementedError


class TargetTotals(RowTotals[Row]):
    """Counts targets."""

    def text(self) -> str:
        """Return the number of targets: ``95 targets``."""
        return ngettext("{count} target", "{count} targets", self.count)


class FigureTotals(RowTotals[Row]):
    """Counts figures."""

    def text(self) -> str:
        """Return the number of figures: ``268 figures``."""
        return ngettext("{count} figure", "{count} figures", self.count)


def shown_text(shown: int) -> str:
    """Return the number of rows shown of a table that ``--limit`` shortened."""
    return gettext("only the first {count} are shown").format(count=shown)
