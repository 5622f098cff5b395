"""Define and read values, names and records, without I/O and without a clock."""
