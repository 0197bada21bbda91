"""Report to Event."""
