"""Full-text search, exact for every query of one character or more, on SQLite and PostgreSQL.

A text is folded, and the database keeps which single characters and which pairs of neighbours occur
in it (:mod:`search.grams`). That settles words of one and two characters; for longer ones it leaves
a few candidates, which are looked through. Triggers mark what changed, however it was written
(:mod:`search.schema`); the marks are worked off by a task, and before each search.
"""
