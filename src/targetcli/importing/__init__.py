"""Files to the store: opened, read, checked and written in one transaction."""
