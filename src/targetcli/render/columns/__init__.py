"""The columns of every table and the fields of every JSON document."""
