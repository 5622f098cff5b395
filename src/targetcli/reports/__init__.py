"""Build from records and verdicts the report that a command shows."""
