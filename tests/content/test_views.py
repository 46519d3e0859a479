from __future__ import annotations

import io

import pytest
from PIL import Image

from content.pictures import store_picture


@pytest.fixture
def stored(settings, tmp_path):
    settings.PICTURES_DIR = tmp_path
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, "JPEG")
    return store_picture(data.getvalue())


def test_staff_sees_a_stored_picture(client, editor, stored):
    client.force_login(editor)
    answer = client.get(stored.src)
    assert (answer.status_code, b"".join(answer)) == (200, stored.data)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]


def test_others_are_asked_to_log_in(client, django_user_model, stored):
    client.force_login(django_user_model.objects.create_user("reader"))
    for who in ("reader", "nobody"):
        answer = client.get(stored.src)
        assert (answer.status_code, answer["Location"].startswith("/admin/login/")) == (
            302,
            True,
        ), who
        client.logout()


@pytest.mark.parametrize(
    "path", [f"{'a' * 64}.jpg", f"{'a' * 63}.jpg", f"{'A' * 64}.jpg", "..%2f..%2fx.jpg", "x.svg"]
)
def test_anything_else_is_not_found(client, editor, path):
    client.force_login(editor)
    assert client.get(f"/pictures/{path}").status_code == 404


def test_picture_is_only_read(client, editor, stored):
    client.force_login(editor)
    assert client.post(stored.src).status_code == 405
