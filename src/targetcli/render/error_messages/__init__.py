"""Failures in words, with every sentence in a table, ready for translation."""
