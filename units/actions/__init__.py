"""What changes units, people and accounts. Refusals are procuracy.web.errors.Refused."""
