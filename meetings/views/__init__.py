"""Pages of meetings, one module per stage."""
