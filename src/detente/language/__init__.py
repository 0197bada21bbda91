"""Tools that every room may use on text."""
