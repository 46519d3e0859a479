"""Health: how sources fare, who is told of it, and whether their pages are still read rightly."""
