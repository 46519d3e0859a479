"""The process that prints, with another limit to its life."""

from bulletins.rendering import child

child._MANY = 1
child.main()
