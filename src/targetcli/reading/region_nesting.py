"""Hold the nesting of regions, so that none comes to lie in itself."""

from __future__ import annotations


class RegionNesting:
    """The parent of each region, and where the way up from it ends.

    A chain of regions is walked once, not anew for each region in it.
    """

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self._ends: dict[str, str] = {}

    def add(self, region: str, parent: str) -> None:
        """Put a region into another, or into none."""
        old = self._parents.get(region, "")
        if parent == old:
            return
        if old:  # the ways up through it end elsewhere now
            self._ends.clear()
        self._parents[region] = parent

    def lies_in(self, inner: str, outer: str) -> bool:
        """Return True where one region is or lies in another, however deep."""
        if not self._parents.get(outer):
            return self._find_end(inner) == outer
        return outer in self._list_way_up(inner)

    def has_parent(self, region: str, parent: str) -> bool:
        """Return True where a region lies in this one, and the way up has an end."""
        is_known = bool(parent) and self._parents.get(region) == parent
        return is_known and self._find_end(region) != ""

    def _find_end(self, region: str) -> str:
        """Return the outermost region around one; empty where they form a circle."""
        way: dict[str, None] = {}
        end = region
        while outer := self._ends.get(end) or self._parents.get(end):
            if end in way:
                return ""
            way[end] = None
            end = outer
        self._ends.update(dict.fromkeys(way, end))
        return end

    def _list_way_up(self, region: str) -> dict[str, None]:
        """Return a region and those around it, from inside out, each once."""
        way: dict[str, None] = {}
        while region and region not in way:
            way[region] = None
            region = self._parents.get(region, "")
        return way
