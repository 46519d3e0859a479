"""The board: the coming issue, what is chosen for it, what might be, and its PDF."""
