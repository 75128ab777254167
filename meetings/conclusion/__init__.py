"""Concluding: directives with terms and addressees, the checklist, closed versions."""
