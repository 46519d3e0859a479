"""The steps from a source to an entry, in order.

retrieve (bytes), parse or listing (items), store (entries); then for each entry's page
retrieve, decode and extract (text), match (topics), store (entry and snapshot).
Parsing, extraction and matching are pure; retrieving and storing are the edges.
"""
