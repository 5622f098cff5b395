"""Outside text to records; takes text, never a path."""
