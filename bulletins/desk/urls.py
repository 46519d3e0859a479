"""Addresses of the desk's own pages, below /admin/desk/."""

from __future__ import annotations

from django.urls import path

from bulletins.desk import reviewing

app_name = "desk"

urlpatterns = [
    path("review/", reviewing.queue, name="review-queue"),
    path("review/<int:pk>/", reviewing.review, name="review"),
    path("review/<int:pk>/decide/", reviewing.decide, name="decide"),
]
