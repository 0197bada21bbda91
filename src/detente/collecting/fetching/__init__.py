"""Getting one address from the web, within limits and without being led astray."""
