"""Pictures that an editor brings along."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from content.pictures import MAX_BYTES, UnusablePictureError, store_picture


def upload_picture(request: HttpRequest) -> JsonResponse:
    """Store the uploaded file ``picture``: ``{"src"}``, or status 400 with ``{"error"}``.

    Raises:
        PermissionDenied: the person may not edit articles.

    """
    if not request.user.has_perm("bulletins.change_article"):
        raise PermissionDenied(_("You do not have permission to edit articles."))
    upload = request.FILES.get("picture")
    if upload is None:
        return _refused(_("No picture has arrived."))
    if (upload.size or 0) > MAX_BYTES:  # before it is read into memory
        return _refused(_("The picture is larger than 20 MB."))
    try:
        picture = store_picture(upload.read())
    except UnusablePictureError as error:
        return _refused(str(error))
    return JsonResponse({"src": picture.src})


def _refused(reason: str) -> JsonResponse:
    return JsonResponse({"error": reason}, status=400)
