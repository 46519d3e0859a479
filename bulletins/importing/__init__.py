"""Importing: an old bulletin's file → what it says, and what is wrong with it. Pure.

A reader for each format (``plain``, ``word``, ``pdf``) gives lines; ``bulletin`` finds the parts
among them. Nothing is repaired: what the file says is kept, what is wrong is told by preflight.
"""
