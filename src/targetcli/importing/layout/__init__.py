"""Find the table in rows of cells: its header, its columns, and what is none of it."""
