"""One writer a format: each arranges and escapes, and decides nothing."""
