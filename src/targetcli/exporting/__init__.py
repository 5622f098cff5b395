"""Write datasets to a file, a folder or standard output, in the format asked for."""
