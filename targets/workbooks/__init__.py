"""Workbooks of figures (XLSX): a unit's own, filled offline and loaded back, and the consolidated
one with a sheet for each field and a column for each unit."""
