"""The table of roles × actions, made by asking every rule about representative things."""
