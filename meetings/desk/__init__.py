"""Live minutes: rows, drafts and their heirs, threads, cards, and who follows them."""
