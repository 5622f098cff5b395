"""What it means: records and a date to a verdict, without I/O and without a clock."""
