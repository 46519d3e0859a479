"""Addresses of the desk's own pages, below /admin/desk/."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "desk"

urlpatterns: list[URLPattern] = []
