"""Join headings that stand in two lines: metrics above years, or years above metrics.

A heading over several columns stands at the first of them; what is beside it is empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from targetcli.importing.mapping.heading_parts import is_unit, read_period_heading
from targetcli.importing.row_sources import GridRow

BETWEEN = "\x1f"
"""Sign between the two parts of a heading; no file has it in a heading."""
_FEWEST_BELOW = 2


def join_two_lines(upper: GridRow, lower: GridRow) -> GridRow | None:
    """Return one row of headings made of two, None where the second is one of data.

    Below stand periods or units, or words below periods; nothing stands below what is
    a heading by itself, or the same again where cells were merged.
    """
    width = max(len(upper.cells), len(lower.cells))
    above = _fill_right(_widen(upper.cells, width))
    own = _widen(upper.cells, width)
    below = [
        "" if cell == own[place] else cell
        for place, cell in enumerate(_widen(lower.cells, width))
    ]
    places = [place for place, cell in enumerate(below) if cell]
    if len(places) < _FEWEST_BELOW or len(places) == width:
        return None
    pairs = [(above[place], below[place]) for place in places]
    has_gap = any(not own[place] for place in places)
    is_of_units = all(is_unit(cell) for _, cell in pairs)
    if not all(_fits_below(*pair) for pair in pairs) or not (has_gap or is_of_units):
        return None
    cells = [
        f"{above[place]}{BETWEEN}{below[place]}" if below[place] else own[place]
        for place in range(width)
    ]
    return GridRow(lower.line, cells)


def split_heading(heading: str) -> tuple[str, str]:
    """Return the parts of a heading, the second "" where it stands in one line."""
    above, _, below = heading.partition(BETWEEN)
    return above, below


def _widen(cells: Sequence[str], width: int) -> list[str]:
    stripped = [cell.strip() for cell in cells]
    return stripped + [""] * (width - len(stripped))


def _fill_right(cells: Sequence[str]) -> list[str]:
    """Return headings that reach over the empty cells to their right."""
    filled: list[str] = []
    for cell in cells:
        filled.append(cell or (filled[-1] if filled else ""))
    return filled


def _fits_below(above: str, below: str) -> bool:
    if not above:
        return False
    if read_period_heading(below) or is_unit(below):
        return True
    has_digit = any(character.isdigit() for character in below)
    return bool(read_period_heading(above)) and not has_digit
