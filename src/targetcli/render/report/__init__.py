"""The status report: told once in words, written as text, Markdown, a page or JSON."""
