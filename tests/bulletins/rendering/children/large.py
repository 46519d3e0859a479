"""The process that prints, with another limit to its life."""

from bulletins.rendering import child

child._LARGE = 0
child.main()
