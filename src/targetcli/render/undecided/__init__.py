"""Explain why a target is not decided, and by which commands it would be."""
