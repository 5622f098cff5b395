"""Import files into the store in one transaction."""
