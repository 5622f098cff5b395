"""Read tables of other layouts: years as columns, downloads, and maps of one's own."""
