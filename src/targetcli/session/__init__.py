"""Hold the store, the options and the reports of one run of the program."""
