"""Base classes of the admin pages: what holds for every noun."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from desk.paging import FirstRows

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ObjectView = Callable[Concatenate[HttpRequest, int, ...], HttpResponseBase]


class DeskAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """A page of the desk. Nothing is deleted in bulk; buttons post to addresses of the object."""

    list_per_page = 50
    paginator = FirstRows
    show_full_result_count = False
    #: Says, while a list has no rows, what will stand there and whence.
    empty_hint: StrOrPromise = ""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out bulk deletion."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,  # noqa: ANN401 - as Django has them
        **options: Any,  # noqa: ANN401
    ) -> HttpResponse:
        """Show the form, and whatever the page shows besides."""
        context |= self.page_context(request, context.get("original"))
        return super().render_change_form(request, context, *args, **options)

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:  # noqa: ANN401 - any model
        """Give what the page of an object shows besides its form; ``obj`` is None for a new one.

        Whoever adds something gives it together with what ``super()`` gives.
        """
        return {}

    def object_path(self, name: str, view: ObjectView, tail: str = "") -> URLPattern:
        """Give the address ``<pk>/<name>/`` of a view, named ``<app>_<model>_<name>``."""
        route = f"<int:pk>/{name}/{tail}"
        return path(route, self.admin_site.admin_view(view), name=self._name_of(name))

    def list_path(self, name: str, view: Callable[..., HttpResponseBase]) -> URLPattern:
        """Give the address ``<name>/`` of a view beside the list."""
        return path(f"{name}/", self.admin_site.admin_view(view), name=self._name_of(name))

    def url_of(self, name: str, *args: object) -> str:
        """Give the address of a page of this noun: ``changelist``, ``change`` or an own one."""
        return reverse(f"admin:{self._name_of(name)}", args=args)

    def visible_object(self, request: HttpRequest, pk: int | str) -> Any:  # noqa: ANN401 - any model
        """Give an object that the person may look at.

        Raises:
            Http404: there is none.
            PermissionDenied: they may not see it.

        """
        found = self.get_object(request, str(pk))
        if found is None:
            raise Http404
        if not self.has_view_or_change_permission(request, found):
            raise PermissionDenied(_("You do not have permission to see this page."))
        return found

    def _name_of(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"


class ReadOnlyAdmin(DeskAdmin):
    """Evidence: to be looked at, never typed in or deleted by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from the program alone."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing vanishes."""
        return False
