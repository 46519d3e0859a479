"""Uploading a picture from the editor."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from content import pictures
from content.sanitising import PICTURE_SRC
from tests.bulletins.admin.conftest import url


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.PICTURES_DIR = tmp_path


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), (20, 90, 160)).save(buffer, "PNG")
    return buffer.getvalue()


def upload(client, data: bytes, name="a.png"):
    file = SimpleUploadedFile(name, data)
    return client.post(url("article", "picture"), {"picture": file})


def test_picture_is_kept_and_its_address_given(as_user, editor, tmp_path):
    response = upload(as_user(editor), png())
    found = PICTURE_SRC.fullmatch(response.json()["src"])
    assert found
    assert [path.name for path in tmp_path.rglob("*.*")] == [
        f"{found['sha256']}.{found['extension']}"
    ]


@pytest.mark.parametrize(
    "data",
    [b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b"", b"GIF89a"],
)
def test_what_is_no_picture_is_refused(as_user, editor, tmp_path, data):
    response = upload(as_user(editor), data, "a.svg")
    assert response.status_code == 400
    assert response.json()["error"]
    assert not list(tmp_path.iterdir())


def test_too_large_a_picture_is_refused(as_user, editor, monkeypatch):
    monkeypatch.setattr("bulletins.admin.picture_upload.MAX_BYTES", 10)
    monkeypatch.setattr(pictures, "encode_picture", lambda data: pytest.fail("was decoded"))
    assert upload(as_user(editor), png()).status_code == 400


def test_missing_file_is_refused(as_user, editor):
    assert as_user(editor).post(url("article", "picture")).status_code == 400


def test_reviewer_cannot_upload(as_user, reviewer):
    assert upload(as_user(reviewer), png()).status_code == 403


def test_upload_needs_a_post(as_user, editor):
    assert as_user(editor).get(url("article", "picture")).status_code == 405


def test_picture_of_our_own_network_is_not_fetched(as_user, editor):
    data = {"address": "http://127.0.0.1:9/a.png"}
    response = as_user(editor).post(url("article", "picture"), data)
    assert response.status_code == 400
    assert response.json()["error"]
