"""Processes that print as :mod:`bulletins.rendering.child` does, but for one thing."""
