"""Paths of the checkout and of the outside vectors beside it."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).parent.parent.parent
SHARED = CHECKOUT.parent / "shared"
