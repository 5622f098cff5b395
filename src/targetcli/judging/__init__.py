"""Judge targets by figures as of a day, without I/O and without a clock."""
