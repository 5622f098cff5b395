"""The status report as a page of parts, and its writers: text, Markdown, HTML, JSON."""
