"""The process that prints, with another limit to its life."""

from bulletins.rendering import child

child._REST = 0.05
child.main()
