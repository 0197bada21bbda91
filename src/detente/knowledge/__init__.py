"""What is known before any news."""
