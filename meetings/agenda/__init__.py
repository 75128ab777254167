"""What a meeting hears: its lines, what is proposed for them, what is carried over from before."""
