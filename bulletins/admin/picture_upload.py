"""Pictures that an editor brings along."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from bulletins.workflow.errors import WorkflowError
from bulletins.workflow.intake import fetch_picture
from content.pictures import MAX_BYTES, UnusablePictureError, store_picture


def upload_picture(request: HttpRequest) -> JsonResponse:
    """Store the uploaded file ``picture``, or the one at the ``address``.

    Gives ``{"src"}``, or status 400 with ``{"error"}``.

    Raises:
        PermissionDenied: the person may not edit articles.

    """
    if not request.user.has_perm("bulletins.change_article"):
        raise PermissionDenied(_("You do not have permission to edit articles."))
    if address := request.POST.get("address"):
        return _fetched(address)
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


def _fetched(address: str) -> JsonResponse:
    try:
        return JsonResponse({"src": fetch_picture(address)})
    except WorkflowError as error:
        return _refused(str(error))


def _refused(reason: str) -> JsonResponse:
    return JsonResponse({"error": reason}, status=400)
