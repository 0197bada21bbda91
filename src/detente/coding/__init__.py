"""Document to Report."""
