"""A newsroom's day, sped up, with all that can befall it."""
