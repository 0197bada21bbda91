"""One file a command: a `NAME`, and `command`, whose docstring is its help."""
