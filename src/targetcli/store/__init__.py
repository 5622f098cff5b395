"""Keep the records of a store in one SQLite file; no other package knows SQL."""
