"""Forms of meetings: they read what was typed and say what to correct."""
