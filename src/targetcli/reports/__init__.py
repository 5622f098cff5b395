"""Records and verdicts to one frozen report per command."""
