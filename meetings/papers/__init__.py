"""What leaves a meeting on paper: notice, invitation, minutes; text, facts and print."""
