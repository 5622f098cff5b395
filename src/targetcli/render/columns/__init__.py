"""The columns of every table, with the fields of its JSON document beside them."""
