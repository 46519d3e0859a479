"""Addresses: the readers' archive at the root, the desk under /admin/."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from config.health import health

admin.site.site_header = _("Zhoubao desk")
admin.site.site_title = _("Zhoubao")
admin.site.index_title = _("Desk")

urlpatterns = [
    path("admin/desk/", include("bulletins.desk.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health),
    path("language/", set_language, name="set_language"),
    path("", include("content.urls")),
    path("", include("bulletins.archive.urls")),
]
