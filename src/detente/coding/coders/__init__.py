"""One file per coder."""
