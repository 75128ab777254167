"""The succession assistant: bodies end, others follow, and what hangs on them is led across.

Apps whose rows point at a unit register a follower when they start (`protocol.Follower`), so that
this package moves rows of apps it does not know. Reading order: `drafts` (what somebody wants),
`checking` (why not), `reporting` (the dry run), `applying`, `undoing`.
"""
