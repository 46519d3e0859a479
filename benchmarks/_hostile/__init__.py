"""Hostile and broken sources, served to the real program in a network of its own."""
