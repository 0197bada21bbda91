"""Event to TensionPoint."""
