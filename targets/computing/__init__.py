"""Targets that the application counts itself, from records of its own; nobody types them.

Who keeps such records registers a source when the application starts; several sources of one
computation are added. What they count flows into boards and totals as two lines that no table
holds, so that sums, successors and verdicts work as for typed figures. Only what fell due before
today counts, done early or late: a thing is on time when it was done by its last permitted moment,
whenever it is looked at.
"""
