"""Fill named tuples of which every figure makes several.

Calling a named tuple runs a function written in Python. To fill one with a tuple of all
its fields, in their order, takes half the time.
"""

fill = tuple.__new__
"""``fill(Span, (start, end))`` is ``Span(start, end)``; no field may be left out."""
