import sys

import pytest

from bulletins.rendering import printer


def test_a_module_put_off_is_imported_by_a_call(monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    printer.put_off(("colorsys",))
    from colorsys import rgb_to_hls

    assert not hasattr(sys.modules["colorsys"], "__file__")
    assert rgb_to_hls(1, 1, 1) == (0, 1, 0)
    assert sys.modules["colorsys"].__file__


def test_a_module_that_is_there_is_not_put_off():
    printer.put_off(("sys",))
    assert sys.modules["sys"] is sys


def test_a_module_put_off_lacks_what_no_module_has(monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    printer.put_off(("colorsys",))
    with pytest.raises(AttributeError):
        _ = sys.modules["colorsys"].__wrapped__
