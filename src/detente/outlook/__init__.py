"""History to Outlook."""
