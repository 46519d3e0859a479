"""How dates are written in lists and fields."""
