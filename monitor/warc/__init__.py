"""What was fetched, kept as WARC files (ISO 28500, version 1.1). Knows no table."""
