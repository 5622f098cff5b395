"""Report values to text; decides nothing."""
