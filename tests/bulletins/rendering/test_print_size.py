"""Pictures at print size: made once, never of what is small enough, gone with what they are of."""

from __future__ import annotations

import io
import os

import pytest
from PIL import Image

from bulletins.rendering.print_size import keep_print_sizes
from bulletins.rendering.stored import (
    PRINT_SIZE,
    print_folder,
    printed_picture,
    stored_path,
    stored_picture,
)
from tests.bulletins.rendering.samples import store_picture


def _html(*sources):
    return "".join(f'<p><img src="{src}" alt=""></p>' for src in sources)


def _kept(folder):
    return [path for path in print_folder(folder).rglob("*") if path.is_file()]


def _size(picture):
    with Image.open(io.BytesIO(picture.data)) as image:
        return image.size


@pytest.mark.parametrize(
    ("stored", "printed"), [((1600, 1000), (1300, 813)), ((1000, 1600), (576, 922))]
)
@pytest.mark.parametrize("extension", ["jpg", "png"])
def test_large_picture_is_printed_at_print_size(tmp_path, stored, printed, extension):
    src = store_picture(tmp_path, stored, extension)
    before = stored_picture(src, tmp_path)
    keep_print_sizes(_html(src, src), tmp_path)
    found = printed_picture(src, tmp_path)
    assert _size(found) == printed
    assert found.media_type == before.media_type
    assert stored_picture(src, tmp_path) == before


def test_picture_that_is_small_enough_is_printed_as_it_is(tmp_path):
    src = store_picture(tmp_path, PRINT_SIZE, "jpg")
    keep_print_sizes(_html(src), tmp_path)
    assert _kept(tmp_path) == []
    assert printed_picture(src, tmp_path) == stored_picture(src, tmp_path)


def test_it_is_made_once(tmp_path):
    src = store_picture(tmp_path, (1600, 1000), "jpg")
    keep_print_sizes(_html(src), tmp_path)
    [kept] = _kept(tmp_path)
    os.utime(kept, ns=(1, 1))
    keep_print_sizes(_html(src), tmp_path)
    assert kept.stat().st_mtime_ns == 1


def test_what_was_made_in_another_way_goes(tmp_path):
    old = print_folder(tmp_path).with_name("800x600") / "00" / "picture.jpg"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"")
    sources = [store_picture(tmp_path, (1600, height), "jpg") for height in (900, 1000)]
    keep_print_sizes(_html(*sources), tmp_path)
    assert list(print_folder(tmp_path).parent.iterdir()) == [print_folder(tmp_path)]
    assert len(_kept(tmp_path)) == 2


def test_it_goes_with_the_stored_picture(tmp_path):
    src = store_picture(tmp_path, (1600, 1000), "jpg")
    keep_print_sizes(_html(src), tmp_path)
    stored_path(src, tmp_path).unlink()
    keep_print_sizes(_html(src), tmp_path)
    with pytest.raises(FileNotFoundError):
        printed_picture(src, tmp_path)


def test_broken_picture_is_left_to_the_printer(tmp_path):
    src = store_picture(tmp_path, (1600, 1000), "jpg")
    path = stored_path(src, tmp_path)
    path.write_bytes(path.read_bytes()[:2000])
    keep_print_sizes(_html(src), tmp_path)
    assert _kept(tmp_path) == []
