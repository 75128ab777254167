"""What was ordered, followed up: steps of a task, later days, counts, reminders."""
