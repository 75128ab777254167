"""What of meetings and their follow-up goes on with the body that follows another."""
