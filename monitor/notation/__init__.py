"""What an editor writes into a source: selectors, paths, links that count, addresses with blanks.

Each notation has a reader and a validator; all are pure.
"""
