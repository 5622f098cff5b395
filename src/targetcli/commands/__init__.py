"""The verbs: each reads, calls and shows, in a paragraph."""
