"""Charts of a target over time, as SVG and as text."""
