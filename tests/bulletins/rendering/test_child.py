import hashlib

import pytest

from bulletins.rendering.child import StoredPictures, print_page
from bulletins.rendering.print_size import keep_print_sizes
from tests.bulletins.rendering.samples import store_picture


# WeasyPrint leaves its colour profile open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "element",
    [
        '<img src="file:///etc/passwd">',
        '<img src="/pictures/../../../etc/passwd">',
        '<img src="http://127.0.0.1/passwd.png">',
        '<img src="data:image/png;base64,passwd==">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<style>@import "file:///etc/passwd"</style>',
        "<style>@font-face { font-family: a; src: url(file:///etc/passwd) }</style>",
        '<p style="background: url(file:///etc/passwd)">甲</p>',
        '<object data="file:///etc/passwd"></object>',
        '<embed src="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">甲</a>',
        '<svg><image href="file:///etc/passwd"/></svg>',
    ],
)
def test_print_page_refuses_every_address_but_stored_pictures(element, tmp_path):
    """Such elements never pass the sanitiser; the process that prints refuses them all the same."""
    pdf, report = print_page(f'<!doctype html><html lang="zh-CN"><p>甲</p>{element}', tmp_path)
    assert [address for address in report["refused"] if "passwd" in address] == report["refused"]
    assert len(report["refused"]) == 1
    assert b"root:" not in pdf
    assert b"/EmbeddedFile" not in pdf


def test_stored_pictures_serves_what_is_stored(tmp_path):
    src = store_picture(tmp_path, (4, 3), "png")
    fetcher = StoredPictures(tmp_path)
    response = fetcher.fetch(f"http://issue.invalid{src}")
    assert response.content_type == "image/png"
    assert response.read().startswith(b"\x89PNG")
    assert fetcher.refused == set()


def test_stored_pictures_serves_print_size_and_tells_what_it_served(tmp_path):
    large, small = (store_picture(tmp_path, (width, 900), "jpg") for width in (1600, 800))
    keep_print_sizes(f'<img src="{large}"><img src="{small}">', tmp_path)
    fetcher = StoredPictures(tmp_path)
    for src in (large, small):
        data = fetcher.fetch(f"http://issue.invalid{src}").read()
        assert fetcher.served[src] == hashlib.sha256(data).hexdigest()
    assert fetcher.served[large] not in large
    assert fetcher.served[small] in small


@pytest.mark.parametrize("suffix", ["?a=1", "/../x.png", "%00", "\n"])
def test_stored_pictures_takes_no_address_that_only_begins_well(suffix, tmp_path):
    address = f"http://issue.invalid{store_picture(tmp_path, (4, 3), 'png')}{suffix}"
    fetcher = StoredPictures(tmp_path)
    with pytest.raises(ValueError, match="not a stored picture"):
        fetcher.fetch(address)
    assert fetcher.refused == {address}
