"""Pictures of ill will and of cameras: told by their bytes, re-encoded, limited."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from content.pictures import (
    MAX_BYTES,
    MAX_SIDE,
    UnusablePictureError,
    encode_picture,
    keep_encoded,
    picture_path,
    scaled_down,
    store_picture,
)

RED, GREEN, BLUE = (254, 0, 0), (0, 255, 1), (0, 0, 254)


def encoded(image: Image.Image, format: str, **options: object) -> bytes:  # noqa: A002
    data = io.BytesIO()
    image.save(data, format, **options)
    return data.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def pixel(image: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    found = image.getpixel(place)
    assert isinstance(found, tuple)
    return found


def plain(
    mode: str = "RGB",
    size: tuple[int, int] = (64, 32),
    colour: float | tuple[int, ...] | str = "red",
) -> Image.Image:
    return Image.new(mode, size, colour)


@pytest.mark.parametrize(
    ("data", "format_", "extension"),
    [
        (encoded(plain(), "JPEG"), "JPEG", "jpg"),
        (encoded(plain(), "WEBP"), "JPEG", "jpg"),
        (encoded(plain(), "BMP"), "JPEG", "jpg"),
        (encoded(plain("P"), "GIF"), "PNG", "png"),
        (encoded(plain("L", colour=7), "PNG"), "PNG", "png"),
        (encoded(plain("1", colour=1), "PNG"), "PNG", "png"),
        (encoded(plain("CMYK", colour=(0, 255, 255, 0)), "JPEG"), "JPEG", "jpg"),
    ],
)
def test_picture_is_encoded_anew(data, format_, extension):
    picture = encode_picture(data)
    image = opened(picture.data)
    assert (image.format, picture.extension, image.size) == (format_, extension, (64, 32))
    assert (picture.width, picture.height) == (64, 32)
    assert picture.src == f"/pictures/{picture.sha256}.{extension}"


def test_transparency_stays():
    image = opened(encode_picture(encoded(plain("RGBA", colour=(255, 0, 0, 0)), "PNG")).data)
    assert (image.mode, pixel(image, (0, 0))[3]) == ("RGBA", 0)


def test_first_frame_of_a_moving_picture_is_taken():
    frames = [plain("RGB", colour=colour) for colour in (RED, BLUE)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:] * 200)
    image = opened(encode_picture(data).data)
    red, green, blue = pixel(image.convert("RGB"), (3, 3))
    assert (red > 200, green < 60, blue < 60, getattr(image, "n_frames", 1)) == (
        True,
        True,
        True,
        1,
    )


def test_large_picture_is_made_smaller():
    picture = encode_picture(encoded(plain(size=(4000, 1000)), "JPEG"))
    assert (picture.width, picture.height) == (MAX_SIDE, MAX_SIDE // 4)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_rotated_photograph_comes_out_upright_and_without_exif(orientation):
    """The left half of the upright picture is red, the right half blue, its top edge green."""
    upright = plain(size=(96, 48), colour=RED)
    upright.paste(BLUE, (48, 0, 96, 48))
    upright.paste(GREEN, (0, 0, 96, 16))
    turned = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    shot = upright.transpose(turned[orientation]) if orientation in turned else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of the sample"
    image = opened(encode_picture(encoded(shot, "JPEG", exif=exif, quality=95)).data)
    assert image.size == (96, 48)
    assert dict(image.getexif()) == {}
    places = {(10, 40): RED, (86, 40): BLUE, (48, 4): GREEN}
    for place, colour in places.items():
        found = pixel(image, place)
        assert all(abs(a - b) < 40 for a, b in zip(found, colour, strict=True)), (place, found)


def test_exif_of_a_png_goes_too():
    exif = Image.Exif()
    exif[0x010F] = "Camera of the sample"
    image = opened(encode_picture(encoded(plain("RGBA"), "PNG", exif=exif)).data)
    assert dict(image.getexif()) == {}


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><body>not a picture</body></html>",
        b"%PDF-1.7",
        b"II*\x00",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        png_of(64, 32),
        encoded(plain(size=(500, 500)), "JPEG")[:1500],
        encoded(plain(), "TIFF"),
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_whole_picture_is_refused(data):
    with pytest.raises(UnusablePictureError):
        encode_picture(data)


def test_half_a_picture_is_refused_though_weasyprint_would_take_it(monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(UnusablePictureError):
        encode_picture(encoded(plain(size=(500, 500)), "JPEG")[:1500])


@pytest.mark.parametrize("size", [(50_000, 50_000), (10_000, 9_000), (8_000, 6_000)])
def test_picture_of_too_many_pixels_is_refused_before_it_is_decoded(size):
    with pytest.raises(UnusablePictureError):
        encode_picture(png_of(*size))


def test_picture_of_too_many_bytes_is_refused():
    with pytest.raises(UnusablePictureError, match="20 MB"):
        encode_picture(bytes(MAX_BYTES + 1))


def test_storing_twice_keeps_one_file(settings, tmp_path):
    settings.PICTURES_DIR = tmp_path
    first, second = (store_picture(encoded(plain(), "PNG")) for _time in range(2))
    assert first == second
    path = picture_path(first.sha256, first.extension)
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [path]
    assert path.read_bytes() == first.data


def test_picture_encoded_elsewhere_is_kept_as_it_is(settings, tmp_path):
    settings.PICTURES_DIR = tmp_path
    data = encoded(plain(), "JPEG", quality=40)
    src = keep_encoded(data, "jpg")
    assert (tmp_path / src.split("/")[2][:2] / src.split("/")[2]).read_bytes() == data


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_picture_of_colours_that_are_not_kept_is_encoded_anew(settings, tmp_path, mode):
    """A page of a PDF/A whose colours are those of screens shows no inks."""
    settings.PICTURES_DIR = tmp_path
    src = keep_encoded(encoded(plain().convert(mode), "JPEG"), "jpg")
    name = src.split("/")[2]
    assert opened((tmp_path / name[:2] / name).read_bytes()).mode == "RGB"


def noise(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    return Image.effect_noise(size, 60).convert(mode)


@pytest.mark.parametrize(
    ("format_", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGB"), ("PNG", "RGBA")]
)
@pytest.mark.parametrize(
    ("size", "scaled"), [((160, 80), (100, 50)), ((80, 160), (30, 60)), ((140, 14), (100, 10))]
)
def test_larger_picture_is_scaled_down_and_stays_of_its_kind(format_, mode, size, scaled):
    data = encoded(noise(size, mode), format_)
    smaller = scaled_down(data, (100, 60), 80)
    assert smaller
    assert len(smaller) < len(data)
    image = opened(smaller)
    assert (image.format, image.mode, image.size) == (format_, mode, scaled)


@pytest.mark.parametrize("size", [(100, 60), (60, 60), (100, 1)])
def test_picture_that_is_small_enough_is_not_scaled(size):
    assert scaled_down(encoded(noise(size), "JPEG"), (100, 60), 80) is None


def test_scaling_makes_no_file_larger():
    """Squares of two colours: scaled down their edges are blurred, and take more bytes."""
    squares = noise((40, 23), "1").convert("RGB").resize((160, 92), Image.Resampling.NEAREST)
    data = encoded(squares, "PNG", optimize=True)
    assert scaled_down(data, (100, 60), 80) == data


def test_scaling_gives_the_same_bytes_again():
    data = encoded(noise((160, 80)), "JPEG", quality=88)
    assert scaled_down(data, (100, 60), 80) == scaled_down(data, (100, 60), 80)


def test_half_a_picture_is_not_scaled():
    with pytest.raises(UnusablePictureError):
        scaled_down(encoded(noise((500, 500)), "JPEG")[:1500], (100, 60), 80)
