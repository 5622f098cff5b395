"""Count the rows of a table in one line below it."""

from __future__ import annotations

from collections.abc import Sequence

from targetcli.render.i18n import gettext, ngettext


def targets_total_text(rows: Sequence[object]) -> str:
    """Return the number of targets: ``95 targets``."""
    return ngettext("{count} target", "{count} targets", len(rows))


def figures_total_text(rows: Sequence[object]) -> str:
    """Return the number of figures: ``268 figures``."""
    return ngettext("{count} figure", "{count} figures", len(rows))


def shown_text(shown: int) -> str:
    """Return the number of rows shown of a table that ``--limit`` shortened."""
    return gettext("only the first {count} are shown").format(count=shown)
