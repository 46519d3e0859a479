"""What every page of the desk shares: log-in, permission, and the admin's frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def desk_view(permission: str) -> Callable[[View[P]], View[P]]:
    """Let a view be seen by people of the desk who have a permission (a decorator).

    Whoever has not logged in is asked to; the others get the page that says what they may not do.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied(_("You do not have permission to see this page."))
            return view(request, *args, **kwargs)

        return admin.site.admin_view(guarded)

    return guard


def show(
    request: HttpRequest,
    template: str,
    title: str,
    **context: object,
) -> TemplateResponse:
    """Give a page, or a part of one, in the frame of the admin."""
    frame = admin.site.each_context(request)
    return TemplateResponse(request, template, {**frame, "title": title, **context})
