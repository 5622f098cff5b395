"""Files on their way into the store: opened, read, taken in, refused or kept apart."""
