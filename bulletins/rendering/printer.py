"""The program that prints: ``python -m bulletins.rendering.printer``.

It does what :mod:`bulletins.rendering.child` says, but begins and ends faster.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from types import ModuleType
from typing import Any

from bulletins.rendering.declarations import use_prepared

#: What the engine imports for fonts that are none of ours, and where HarfBuzz lacks its cutter.
_SELDOM_USED = ("fontTools.subset", "fontTools.varLib.instancer")


def main() -> None:
    """Print what is ordered on stdin."""
    gc.disable()  # To look for rubbish takes a tenth of the time; it is done between the orders.
    use_prepared()
    put_off(_SELDOM_USED)
    from bulletins.rendering import child  # it imports the engine

    child.main()
    sys.stderr.flush()
    os._exit(0)  # Nothing is open; to free each object of the pages would take a twentieth.


def put_off(names: tuple[str, ...]) -> None:
    """Let modules be imported when one of their functions is called, not before."""
    for name in names:
        sys.modules.setdefault(name, _Later(name))


class _Later(ModuleType):
    """Stands for a module; whatever is taken from it is a function that imports the module."""

    def __getattr__(self, attribute: str) -> Any:  # noqa: ANN401 - anything
        if attribute.startswith("__"):
            raise AttributeError(attribute)

        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - anything
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
            module = importlib.import_module(self.__name__)
            return getattr(module, attribute)(*args, **kwargs)

        return call


if __name__ == "__main__":
    main()
