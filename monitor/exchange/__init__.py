"""Sources in and out: as JSON, as OPML, and from the starter catalogue."""
