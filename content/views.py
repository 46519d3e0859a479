"""Serving of stored pictures to the people who work at the desk."""

from __future__ import annotations

import re

from django.contrib.admin.views.decorators import staff_member_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from content.pictures import picture_path

_MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png"}


@require_safe
@staff_member_required
@cache_control(private=True, immutable=True, max_age=31_536_000)
def picture(request: HttpRequest, sha256: str, extension: str) -> FileResponse:
    """Give one stored picture; its address holds its hash, so it never changes."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256) or extension not in _MEDIA_TYPES:
        raise Http404
    path = picture_path(sha256, extension)
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type=_MEDIA_TYPES[extension])
