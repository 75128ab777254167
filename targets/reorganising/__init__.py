"""How targets, figures and plans go on when a body is followed by another (units.reorganising)."""
