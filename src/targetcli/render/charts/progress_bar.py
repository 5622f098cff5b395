"""Draw a progress bar of signs that are one cell wide on every terminal."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Context, Decimal

_CELLS = 8
_FULL, _HALF, _EMPTY = "⣿", "⡇", "⣀"
_ROUGH = Context(prec=30, rounding=ROUND_FLOOR)


def progress_bar(share: Decimal) -> str:
    """Draw a share between 0 and 1; the bar is full only from 1."""
    halves = int(_ROUGH.multiply(min(max(share, Decimal(0)), Decimal(1)), 2 * _CELLS))
    full, half = divmod(halves, 2)
    return (_FULL * full + _HALF * half).ljust(_CELLS, _EMPTY)
