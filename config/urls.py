"""Addresses: the readers' archive at the root, the desk under /admin/."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from config.health import health

admin.site.site_header = _("Zhoubao desk")
admin.site.site_title = _("Zhoubao")
admin.site.index_title = _("Desk")

urlpatterns = [
    path("admin/desk/", include("bulletins.desk.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health),
    path("", include("content.urls")),
    path("", include("bulletins.archive.urls")),
]
