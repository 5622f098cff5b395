"""Read records from outside text; a path is never opened here."""
