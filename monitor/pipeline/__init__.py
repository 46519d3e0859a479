"""The steps from a source to an entry, in order.

retrieve (bytes), harvest (items: reading knows what reads which kind), store (entries); then for
each entry's page retrieve, decode and extract (text), match (topics), store (entry and snapshot).
Reading, extraction and matching are pure; retrieving and storing are the edges.
"""
