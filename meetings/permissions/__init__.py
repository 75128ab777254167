"""Who may do what with meetings: one function per action, which gives its reason when not."""
