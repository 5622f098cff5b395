"""One run of the program: its store, its options and the reports made from it."""
