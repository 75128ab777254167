"""How Django itself reads and writes dates and numbers; settings name this package."""
