"""Leases on rows: the database hands out the work, messages only hint that there is some."""
