"""Answers on their way out: in the format asked for, to a file, a folder or stdout."""
