"""What is projected, and what the chair asks: questions built from figures."""
