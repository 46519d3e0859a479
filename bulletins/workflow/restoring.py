"""Restoring: the pictures of an issue that came inside its PDF are kept here again."""

from __future__ import annotations

import hashlib
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

    A picture keeps its name where its bytes are the same; else it is stored anew and the text
    names it so. What cannot be shown keeps a name without a picture: printing then says which.
    """
    document = attached.document
    wanted = dict.fromkeys(
        found[0] for item in document.items for found in PICTURE_SRC.finditer(item.body_html)
    )
    lacking = [src for src in wanted if not _is_stored(src)]
    by_name = {picture.name: picture.data for picture in attached.pictures}
    exact = [src for src in lacking if _name(src) in by_name]
    others = [data for name, data in by_name.items() if name not in set(map(_name, wanted))]
    renamed = {src: _keep(src, by_name[_name(src)]) for src in exact}
    rest = [src for src in lacking if src not in renamed]
    if len(rest) == len(others):
        renamed |= {src: _keep(src, data) for src, data in zip(rest, others, strict=True)}
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


def _keep(src: str, data: bytes) -> str:
    """Keep a picture, under the name that the text knows if that is the name of these bytes."""
    try:
        if hashlib.sha256(data).hexdigest() == _name(src):
            keep_encoded(data, src.rpartition(".")[2])
            return src
        return store_picture(data).src
    except UnusablePictureError:
        return src
