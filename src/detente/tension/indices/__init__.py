"""One file per index."""
