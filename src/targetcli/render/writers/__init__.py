"""Writers of tables, a module for each format: they only arrange and escape."""
