"""Restoring: the pictures of an issue that came inside its PDF are kept here again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bulletins.rendering.document import Document
from bulletins.rendering.stored import replace_pictures
from content.pictures import UnusablePictureError, keep_encoded, picture_path, store_picture
from content.sanitising import PICTURE_SRC

if TYPE_CHECKING:
    from bulletins.importing.attached import AttachedIssue


def restored_document(attached: AttachedIssue) -> Document:
    """Give the document with every picture in the store.

    A picture that is kept here already stays as it is. Else the one on the pages is kept, which is
    of print size: where its bytes are those that were stored, under the name that the text knows,
    else under its own, and the text names it so. What cannot be shown keeps a name without a
    picture: printing then says which.
    """
    document = attached.document
    wanted = dict.fromkeys(
        found[0] for item in document.items for found in PICTURE_SRC.finditer(item.body_html)
    )
    printed = {src: attached.printed.get(src, _name(src)) for src in wanted}
    lacking = [src for src in wanted if not _is_stored(src)]
    by_name = {picture.name: picture.data for picture in attached.pictures}
    exact = [src for src in lacking if printed[src] in by_name]
    others = [data for name, data in by_name.items() if name not in set(printed.values())]
    renamed = {src: _keep_printed(src, by_name[printed[src]]) for src in exact}
    rest = [src for src in lacking if src not in renamed]
    if len(rest) == len(others):
        renamed |= {src: _keep_anew(src, data) for src, data in zip(rest, others, strict=True)}
    return replace(
        document,
        items=tuple(
            replace(
                item, body_html=replace_pictures(item.body_html, lambda src: renamed.get(src, src))
            )
            for item in document.items
        ),
    )


def _name(src: str) -> str:
    match = PICTURE_SRC.fullmatch(src)
    return match["sha256"] if match else ""


def _is_stored(src: str) -> bool:
    match = PICTURE_SRC.fullmatch(src)
    return bool(match and picture_path(match["sha256"], match["extension"]).exists())


def _keep_printed(src: str, data: bytes) -> str:
    """Keep a picture as it was printed, not encoded once more."""
    try:
        return keep_encoded(data, src.rpartition(".")[2])
    except UnusablePictureError:
        return src


def _keep_anew(src: str, data: bytes) -> str:
    try:
        return store_picture(data).src
    except UnusablePictureError:
        return src
