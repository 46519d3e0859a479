"""Pictures: told by their bytes, decoded under limits, re-encoded, kept once under their hash."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from content.files import write_whole

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
#: Pixels on the longer side; 156 mm of type area at 260 dpi.
MAX_SIDE = 1600
#: Of pixels, as Pillow names them: what is kept has the colours of screens.
_KEPT_MODES = ("RGB", "RGBA")
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP")


class UnusablePictureError(Exception):
    """The bytes are no picture that can be printed; the message says why."""


@dataclass(frozen=True)
class EncodedPicture:
    """A re-encoded picture; ``sha256`` is that of ``data``, width and height are in pixels."""

    sha256: str
    extension: str
    data: bytes
    width: int
    height: int

    @property
    def src(self) -> str:
        """The address under which stored bodies refer to this picture."""
        return f"/pictures/{self.sha256}.{self.extension}"


def encode_picture(data: bytes) -> EncodedPicture:
    """Decode a picture of any common format and encode it anew, at most 1600 pixels a side.

    Raises:
        UnusablePictureError: not a picture, too large, or broken.

    """
    if len(data) > MAX_BYTES:
        raise UnusablePictureError(_("The picture is larger than 20 MB."))
    with _decoding(data) as image:
        return _encode(image)


@contextmanager
def _decoding(data: bytes) -> Iterator[Image.Image]:
    """Open a picture; whatever is wrong with it is an :class:`UnusablePictureError`."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for all that import it
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                yield image
    except UnidentifiedImageError as error:
        raise UnusablePictureError(
            _("This is not a picture (JPEG, PNG, GIF, WebP or BMP).")
        ) from error
    # Pillow's decoders raise nearly anything on broken input.
    except (
        OSError,
        ValueError,
        SyntaxError,
        TypeError,
        IndexError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OverflowError,
        MemoryError,
    ) as error:
        raise UnusablePictureError(_("The picture is broken and cannot be read.")) from error


def _encode(image: Image.Image) -> EncodedPicture:
    if image.width * image.height > MAX_PIXELS:
        raise UnusablePictureError(_("The picture has more than 40 million pixels."))
    image.draft("RGB", (MAX_SIDE, MAX_SIDE))
    ImageOps.exif_transpose(image, in_place=True)  # cameras write the turn beside the pixels
    flat = image.convert("RGBA" if _has_transparency(image) else "RGB")
    flat.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    few_colours = image.mode in {"1", "P", "L"} or flat.mode == "RGBA"
    target = io.BytesIO()
    if few_colours:
        flat.save(target, "PNG", optimize=True)
    else:
        flat.save(target, "JPEG", quality=88, optimize=True)
    encoded = target.getvalue()
    return EncodedPicture(
        sha256=hashlib.sha256(encoded).hexdigest(),
        extension="png" if few_colours else "jpg",
        data=encoded,
        width=flat.width,
        height=flat.height,
    )


def _has_transparency(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def scaled_down(data: bytes, size: tuple[int, int], quality: int) -> bytes | None:
    """Give a stored picture of at most a size, encoded as it was; None: it is no larger than that.

    Where that would not make its file smaller it is given as it is.

    Raises:
        UnusablePictureError: it is broken.

    """
    with _decoding(data) as image:
        kind = image.format
        ImageOps.exif_transpose(image, in_place=True)
        if image.width <= size[0] and image.height <= size[1]:
            return None
        image.thumbnail(size, Image.Resampling.LANCZOS)
        target = io.BytesIO()
        if kind == "JPEG":
            image.save(target, kind, quality=quality, progressive=True)
        else:
            image.save(target, kind, optimize=True)
    return min(target.getvalue(), data, key=len)


def media_type(data: bytes) -> str:
    """Give the media type that a picture's bytes show, whatever its server said.

    Raises:
        UnusablePictureError: these are no picture's bytes.

    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return Image.MIME[str(image.format)]
    except (OSError, Image.DecompressionBombError) as error:
        raise UnusablePictureError(
            _("This is not a picture (JPEG, PNG, GIF, WebP or BMP).")
        ) from error


def picture_path(sha256: str, extension: str) -> Path:
    """Give the place of a stored picture: ``<two hex digits>/<sha256>.<extension>``."""
    return Path(settings.PICTURES_DIR) / sha256[:2] / f"{sha256}.{extension}"


def store_picture(data: bytes) -> EncodedPicture:
    """Encode and keep a picture; storing the same one twice keeps one file.

    Raises:
        UnusablePictureError: as :func:`encode_picture`.

    """
    picture = encode_picture(data)
    path = picture_path(picture.sha256, picture.extension)
    if not path.exists():
        write_whole(path, picture.data)
    return picture


def keep_encoded(data: bytes, extension: str) -> str:
    """Keep a picture as it is, that was encoded here or at another desk before; gives its address.

    One whose colours are others than :func:`encode_picture` leaves, such as inks, is encoded anew.

    Raises:
        UnusablePictureError: as :func:`encode_picture`, or it is of another kind.

    """
    kinds = {"jpg": "image/jpeg", "png": "image/png"}
    encode_picture(data)  # it can be decoded, within the limits
    if media_type(data) != kinds.get(extension):
        raise UnusablePictureError(_("The picture is broken and cannot be read."))
    with _decoding(data) as image:
        is_as_kept = image.mode in _KEPT_MODES
    if not is_as_kept:
        return store_picture(data).src
    sha256 = hashlib.sha256(data).hexdigest()
    path = picture_path(sha256, extension)
    if not path.exists():
        write_whole(path, data)
    return f"/pictures/{sha256}.{extension}"
