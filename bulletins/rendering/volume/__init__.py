"""A volume: the published PDFs of a year joined into one, with contents and indexes before them."""
