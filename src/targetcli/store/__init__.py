"""One SQLite file; the only folder that knows SQL."""
