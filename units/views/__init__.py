"""Pages of the organisation, its people and accounts, and each office's registry."""
