"""Turn reports and records into text, in every format and language."""
