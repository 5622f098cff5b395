"""The vertical scale of a text chart: values to rows and to braille dots."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import pairwise
from typing import NamedTuple

ROWS = 9
DOTS_PER_ROW = 4
PRECISION = Context(prec=30, rounding=ROUND_HALF_EVEN)


class RowScale(NamedTuple):
    """A scale from values to rows, in which only values on a line are drawn on it.

    `lines` are the values of the bound and `line_rows` their rows, from the top.
    """

    top: Decimal
    bottom: Decimal
    lines: tuple[Decimal, ...]
    line_rows: tuple[int, ...]

    def row(self, value: Decimal) -> int:
        """Return the row of a value; a line has only values that equal it."""
        row = int(self._position(value).to_integral_value(ROUND_HALF_EVEN))
        for line, line_row in zip(self.lines, self.line_rows, strict=True):
            if value == line:
                return line_row
            row = min(row, line_row - 1) if value > line else max(row, line_row + 1)
        return row

    def dot(self, value: Decimal) -> int:
        """Return the braille dot of a value, four to a row."""
        half = Decimal("0.5")
        position = (self._position(value) + half) * DOTS_PER_ROW - half
        dot = int(position.to_integral_value(ROUND_HALF_EVEN))
        return max(0, min(dot, ROWS * DOTS_PER_ROW - 1))

    def _position(self, value: Decimal) -> Decimal:
        """Return the fractional row of a value, in proportion between the lines."""
        anchors = dict(zip(self.lines, self.line_rows, strict=True))
        anchors = {self.top: 0, **anchors, self.bottom: ROWS - 1, **anchors}
        positions = sorted(anchors.items(), reverse=True)
        for (high, above), (low, below) in pairwise(positions):
            if low <= value <= high:
                share = PRECISION.divide(PRECISION.subtract(high, value), high - low)
                return PRECISION.add(above, PRECISION.multiply(share, below - above))
        return Decimal(positions[0][1])


def build_row_scale(lines: tuple[Decimal, ...], values: list[Decimal]) -> RowScale:
    """Build a scale with a free row wherever a value lies beside a line."""
    top, bottom = max(values), min(values)
    plain = RowScale(top, bottom, (), ())
    rows: list[int] = []
    has_room_above: list[bool] = []
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else None
        needs_room = any(
            line < value and (above is None or value < above) for value in values
        )
        highest_row = (rows[-1] + 1 if rows else 0) + needs_room
        rows.append(max(plain.row(line), highest_row))
        has_room_above.append(needs_room)
    # From the bottom up, a line moves only as far as the lines below need room.
    lowest_row = ROWS - 1 - any(value < lines[-1] for value in values)
    for index in reversed(range(len(rows))):
        rows[index] = min(rows[index], lowest_row)
        lowest_row = rows[index] - 1 - has_room_above[index]
    return RowScale(top, bottom, lines, tuple(rows))
