"""Source to Page."""
