"""Pages of plans, figures and targets."""
