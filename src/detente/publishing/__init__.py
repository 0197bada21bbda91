"""Records to briefings and feeds."""
