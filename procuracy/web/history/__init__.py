"""History: what changed in every business table, who did it, and the proof that nothing of it was
altered since.

`context` says who acts, `recorded` which tables, `triggers` writes, `sealing` chains, `verifying`
proves, `purging` takes out a spill, `reading` puts it into words.
"""
