"""Take a page of HTML apart into its cells, tags, attributes and words."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """A page taken apart; `cells` are the texts of its table cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.cells and data.strip("\n"):
            self.cells[-1] += data

    @property
    def handlers(self) -> list[str]:
        """The attributes that would run something."""
        return [name for name, _ in self.attributes if name.startswith("on")]

    @property
    def links(self) -> list[str]:
        """Where it leads, or fetches from."""
        return [value for name, value in self.attributes if name in ("href", "src")]
